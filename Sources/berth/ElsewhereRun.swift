import BerthCore
import BerthHost

/// A run that writes in a home elsewhere: one script that looks, one that does it.
struct ElsewhereRun {
  let elsewhere: Elsewhere
  let console: Console
  /// `--yes`.
  let isConfirmed: Bool
  /// Whether the script is printed that would do it, and nothing is done.
  let printsScript: Bool

  /// Shows the plan, asks, and does it.
  ///
  /// `isDry`: it is shown alone.
  /// `output`: for what the plan is made of.
  /// `planning`: plans for an account there since a state.
  func carryOut<Source>(
    isDry: Bool, asking question: String, _ differences: DifferenceOptions, _ output: (Source) -> PlanOutput,
    _ planning: (any Account, State) throws -> (Plan, Source)
  ) throws -> ExitStatus {
    // What was interrupted is set right first: conditions may ask for what it has left.
    var isSettled = isDry || printsScript
    var planned: (account: any Account, state: State, plan: Plan, source: Source)?
    while planned == nil {
      let (account, state, result) = try elsewhere.ask { account in
        let state = try account.readState()
        let result = try isSettled || state.isTidy ? planning(account, state) : nil
        return (account, state, result)
      }
      planned = result.map { (account, state, $0.0, $0.1) }
      if result == nil { try recover(account, state) }
      isSettled = true
    }
    guard let (account, state, plan, source) = planned else { preconditionFailure("nothing was planned") }
    let output = output(source)
    guard !isDry, plan.conflicts.isEmpty else {
      return try output.show(plan, pending: state.pending, exitCode: isDry && differences.exitCode)
    }
    guard !plan.isDone else {
      try output.tellEnd(of: plan, isApplied: false)
      return .done
    }
    guard !printsScript else {
      try console.out(elsewhere.script(plan, verb: output.command, for: account, since: state).text())
      return .done
    }
    try output.confirm(plan, asking: question, isConfirmed: isConfirmed)
    let outcome = try elsewhere.commit(plan, verb: output.command, for: account, since: state)
    let warnings = try warnings(of: outcome)
    try output.tellEnd(of: plan, isApplied: true, warnings: warnings)
    return .done
  }

  /// Sets right what an interrupted run has left, and says so.
  private func recover(_ account: any Account, _ state: State) throws {
    let outcome = try elsewhere.recover(account)
    guard case .interrupted(let known) = state.pending else { return }
    let verb = known ?? "run"
    if case .undone = outcome.end {
      let left = ErrorText.words(outcome.left)
      console.say("An interrupted '\(verb)' was found, and what it had begun is undone.\(left)\n")
      return
    }
    let warnings = try warnings(of: outcome)
    console.say(
      "An interrupted '\(verb)' was found; it had written everything, and the rest of it is done now.\n")
    for warning in warnings { console.say("warning: \(warning)\n") }
  }

  /// - Throws: `NotCarriedOut`, where it has not happened.
  private func warnings(of outcome: CommitOutcome) throws -> [String] {
    guard case .done = outcome.end else {
      throw NotCarriedOut(name: elsewhere.name, outcome: outcome)
    }
    let rest = outcome.rest.map {
      "clearing away after the run is not complete\(ErrorText.words($0)); the next one goes on with it"
    }
    return (rest.map { [$0] } ?? [])
      + outcome.left.map { "\($0.path) is not as it was left there; it stays" }
      + outcome.reloads.map {
        "'\($0.label)' did not work: it gave exit status \($0.status); the files are as planned"
      }
  }
}

/// A plan that has not been carried out elsewhere.
struct NotCarriedOut: Error {
  let name: String
  let outcome: CommitOutcome
}
