import BerthCore

extension Journal {
  /// The journal of a plan's run.
  init(_ plan: Plan, since receipt: Receipt, verb: String, in home: Home) {
    var random = SystemRandomNumberGenerator()
    transaction = Self.token(&random)
    self.verb = verb
    var made: Set<HomePath> = []
    for (index, change) in plan.changes.filter(\.writes).enumerated() {
      let isInPlace = change.inPlace != nil && change.before != nil && change.after != nil
      let stored = "\(StateFolder.imagesName)/\(index)"
      targets.append(
        Target(
          path: change.real, temporary: ".berth-\(Self.token(&random))",
          before: change.before.map { Image(stored: stored, digest: Digest($0)) },
          after: change.after.map { Digest($0) }, isInPlace: isInPlace,
          storedNew: isInPlace ? stored + ".new" : nil))
      guard change.before == nil, change.after != nil else { continue }
      let missing = home.missingFolders(for: change.real, besides: made)
      folders += missing
      made.formUnion(missing)
    }
    unwanted.leftovers = plan.leftovers
    let needed = plan.changes.filter { $0.after != nil && $0.entry != nil }.map(\.real.relative)
    unwanted.folders = receipt.folders.reversed().filter { folder in
      !needed.contains { $0.hasPrefix(folder.relative + "/") }
    }
    for case let reload? in plan.changes.map(\.reload) where !reloads.contains(reload) {
      reloads.append(reload)
    }
    let kept = Set(plan.receipt.entries.compactMap(\.storedOriginal))
    unwanted.originals = receipt.entries.compactMap(\.storedOriginal).filter { !kept.contains($0) }
  }

  /// 16 hexadecimal digits that nobody can guess.
  private static func token(_ random: inout SystemRandomNumberGenerator) -> String {
    random.next().digits(radix: 16, count: 16)
  }
}

extension Receipt.Entry {
  /// The name of its original in the state folder.
  var storedOriginal: String? {
    if case .file(let stored, _) = original, !stored.isEmpty { stored } else { nil }
  }
}
