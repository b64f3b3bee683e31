import BerthCore
import BerthHost

/// A run that writes: `apply` or `uninstall`.
struct WritingRun {
  let host: Host
  let console: Console
  /// `--yes`.
  let isConfirmed: Bool

  /// Sets right what an interrupted run has left, and says so.
  ///
  /// - Returns: how things stand then.
  func recover() throws -> State {
    try StateScaffold.clearAway(at: host.location)
    let state = try host.readState()
    guard !state.isTidy else { return state }
    let lock = try StateLock.take(at: host.location)
    defer { tidyUp(lock) }
    return try recover(holding: lock)
  }

  /// Shows the plan, asks, and does it.
  ///
  /// `planning`: plans since a state; asked once more when the lock is held.
  func carryOut(
    since state: State, asking question: String, _ output: PlanOutput, _ planning: (State) throws -> Plan
  ) throws -> ExitStatus {
    let shown = try settled(state, planning)
    guard shown.conflicts.isEmpty else { return try output.show(shown) }
    guard !shown.isDone else { return try end(output, shown) }
    try output.confirm(shown, asking: question, isConfirmed: isConfirmed)
    let lock = try StateLock.take(at: host.location)
    defer { tidyUp(lock) }
    // Another run, or the user, may have been at work since the plan was shown.
    let plan = try planning(recover(holding: lock))
    guard plan.conflicts.isEmpty else { return try output.show(plan) }
    guard !plan.isDone else { return try end(output, plan) }
    let changed = PlanDigest(plan).parts(unlike: PlanDigest(shown))
    if !changed.isEmpty {
      guard isConfirmed else { throw NothingWritten.changedSinceShown(changed) }
      if output.format == .text { output.preview(plan) }
    }
    let session = Session(on: host)
    let transaction = Transaction(home: host.home, lock: lock, location: host.location)
    let begun = try transaction.apply(plan, verb: output.command)
    let reloading = reload(plan.reloads)
    let clearing = recovery(holding: lock).close(after: begun)
    let unfinished = clearing.failure.map {
      ["clearing away after the run is not complete, the next one goes on with it: \(ErrorText.words($0))"]
    }
    let all = (unfinished ?? []) + ErrorText.staying(clearing.left) + reloading
    let next =
      output.source == nil
      ? session.next(uninstalled: plan.before) : session.next(applied: plan.receipt)
    try output.tellEnd(of: plan, isApplied: true, warnings: all, next: next)
    return .done
  }

  private func end(_ output: PlanOutput, _ plan: Plan) throws -> ExitStatus {
    try output.tellEnd(of: plan, isApplied: false)
    return .done
  }

  /// Plans. A conflict is believed only if it is there while nobody else writes: who reads during another run sees
  /// some of its files, and the receipt of before.
  private func settled(_ state: State, _ planning: (State) throws -> Plan) throws -> Plan {
    let first = try planning(state)
    // A run at work has a state folder, before the first target changes and until the last one has.
    guard !first.conflicts.isEmpty, try state.isThere || host.readState().isThere else { return first }
    let lock = try StateLock.take(at: host.location)
    defer { tidyUp(lock) }
    return try planning(recover(holding: lock))
  }

  /// Runs what is to be run after the files have changed. It can't fail the run any more.
  private func reload(_ reloads: [Reload]) -> [String] {
    let hidden = Session(on: host).foreignVariables
    return reloads.compactMap { reload in
      reload.run(home: host.homePath, hiding: hidden).map { problem in
        let said = "'\(reload.label ?? reload.command)' did not work: \(problem); the files are as planned"
        // A script of several lines is for --verbose to show.
        guard reload.label != nil, !reload.command.contains("\n") else { return said }
        return "\(said). It was: \(reload.command)"
      }
    }
  }

  private func recovery(holding lock: StateLock) -> Recovery {
    Recovery(home: host.home, lock: lock, location: host.location)
  }

  private func recover(holding lock: StateLock) throws -> State {
    let recovery = recovery(holding: lock)
    switch try recovery.run() {
    case nil: break
    case .finished(let verb, let reloads, let begun):
      _ = try begun.complete()
      console.say(
        "An interrupted '\(verb)' was found; it had written everything, and the rest of it is done now.\n")
      let warnings = reload(reloads) + ErrorText.staying(try recovery.close(after: begun).complete())
      for warning in warnings { console.say("warning: \(warning)\n") }
    case .undone(let verb, let left):
      console.say(
        "An interrupted '\(verb)' was found, and what it had begun is undone.\(ErrorText.words(left))\n")
    }
    return try host.readState()
  }

  /// Where nothing is installed, nothing is left.
  private func tidyUp(_ lock: StateLock) {
    do {
      let left = try recovery(holding: lock).removeEmptyState()
      for warning in ErrorText.staying(left) { console.say("warning: \(warning)\n") }
    } catch {
      console.say("warning: \(ErrorText.words(error)); the next berth that writes goes on with it\n")
    }
  }
}

/// Why a run that was shown is not carried out.
enum NothingWritten: Error {
  /// The question was answered with no.
  case declined
  /// They are not any more what the plan was shown for.
  case changedSinceShown([PlanPart])
  /// They are not any more what they were when a plan was saved; its file.
  case changedSinceSaved([PlanPart], SavedPlan, file: String)
  /// A saved plan is for another home than that of today.
  case savedElsewhere(SavedPlan, file: String, today: HomeBinding.Home)
}
