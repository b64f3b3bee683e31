package import BerthCore

/// All that is read before a plan is made, and the plan.
package struct Survey {
  /// What was last installed; without entries, if nothing was.
  package let receipt: Receipt
  /// What is to be done.
  package let plan: Plan
  /// What was found by its markers alone: no receipt tells of it.
  package let unrecorded: [HomePath]
  /// What stays as it is and is the user's from now on, as `--on-conflict keep` wishes: its original is gone.
  package let withoutOriginal: [HomePath]

  /// Whether the whole receipt is made up from markers, because there is none.
  package var isReconstructed: Bool { !unrecorded.isEmpty && unrecorded.count == receipt.entries.count }

  /// Whether there is nothing to do.
  package var isDone: Bool { plan.isDone(since: receipt) }
}

/// What is to be installed: nothing, for `uninstall`.
package struct Wish {
  /// The files that are wanted.
  package var desired: [DesiredFile] = []
  /// What they make at run time.
  package var leftovers: [LeftoverPattern] = []
  /// Its name, as it is found again from any folder.
  package var profile = ""
  /// The `--set` options, `KEY=VALUE`.
  package var settings: [String] = []
  /// Nil: recipes are nobody's concern.
  package var recipes: RecipeSearch?

  package init() {}
}

/// Whether a run that writes was interrupted, or is at work.
package enum Pending {
  case nothing
  /// `apply` or `uninstall`; nil if what it has written down can't be read.
  case interrupted(verb: String?)
  case atWork(Busy)
}

extension Host {
  /// Reads the receipt and the targets, and plans.
  ///
  /// `candidates`: what Berth could have installed; nil: what no receipt tells of is not looked for.
  package func survey(
    _ wish: Wish, policy: ConflictPolicy, candidates: (() throws -> Wish)? = nil
  ) throws -> Survey {
    home.forget()
    let state = try StateFolder.openExisting(at: location)
    let found = try state?.loadReceipt()
    var receipt = found ?? Receipt(transaction: "", profile: "")
    var actual: [HomePath: ActualFile] = [:]
    for path in receipt.entries.map(\.path) { actual[path] = home.read(path) }
    var unrecorded: [Receipt.Entry] = []
    var temporary: [HomePath] = []
    var perhapsOurs: [ActualLeftover] = []
    if let candidates = try candidates?() {
      let traces = home.traces()
      let recorded = Set(actual.values.compactMap(\.identity))
      var unknown: [HomePath: ActualFile] = [:]
      for path in Set(candidates.desired.map(\.path) + traces.marked) where actual[path] == nil {
        let file = home.read(path)
        // What is kept there may hold markers, too.
        if file.identity.map(recorded.contains) != true, !isOwnState(file) { unknown[path] = file }
      }
      unrecorded = Receipt.entries(foundIn: unknown, candidates: candidates.desired)
      if !unrecorded.isEmpty { perhapsOurs = home.leftovers(candidates.leftovers) }
      for entry in unrecorded { actual[entry.path] = unknown[entry.path] }
      receipt.entries += unrecorded
      // Else they are a run's that is at work, or that the next one that writes undoes.
      if state?.hasJournal != true { temporary = traces.temporary }
    }
    let pasted = wish.recipes == nil ? [] : RecipeReader.paths
    for path in wish.desired.map(\.path) + receipt.entries.map(\.path) + pasted where actual[path] == nil {
      actual[path] = home.read(path)
    }
    for path in wish.desired.map(\.path) {
      if let file = actual[path], isOwnState(file) { actual[path] = .unusable(.ownState, real: file.real) }
    }
    let wanted = Dictionary(wish.desired.map { ($0.path, $0.isBlock) }) { first, _ in first }
    var returning = receipt.entries.filter { wanted[$0.path] != $0.isBlock }
    var withoutOriginal: [HomePath] = []
    if policy == .keep, let state {
      withoutOriginal = try returning.filter { try !state.hasOriginal(of: $0) }.map(\.path)
      returning.removeAll { withoutOriginal.contains($0.path) }
    }
    let originals = try state?.loadOriginals(of: returning) ?? [:]
    var next = receipt
    next.profile = wish.profile
    next.settings = wish.settings
    next.leftovers = wish.leftovers
    next.entries.removeAll { withoutOriginal.contains($0.path) }
    // What a run that was interrupted has put there is none of that.
    let claimed = Set(next.entries.compactMap(\.storedOriginal))
    let unclaimed =
      state?.hasJournal == false
      ? try state?.names(in: .originals).filter { !claimed.contains($0) } ?? [] : []
    let plan = Plan(
      desired: wish.desired, receipt: next, actual: actual, originals: originals,
      leftovers: home.leftovers(receipt.leftovers) + home.leftovers(of: temporary),
      coming: home.leftovers(wish.leftovers),
      perhapsOurs: perhapsOurs,
      unclaimed: unclaimed.sorted(),
      keptFolder: "\(location.shown)/\(StateFolder.Archive.kept)", recipes: wish.recipes, policy: policy)
    return Survey(
      receipt: receipt, plan: plan, unrecorded: unrecorded.map(\.path), withoutOriginal: withoutOriginal)
  }

  /// Whether a file lies, or would lie, in the state folder or in the way of it, wherever symlinks lead.
  private func isOwnState(_ file: ActualFile) -> Bool {
    guard let real = file.real else { return false }
    let path = home.canonical + Bytes("/\(real.relative)".utf8) + [UInt8(ascii: "/")]
    let state = location.real + [UInt8(ascii: "/")]
    return path.starts(with: state) || state.starts(with: path)
  }

  /// Whether a run that writes was interrupted, or is at work.
  package func pending() throws -> Pending {
    guard let state = try StateFolder.openExisting(at: location), state.hasJournal else { return .nothing }
    do {
      _ = try state.loadJournal()
    } catch let refusal as StateRefusal {
      // That there is one is all that a reader says, unless it is another home's.
      if case .foreign = refusal { throw refusal }
    }
    if let busy = StateLock.writer(of: state) { return .atWork(busy) }
    return state.hasJournal ? .interrupted(verb: (try? state.loadJournal())?.verb) : .nothing
  }

  /// Whether there is a state folder.
  package func hasState() throws -> Bool { try StateFolder.openExisting(at: location) != nil }

  /// Whether a run that writes has to set something right first: an interrupted run, or what is left of one that
  /// came to nothing.
  package func needsTidying() throws -> Bool {
    guard let state = try StateFolder.openExisting(at: location) else { return false }
    let receipt = try state.loadReceipt()
    guard try state.isTidy() else { return true }
    return receipt?.entries.isEmpty ?? false
  }

  /// The receipt of what is installed; nil if nothing is.
  package func installed() throws -> Receipt? {
    let receipt = try StateFolder.openExisting(at: location)?.loadReceipt()
    return receipt?.entries.isEmpty == false ? receipt : nil
  }
}
