/// What a plan comes to, by sums: two plans with the same one do the same to the same files, be there a state folder by
/// now or not.
package struct PlanDigest: Hashable, Sendable {
  /// In the order of writing.
  package let targets: [Target]
  /// The sum of what becomes of what the installed files made.
  package let leftovers: String
  /// The sum of the receipt afterwards, and of what is kept.
  package let state: String

  /// What is done to one target.
  package struct Target: Hashable, Sendable {
    /// As the profile names it.
    package let path: HomePath
    /// The file itself, symlinks followed.
    package let real: HomePath
    /// What is there; nil: no file.
    package let before: FileDigest?
    /// What is to be there; nil: no file.
    package let after: FileDigest?
    /// The names of what is put aside.
    package let putAside: [String]
    /// Why it is written in place; nil: it is replaced.
    package let inPlace: String?
  }

  package init(_ plan: Plan) {
    targets = plan.changes.map { change in
      let before = change.before.map(FileDigest.init)
      return Target(
        path: change.path, real: change.real, before: before,
        after: change.writes ? change.after.map(FileDigest.init) : before, putAside: change.keptNames,
        inPlace: change.inPlace?.rawValue)
    }
    leftovers = Checksum(of: plan.leftovers.json.rendered()).text
    var receipt = plan.receipt
    // These depend on whether there is a state folder: folders may have been made for it.
    receipt.stateFolders = 0
    receipt.folders = []
    receipt.home = nil
    var sum = Checksum(of: receipt.encoded)
    for name in plan.unclaimed + [plan.keptFolder] { sum.update(with: Bytes("\(name)\0".utf8)) }
    state = sum.text
  }

  /// Where another plan differs; nowhere: it does the same.
  package func parts(unlike other: PlanDigest) -> [PlanPart] {
    let others = Dictionary(other.targets.map { ($0.path, $0) }) { first, _ in first }
    let paths = targets.map(\.path)
    let otherPaths = other.targets.map(\.path)
    var parts = targets.filter { others[$0.path] != $0 }.map { PlanPart.target($0.path) }
    let known = Set(paths)
    parts += otherPaths.filter { !known.contains($0) }.map(PlanPart.target)
    if leftovers != other.leftovers { parts.append(.leftovers) }
    if parts.isEmpty, state != other.state || paths != otherPaths { parts.append(.state) }
    return parts
  }
}

extension PlanDigest {
  /// As a sealed file has it.
  package var json: JSON {
    .object([
      (
        "targets",
        .array(
          targets.map {
            .object([
              ("path", .string($0.path.relative)), ("real_path", .string($0.real.relative)),
              ("before", $0.before?.json ?? .null), ("after", $0.after?.json ?? .null),
              ("put_aside", .array($0.putAside.map(JSON.string))),
              ("in_place", $0.inPlace.map(JSON.string) ?? .null),
            ])
          })
      ),
      ("leftovers", .string(leftovers)), ("state", .string(state)),
    ])
  }

  /// Reads what `json` gives.
  package init(_ members: [String: JSON]) throws(SealedJSON.Problem) {
    var targets: [Target] = []
    for target in try members.objects("targets") {
      targets.append(
        Target(
          path: try target.path("path"), real: try target.path("real_path"),
          before: try FileDigest(target["before"]), after: try FileDigest(target["after"]),
          putAside: try target.strings("put_aside"),
          inPlace: try target.optionalString("in_place")))
    }
    self.targets = targets
    leftovers = try members.string("leftovers")
    state = try members.string("state")
  }
}

extension LeftoverPlan {
  /// All of it, to be summed.
  fileprivate var json: JSON {
    func list(_ paths: [HomePath]) -> JSON { .array(paths.map { .string($0.relative) }) }
    func list(_ links: [OlderLink]) -> JSON { .array(links.map { $0.json ?? .string($0.path.relative) }) }
    return .array([
      list(removed), list(copies), list(returning), list(older),
      .array(left.map { .string("\($0.path.relative)\0\($0.reason)") }),
    ])
  }
}
