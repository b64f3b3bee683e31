import BerthCore
import BerthHost
import Glibc

/// Shows a plan that is not carried out: for `diff` and `--dry-run`.
struct PlanOutput {
  let console: Console
  let format: Format
  let command: String

  /// The patch or JSON on standard output, the summary on standard error.
  ///
  /// `source`: nil for uninstall.
  func show(_ survey: Survey, source: PlanSource?, notes: [String]) throws {
    let plan = survey.plan
    switch format {
    case .json:
      let frame = JSONReport.Frame(command: command, source: source, isApplied: false, warnings: notes)
      try console.out(JSONReport(plan).json(in: frame).rendered())
    case .text:
      try console.out(UnifiedDiff(plan.differences).render(color: console.isColoured(STDOUT_FILENO)))
    }
    for note in notes { console.say("\(note)\n") }
    if format == .text {
      console.say(TextReport(plan, style: console.style, isVerbose: console.isVerbose).summary(of: source))
    }
  }

  /// How a plan that is not carried out ends the program.
  static func status(of plan: Plan, exitCode: Bool) -> ExitStatus {
    if !plan.conflicts.isEmpty { return .conflicts }
    return exitCode && !plan.isEmpty ? .differences : .done
  }

  /// What a reader has to know of a run that writes.
  static func notes(on pending: Pending) -> [String] {
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
}
