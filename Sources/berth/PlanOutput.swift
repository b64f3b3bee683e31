import BerthCore
import BerthHost
import Glibc

/// A plan as a command shows it.
struct PlanOutput {
  let console: Console
  let format: Format
  /// `diff`, `apply` or `uninstall`.
  let command: String
  /// Nil for uninstall.
  let source: PlanSource?
  /// Where the home is; nil: here.
  var host: String?

  /// Shows a plan that is not carried out: the patch or JSON on standard output, the summary on standard error.
  ///
  /// `next`: what is to be typed next.
  ///
  /// - Returns: how that ends the program.
  func show(
    _ plan: Plan, pending: State.Pending = .nothing, exitCode: Bool = false, next: String? = nil
  ) throws -> ExitStatus {
    let notes = plan.notes + Self.notes(on: pending)
    switch format {
    case .json: try out(plan, warnings: notes, next: next.map { [$0] } ?? [])
    case .text:
      try console.out(UnifiedDiff(plan.differences).render(color: console.isColoured(STDOUT_FILENO)))
    }
    if format == .text, let host { console.say(host: host) }
    say(notes)
    if format == .text { console.say(text(plan).summary(of: source)) }
    if format == .text, let next { console.say("Next: \(next)\n") }
    if !plan.conflicts.isEmpty { return .conflicts }
    return exitCode && !plan.isEmpty ? .differences : .done
  }

  /// What somebody who is asked has to see.
  func preview(_ plan: Plan) {
    if let host { console.say(host: host) }
    say(plan.notes)
    console.say(text(plan).summary(of: source))
  }

  /// Shows a plan to somebody who is asked, and asks.
  ///
  /// - Throws: `UsageProblem`, where nobody is there; `NothingWritten.declined`.
  func confirm(_ plan: Plan, asking question: String, isConfirmed: Bool) throws {
    // Nobody is asked about what they have not seen.
    if format == .text || !isConfirmed { preview(plan) }
    if !isConfirmed { try console.confirm(question, for: command) }
  }

  /// Tells how a run has ended.
  func tellEnd(
    of plan: Plan, isApplied: Bool, warnings: [String] = [], next: Session.NextStep? = nil
  ) throws {
    guard format == .text else {
      do {
        return try out(
          plan, isApplied: isApplied, warnings: plan.notes + warnings, next: next?.command.map { [$0] } ?? [])
      } catch let failure as OutputFailed {
        throw OutputFailed(code: failure.code, isAfterChanges: isApplied)
      }
    }
    for warning in warnings { console.say("warning: \(warning)\n") }
    if !isApplied { say(plan.notes) }
    let done = text(plan).done
    console.say(
      isApplied
        ? "Done: \(done.isEmpty ? "the receipt is up to date" : done).\n" : text(plan).summary(of: source))
    if let next { console.say("Next: \(Self.words(next)).\n") }
  }

  private func text(_ plan: Plan) -> TextReport {
    TextReport(plan, style: console.style, isVerbose: console.isVerbose)
  }

  private func out(
    _ plan: Plan, isApplied: Bool = false, warnings: [String], next: [String] = []
  ) throws {
    let report = JSONReport(plan)
    try console.out(
      report.json(of: command, on: host, source: source, isApplied: isApplied, warnings: warnings, next: next)
        .rendered())
  }

  private func say(_ notes: [String]) {
    for note in notes { console.say("\(note)\n") }
  }

  /// What a reader has to know of a run that writes.
  static func notes(on pending: State.Pending) -> [String] {
    switch pending {
    case .nothing: []
    case .interrupted:
      [
        "an interrupted run is pending: the next 'berth apply' or 'berth uninstall' undoes or finishes it first"
      ]
    case .atWork(let busy):
      [
        "another berth is at work\(busy.holder.map { " (process \($0))" } ?? ""): this is how things stand meanwhile"
      ]
    }
  }

  private static func words(_ next: Session.NextStep) -> String {
    switch next {
    case .takeLink(let command, let value?):
      "log in anew, or type '\(command)' in this shell: its SSH_AUTH_SOCK is \(value)"
    case .takeLink(let command, nil):
      "log in anew, or type '\(command)' in this shell: its SSH_AUTH_SOCK is not set"
    case .logIn: "log in anew"
    case .leaveLink(let command, let link):
      "type '\(command)' in this shell: its SSH_AUTH_SOCK is \(link), which is gone"
    }
  }
}

extension Plan {
  /// What is to be known of it as a whole.
  fileprivate var notes: [String] {
    let unseen = unseen.map { "\($0.path): \($0.reason); what berth may have put there stays" }
    let copies = copies.map {
      $0.isBlock
        ? "\($0.path): it has a copy of berth's lines, which stays; 'berth uninstall --on-conflict replace' takes it out"
        : "\($0.path): it has copies of what berth wrote elsewhere, which stay; look at it, and take them out by hand"
    }
    guard !unrecorded.isEmpty else { return unseen + copies }
    let isAll = unrecorded.count == before.entries.count
    let paths = isAll ? "" : " of " + unrecorded.map(\.description).joined(separator: ", ")
    return [
      "There is no receipt\(paths): berth goes by its own markers. It can't give back whole files of yours that it replaced, "
        + "nor remove folders that it made. It looked in ~/.*, ~/.ssh and ~/.config, three folders deep; "
        + "'grep -rl \">>> berth\" ~' finds what lies elsewhere."
    ] + unseen + copies
  }
}
