import ArgumentParser
import BerthCore
import BerthHost

/// `berth gather`: prints the script that asks a home elsewhere, for programs that have a connection of their own.
struct GatherCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gather",
    abstract: "Print the script that asks a home elsewhere (for programs).",
    discussion: "What it prints there, run by any POSIX sh, is for 'berth plan --gathered'.")

  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      try output.show(GatheredAnswer.firstQuestions(traces: true).text(), [("name", .string("gather"))])
      return .done
    }
  }
}

/// `berth plan`: what is to be done for a home elsewhere that has been asked, for programs that have a connection of their
/// own.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Print what is to be done for a home elsewhere that has been asked (for programs).",
    discussion: """
      JSON alone: 'next' says what 'script' is, which is to be run there: 'gather', and plan again with what it prints; \
      'recover', and begin again; 'commit'. Without a script it is 'nothing' or 'conflicts'.
      """)

  @OptionGroup var profile: ProfileOptions
  @Option(
    help: ArgumentHelp("What the gather script has printed; '-': standard input.", valueName: "file"),
    completion: .file())
  var gathered: String
  @OptionGroup var conflicts: ConflictOptions
  @OptionGroup var recipes: RecipeOptions
  @Flag(help: "Plan an uninstall.")
  var uninstall = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !uninstall || profile.profile == nil && profile.settings.isEmpty && !recipes.adoptRecipes else {
      throw ValidationError("--uninstall goes with no PROFILE, --set or --adopt-recipes")
    }
  }

  func run() throws {
    let console = Console(color: output.color, format: .json)
    try told(on: console) {
      let answer = try answer(in: InputFile.read(gathered))
      let result = Result { try plan(for: answer.account) }
      if let more = answer.more {
        try console.out(document("gather", try more.text()).rendered())
        return .done
      }
      let (status, json) = try result.get()
      try console.out(json.rendered())
      return status
    }
  }

  private func answer(in output: Bytes) throws(Elsewhere.Problem) -> GatheredAnswer {
    do {
      return try GatheredAnswer(output)
    } catch {
      throw .noAnswer(gathered, error)
    }
  }

  private func plan(for account: any Account) throws -> (ExitStatus, JSON) {
    let state = try account.readState()
    guard state.isTidy else {
      return (.done, document("recover", try CommitScript(recovering: account).text()))
    }
    let command = uninstall ? "uninstall" : "apply"
    let planned = try Planned(
      uninstall ? nil : profile, adoptsRecipes: recipes.adoptRecipes, policy: conflicts.policy, since: state,
      on: account)
    let plan = planned.plan
    let report = JSONReport(plan).json(
      of: command, on: nil, source: planned.installation?.source, isApplied: false, warnings: [], next: [])
    guard plan.conflicts.isEmpty else { return (.conflicts, document("conflicts", nil, report, plan)) }
    guard !plan.isDone else { return (.done, document("nothing", nil, report, plan)) }
    let script = try CommitScript(plan, verb: command, for: account, since: state).text()
    return (.done, document("commit", script, report, plan))
  }

  private func document(_ next: String, _ script: Bytes?, _ report: JSON = .null, _ plan: Plan? = nil) -> JSON
  {
    func text(_ bytes: Bytes) -> JSON { .string(String(decoding: bytes, as: UTF8.self)) }
    return .object([
      ("format_version", .string(JSONReport.formatVersion)), ("next", .string(next)),
      ("script", script.map(text) ?? .null), ("plan", report),
      ("patch", plan.map { text(UnifiedDiff($0.differences).render(color: false)) } ?? .null),
    ])
  }
}
