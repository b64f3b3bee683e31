import BerthCore
import BerthHost

/// A run that writes: `apply` or `uninstall`.
struct WritingRun {
  let host: Host
  let console: Console
  let format: Format
  let verb: String
  /// Nil for uninstall.
  var source: PlanSource?
  let question: String
  /// `--yes`.
  let isConfirmed: Bool

  /// Sets right what an interrupted run has left, and says so.
  func recover() throws {
    try StateScaffold.clearAway(at: host.location)
    guard try host.needsTidying() else { return }
    let lock = try StateLock.take(at: host.location)
    defer { tidyUp(lock) }
    try recover(holding: lock)
  }

  /// Shows the plan as `diff` does.
  func show(_ survey: Survey, exitCode: Bool) throws -> ExitStatus {
    let output = PlanOutput(console: console, format: format, command: verb)
    try output.show(
      survey, source: source, notes: notes(on: survey) + PlanOutput.notes(on: try host.pending()))
    return PlanOutput.status(of: survey.plan, exitCode: exitCode)
  }

  /// Shows the plan, asks, and does it.
  ///
  /// `survey`: reads all there is and plans; called once more when the lock is held.
  func carryOut(_ survey: () throws -> Survey) throws -> ExitStatus {
    var shown = try settled(survey)
    guard shown.plan.conflicts.isEmpty else { return try refuse(shown) }
    guard !shown.isDone else { return try finish(shown, isApplied: false) }
    // Nobody is asked about what they have not seen.
    if format == .text || !isConfirmed { say(shown) }
    if !isConfirmed {
      guard console.isInteractive else {
        throw UsageProblem(
          message: "there is no terminal to ask on: \(verb) needs --yes (or --dry-run to look)")
      }
      guard console.ask(question) else { throw NothingWritten.declined }
    }
    let lock = try StateLock.take(at: host.location)
    defer { tidyUp(lock) }
    try recover(holding: lock)
    // Another run, or the user, may have been at work since the plan was shown.
    let current = try survey()
    guard current.plan.conflicts.isEmpty else { return try refuse(current) }
    guard !current.isDone else { return try finish(current, isApplied: false) }
    if !current.plan.isSame(as: shown.plan) {
      guard isConfirmed else { throw NothingWritten.changedSinceShown }
      if format == .text { say(current) }
      shown = current
    }
    let session = Session(on: host)
    let transaction = Transaction(home: host.home, lock: lock, location: host.location)
    let outcome = try transaction.apply(shown.plan, since: shown.receipt, verb: verb)
    let warnings = outcome.leftUnfinished.map {
      ["clearing away after the run is not complete, the next one goes on with it: \(ErrorText.words($0))"]
    }
    let all = (warnings ?? []) + ErrorText.staying(outcome.left) + reload(outcome.reloads)
    let next =
      source == nil ? session.next(uninstalled: shown.receipt) : session.next(applied: shown.plan.receipt)
    return try finish(shown, isApplied: true, warnings: all, next: next)
  }

  /// Plans. A conflict is believed only if it is there while nobody else writes: who reads during another run sees
  /// some of its files, and the receipt of before.
  private func settled(_ survey: () throws -> Survey) throws -> Survey {
    let first = try survey()
    guard !first.plan.conflicts.isEmpty else { return first }
    guard try host.hasState() || !first.receipt.entries.isEmpty else { return first }
    let lock = try StateLock.take(at: host.location)
    defer { tidyUp(lock) }
    if try host.needsTidying() { try recover(holding: lock) }
    return try survey()
  }

  private func refuse(_ survey: Survey) throws -> ExitStatus {
    try PlanOutput(console: console, format: format, command: verb)
      .show(survey, source: source, notes: notes(on: survey))
    return .conflicts
  }

  private func say(_ survey: Survey) {
    for note in notes(on: survey) { console.say("\(note)\n") }
    console.say(
      TextReport(survey.plan, style: console.style, isVerbose: console.isVerbose).summary(of: source))
  }

  private func finish(
    _ survey: Survey, isApplied: Bool, warnings: [String] = [], next: Session.NextStep? = nil
  ) throws -> ExitStatus {
    let report = TextReport(survey.plan, style: console.style, isVerbose: console.isVerbose)
    switch format {
    case .json:
      let frame = JSONReport.Frame(
        command: verb, source: source, isApplied: isApplied, warnings: notes(on: survey) + warnings,
        next: next.map { [$0.command] } ?? [])
      do {
        try console.out(JSONReport(survey.plan).json(in: frame).rendered())
      } catch let failure as OutputFailed {
        throw OutputFailed(code: failure.code, isAfterChanges: isApplied)
      }
    case .text:
      for warning in warnings { console.say("warning: \(warning)\n") }
      console.say(
        isApplied
          ? "Done: \(report.done.isEmpty ? "the receipt is up to date" : report.done).\n"
          : report.summary(of: source))
      if let next { console.say("Next: \(Self.words(next)).\n") }
    }
    return .done
  }

  private static func words(_ next: Session.NextStep) -> String {
    switch next {
    case .takeLink(let command, let value?):
      "log in anew, or type '\(command)' in this shell: its SSH_AUTH_SOCK is \(value)"
    case .takeLink(let command, nil):
      "log in anew, or type '\(command)' in this shell: its SSH_AUTH_SOCK is not set"
    case .leaveLink(let command, let link):
      "type '\(command)' in this shell: its SSH_AUTH_SOCK is \(link), which is gone"
    }
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

  private func recover(holding lock: StateLock) throws {
    switch try Recovery(home: host.home, lock: lock, location: host.location).run() {
    case nil: return
    case .finished(let verb, let reloads, let left):
      console.say(
        "An interrupted '\(verb)' was found; it had written everything, and the rest of it is done now.\(ErrorText.words(left))\n"
      )
      for warning in reload(reloads) { console.say("warning: \(warning)\n") }
    case .undone(let verb, let left):
      console.say(
        "An interrupted '\(verb)' was found, and what it had begun is undone.\(ErrorText.words(left))\n")
    }
  }

  /// Where nothing is installed, nothing is left.
  private func tidyUp(_ lock: StateLock) {
    do {
      let left = try Recovery(home: host.home, lock: lock, location: host.location).removeEmptyState()
      for warning in ErrorText.staying(left) { console.say("warning: \(warning)\n") }
    } catch {
      console.say("warning: \(ErrorText.words(error)); the next berth that writes goes on with it\n")
    }
  }

  private func notes(on survey: Survey) -> [String] {
    let left = survey.withoutOriginal.map {
      "\($0) stays as it is: the original that berth kept of it is gone, or is not what it was."
    }
    guard !survey.unrecorded.isEmpty else { return left }
    let paths = survey.unrecorded.map(\.description).joined(separator: ", ")
    return left + [
      "There is no receipt\(survey.isReconstructed ? "" : " of \(paths)"): berth goes by its own markers. It can't give back whole files of yours that it replaced, "
        + "nor remove folders that it made. It looked in ~/.*, ~/.ssh and ~/.config, three folders deep; "
        + "'grep -rl \">>> berth\" ~' finds what lies elsewhere."
    ]
  }
}

/// Why a run that was shown is not carried out.
enum NothingWritten: Error {
  /// The question was answered with no.
  case declined
  /// The files are not those any more that the plan was shown for.
  case changedSinceShown
}
