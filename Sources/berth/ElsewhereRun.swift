import BerthCore
import BerthHost

/// A run that writes in homes elsewhere: one script that looks, one that does it.
struct ElsewhereRun {
  let console: Console
  /// `--yes`.
  let isConfirmed: Bool
  /// Whether the plan is shown alone.
  let isDry: Bool
  /// Whether the script is printed that would do it, and nothing is done.
  let printsScript: Bool
  /// `--exit-code`.
  let exitCode: Bool
  /// What somebody is asked.
  let question: String
  /// `apply` or `uninstall`.
  let command: String
  /// Plans for an account since a state; with what the plan is made of, nil for an uninstall.
  let planning: (any Account, State) throws -> (Plan, PlanSource?)

  /// A plan that may be carried out.
  private struct Ready {
    let plan: Plan
    let source: PlanSource?
    let script: CommitScript
  }

  /// Shows the plan, asks, and does it.
  func carryOut(on home: Elsewhere) throws -> ExitStatus {
    let (status, ready) = try look(at: home, console)
    guard let ready else { return status }
    guard !printsScript else {
      try console.out(ready.script.text())
      return .done
    }
    try output(ready.source, console, home).confirm(ready.plan, asking: question, isConfirmed: isConfirmed)
    return try carryOut(ready, on: home, console)
  }

  /// Shows the plans, what is the same of several once, asks once, and does it; one home's failure is its own.
  func carryOut(on fleet: Fleet) throws -> ExitStatus {
    var looked = fleet.each { number, console in
      let home = fleet.homes[number]
      let (status, ready) = try look(at: home, console)
      if let ready, console.format == .text { output(ready.source, console, home).preview(ready.plan) }
      return (status, ready)
    }
    let chosen = looked.indices.filter { looked[$0].value.map { $0 != nil } ?? false }
    guard !chosen.isEmpty else { return try fleet.tell(looked) }
    if console.format == .text { _ = try fleet.tell(looked, hasTable: false) }
    if !isConfirmed {
      for failed in looked where failed.value == nil { console.say(failed.record.said) }
      let hosts = chosen.count == 1 ? "1 host" : "\(chosen.count) hosts"
      try console.confirm("\(question.dropLast()) on \(hosts)?", for: command)
    }
    let results = fleet.each(chosen) { number, console in
      guard let ready = looked[number].value ?? nil else { preconditionFailure("nothing is planned there") }
      return (try carryOut(ready, on: fleet.homes[number], console), Ready?.some(ready))
    }
    for (index, result) in zip(chosen, results) { looked[index] = result }
    guard console.format == .text else { return try fleet.tell(looked) }
    fleet.tellTable(looked)
    return fleet.worst(looked)
  }

  private func output(_ source: PlanSource?, _ console: Console, _ home: Elsewhere) -> PlanOutput {
    PlanOutput(console: console, format: console.format, command: command, source: source, host: home.name)
  }

  /// - Returns: what is to be carried out; nil: nothing is, and all has been said.
  private func look(at home: Elsewhere, _ console: Console) throws -> (ExitStatus, Ready?) {
    // What was interrupted is set right first: conditions may ask for what it has left.
    var isSettled = isDry || printsScript
    while true {
      let (account, state, planned) = try home.ask(traces: command == "uninstall") { account in
        let state = try account.readState()
        return (account, state, try isSettled || state.isTidy ? planning(account, state) : nil)
      }
      guard let (plan, source) = planned else {
        try recover(account, state, on: home, console)
        isSettled = true
        continue
      }
      let output = output(source, console, home)
      guard !isDry, plan.conflicts.isEmpty else {
        return (try output.show(plan, pending: state.pending, exitCode: isDry && exitCode), nil)
      }
      guard !plan.isDone else {
        try output.tellEnd(of: plan, isApplied: false)
        return (.done, nil)
      }
      let script = try CommitScript(plan, verb: command, for: account, since: state)
      return (.done, Ready(plan: plan, source: source, script: script))
    }
  }

  private func carryOut(_ ready: Ready, on home: Elsewhere, _ console: Console) throws -> ExitStatus {
    let outcome = try home.carryOut(ready.script)
    try output(ready.source, console, home)
      .tellEnd(of: ready.plan, isApplied: true, warnings: warnings(of: outcome, on: home))
    return .done
  }

  /// Sets right what an interrupted run has left, and says so.
  private func recover(
    _ account: any Account, _ state: State, on home: Elsewhere, _ console: Console
  ) throws {
    let outcome = try home.carryOut(CommitScript(recovering: account))
    guard case .interrupted(let known) = state.pending else { return }
    let verb = known ?? "run"
    if case .undone = outcome.end {
      let left = ErrorText.words(outcome.left)
      console.say("An interrupted '\(verb)' was found, and what it had begun is undone.\(left)\n")
      return
    }
    let warnings = try warnings(of: outcome, on: home)
    console.say(
      "An interrupted '\(verb)' was found; it had written everything, and the rest of it is done now.\n")
    for warning in warnings { console.say("warning: \(warning)\n") }
  }

  /// - Throws: `NotCarriedOut`, where it has not happened.
  private func warnings(of outcome: CommitOutcome, on home: Elsewhere) throws -> [String] {
    guard case .done = outcome.end else {
      throw NotCarriedOut(name: home.name, outcome: outcome)
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
