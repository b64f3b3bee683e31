import BerthCore
import BerthHost

/// A saved plan that is to be carried out: `apply --plan`.
struct Review {
  let saved: SavedPlan
  private let file: String
  private let host: any Account

  /// - Throws: `InvalidProfile`, `NothingWritten.savedElsewhere`.
  init(_ file: String, on host: any Account) throws {
    self.file = file
    self.host = host
    saved = try PlanFile(file).read()
    let today = try host.binding()
    guard saved.isFor(today) else { throw NothingWritten.savedElsewhere(saved, file: file, today: today) }
  }

  /// What the plan is made for; nil for an uninstall.
  func source(since state: State) -> PlanSource? {
    guard let named = saved.named, let choice = saved.request.desired.choice else { return nil }
    return PlanSource(named: named, choice: choice, installed: state.installed?.choice, home: host.homeText)
  }

  /// The plan once more, from the same request. There is nothing to do, whatever has changed, where all is as it wants it
  /// by now: it has been carried out before.
  ///
  /// - Throws: `NothingWritten.changedSinceSaved`, where it is not what was reviewed.
  func plan(since state: State) throws -> Plan {
    let plan = try host.plan(saved.request, since: state)
    guard !plan.isDone else { return plan }
    let changed = saved.parts(unlike: plan, host.gatherFacts(saved.questions))
    guard changed.isEmpty else { throw NothingWritten.changedSinceSaved(changed, saved, file: file) }
    return plan
  }
}
