import BerthCore

extension Journal {
  /// The journal of a plan's run.
  ///
  /// - Throws: `SystemFailure`, when the state folder or the home can't be looked at.
  init(
    _ plan: Plan, since receipt: Receipt, verb: String, in home: Home, _ state: StateFolder
  ) throws(SystemFailure) {
    var random = SystemRandomNumberGenerator()
    transaction = Self.token(&random)
    self.verb = verb
    self.home = try state.binding()
    var folders: Set<HomePath> = []
    for (index, change) in plan.changes.filter(\.writes).enumerated() {
      let isInPlace = change.inPlace != nil && change.before != nil && change.after != nil
      let stored = "\(StateFolder.imagesName)/\(index)"
      targets.append(
        Target(
          path: change.real, temporary: "\(TemporaryName.start)\(Self.token(&random))",
          before: change.before.map { Image(stored: stored, digest: Digest($0)) },
          after: change.after.map { Digest($0) }, isInPlace: isInPlace,
          storedNew: isInPlace ? stored + ".new" : nil))
      guard change.before == nil, change.after != nil else { continue }
      let missing = home.missingFolders(for: change.real, besides: folders)
      self.folders += missing
      folders.formUnion(missing)
    }
    unwanted.leftovers = plan.leftovers.removed + plan.leftovers.copies
    returning = plan.leftovers.returning
    let needed = plan.changes.filter { $0.after != nil && $0.entry != nil }.map(\.real.relative)
    unwanted.folders = receipt.folders.reversed().filter { folder in
      !needed.contains { $0.hasPrefix(folder.relative + "/") }
    }
    for case let reload? in plan.changes.map(\.reload) where !reloads.contains(reload) {
      reloads.append(reload)
    }
    retired = plan.retiredOriginals
    let kept = Set(plan.receipt.entries.compactMap(\.storedOriginal) + retired)
    unwanted.originals = receipt.entries.compactMap(\.storedOriginal).filter { !kept.contains($0) }
    for archive in StateFolder.Archive.allCases {
      let there = Set(try state.names(in: archive))
      made[archive] = plan.files(for: archive).map(\.name).filter { !there.contains($0) }
    }
  }

  /// 16 hexadecimal digits that nobody can guess.
  private static func token(_ random: inout SystemRandomNumberGenerator) -> String {
    random.next().digits(radix: 16, count: 16)
  }
}

extension Plan {
  /// What is to be preserved before anything is written.
  func files(for archive: StateFolder.Archive) -> [(name: String, bytes: Bytes)] {
    var files: [(name: String, bytes: Bytes)] = []
    for change in changes {
      switch archive {
      case .originals:
        if let original = change.keptOriginal, let stored = change.entry?.storedOriginal {
          files.append((stored, original.bytes))
        }
      case .kept:
        for (name, aside) in zip(change.keptNames, change.putAside) {
          switch aside {
          case .replaced(let bytes), .lines(let bytes): files.append((name, bytes))
          case .original: continue
          }
        }
      }
    }
    return files
  }
}
