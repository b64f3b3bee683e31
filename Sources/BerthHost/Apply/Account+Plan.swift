package import BerthCore

extension Account {
  /// Reads what lies at every target, and plans.
  ///
  /// - Throws: `SystemFailure`, where the originals, or a folder in which something of ours may lie, can't be read.
  package func plan(_ request: PlanRequest, since state: State) throws -> Plan {
    let desired = request.desired
    forget()
    var before = state.receipt ?? .empty
    var actual: [HomePath: ActualFile] = [:]
    for path in before.entries.map(\.path) { actual[path] = read(path) }
    var leftovers = try self.leftovers(before.leftovers)
    var perhapsOurs: [ActualLeftover] = []
    var unseen: [Plan.Unseen] = []
    var copies: [Plan.Copy] = []
    let recorded = before.entries.count
    if request.isUninstall {
      let candidates = try ProfileStore(homePath: homeText).candidates()
      let traces = traces()
      let identities = Set(actual.values.compactMap(\.identity))
      var unknown: [HomePath: ActualFile] = [:]
      let copied = request.policy == .replace ? traces.copies.filter(\.isBlock).map(\.path) : []
      for path in Set(candidates.files.map(\.path) + traces.marked + copied) where actual[path] == nil {
        let file = read(path)
        // What is kept there may hold markers, too.
        if file.identity.map(identities.contains) != true, !isOwnState(file) { unknown[path] = file }
      }
      unseen = self.unseen(traces, among: unknown, isLost: recorded == 0)
      let found = Receipt.entries(foundIn: unknown, candidates: candidates.files)
      if !found.isEmpty { perhapsOurs = try self.leftovers(candidates.leftovers) }
      for entry in found { actual[entry.path] = unknown[entry.path] }
      before.entries += found
      copies = traces.copies.filter { actual[$0.path] == nil && !isOwnState(read($0.path)) }
      // Else they are a run's that is at work, or that the next one that writes undoes.
      if !state.hasJournal { leftovers += try self.leftovers(of: traces.temporary) }
    }
    for path in desired.files.map(\.path) + (desired.recipes == nil ? [] : RecipeReader.paths)
    where actual[path] == nil {
      actual[path] = read(path)
    }
    for path in desired.files.map(\.path) {
      if let file = actual[path], isOwnState(file) { actual[path] = .unusable(.ownState, real: file.real) }
    }
    let wanted = Dictionary(desired.files.map { ($0.path, $0.isBlock) }) { first, _ in first }
    let returning = before.entries.filter { wanted[$0.path] != $0.isBlock }
    return Plan(
      desired, since: before, unrecorded: before.entries[recorded...].map(\.path), unseen: unseen,
      copies: copies, actual: actual,
      originals: try state.originals(of: returning),
      // What a run that was interrupted has put there is none of those that nobody speaks of.
      archived: state.hasJournal ? [] : try state.originals(), leftovers: leftovers,
      coming: try self.leftovers(desired.leftovers), perhapsOurs: perhapsOurs,
      keptFolder: "\(stateShown)/\(StateFolder.Archive.kept.rawValue)", policy: request.policy)
  }

  /// What could not be looked at. With a receipt, what others have closed is none of ours.
  ///
  /// `files`: at the paths where something of ours could be.
  private func unseen(
    _ traces: Home.Traces, among files: [HomePath: ActualFile], isLost: Bool
  ) -> [Plan.Unseen] {
    let failed = traces.unseen.filter { isLost || !$0.failure.isDenied }
    var found = failed.map {
      Plan.Unseen(path: $0.path?.description ?? "~", reason: .unreadable($0.failure.reason))
    }
    if let end = traces.end { found.append(Plan.Unseen(path: end, reason: .tooMany(Home.Traces.limit))) }
    guard isLost else { return found }
    found += traces.unusable.map { Plan.Unseen(path: $0.path.description, reason: $0.reason) }
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      guard case .unusable(let reason, _) = file, case .unreadable = reason,
        !traces.unseen.contains(where: { $0.path == path || $0.path.map(path.isInside) ?? true }),
        !traces.unusable.contains(where: { $0.path == path })
      else { continue }
      found.append(Plan.Unseen(path: path.description, reason: reason))
    }
    return found
  }
}
