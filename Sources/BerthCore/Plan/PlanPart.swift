/// What a plan is made of, where two of them differ.
package enum PlanPart: Hashable, Sendable {
  /// What is done to one target, or what it was made from.
  case target(HomePath)
  /// What becomes of what the installed files made.
  case leftovers
  /// What is installed, or kept of it.
  case state
}

extension Plan {
  /// Where another plan differs; nowhere: it does the same to the same files, be there a state folder by now or not.
  package func parts(unlike other: Plan) -> [PlanPart] {
    var parts: [PlanPart] = []
    let others = Dictionary(other.changes.map { ($0.path, $0) }) { first, _ in first }
    let paths = changes.map(\.path)
    for change in changes where !(others[change.path].map { change.isSame(as: $0) } ?? false) {
      parts.append(.target(change.path))
    }
    parts += other.changes.map(\.path).filter { !paths.contains($0) }.map(PlanPart.target)
    if leftovers != other.leftovers { parts.append(.leftovers) }
    var expected = other.receipt
    expected.stateFolders = receipt.stateFolders
    // Some of them may have been made for that.
    expected.folders = receipt.folders
    expected.home = receipt.home
    if parts.isEmpty,
      receipt != expected || unclaimed != other.unclaimed || paths != other.changes.map(\.path)
    {
      parts.append(.state)
    }
    return parts
  }
}

extension Change {
  fileprivate func isSame(as other: Change) -> Bool {
    real == other.real && before == other.before && after == other.after && putAside == other.putAside
  }
}
