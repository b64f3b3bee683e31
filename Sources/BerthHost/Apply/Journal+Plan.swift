import BerthCore

extension Journal {
  /// The journal of a plan's run.
  ///
  /// `archived`: what is in the archives by now.
  init(
    _ plan: Plan, verb: String, of home: HomeBinding, archived: [StateFolder.Archive: Set<String>],
    using random: inout some RandomNumberGenerator
  ) {
    transaction = TemporaryName.token(using: &random)
    self.verb = verb
    self.home = home
    for (index, change) in plan.changes.filter(\.writes).enumerated() {
      let isInPlace = change.inPlace != nil && change.before != nil && change.after != nil
      let stored = "\(StateFolder.imagesName)/\(index)"
      targets.append(
        Target(
          path: change.real, temporary: TemporaryName.new(using: &random),
          before: change.before.map { Image(stored: stored, digest: FileDigest($0)) },
          after: change.after.map { FileDigest($0) }, isInPlace: isInPlace,
          storedNew: isInPlace ? stored + ".new" : nil))
    }
    folders = plan.newFolders
    unwanted = Unwanted(
      leftovers: plan.leftovers.removed + plan.leftovers.copies, folders: plan.oldFolders,
      originals: plan.spentOriginals)
    returning = plan.leftovers.returning
    reloads = plan.reloads
    retired = plan.retiredOriginals
    for archive in StateFolder.Archive.allCases {
      made[archive] = plan.files(for: archive).map(\.name).filter { archived[archive]?.contains($0) != true }
    }
  }
}

extension Journal {
  /// The receipt by which a plan's run has happened.
  func receipt(of plan: Plan) -> Receipt {
    var receipt = plan.receipt
    receipt.transaction = transaction
    receipt.home = home
    return receipt
  }

  /// Whether its run has happened, by what is installed.
  func hasHappened(by receipt: Receipt?) -> Bool { receipt?.transaction == transaction }

  /// The same without what is run once it has happened.
  var withoutReloads: Journal {
    var journal = self
    journal.reloads = []
    return journal
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
          case .replaced(let bytes, _), .lines(let bytes): files.append((name, bytes))
          case .original: continue
          }
        }
      }
    }
    return files
  }
}
