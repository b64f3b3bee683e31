import ArgumentParser
import BerthCore
import BerthHost

/// `berth diff`: what apply would change. Writes nothing.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what apply would change.",
    discussion: """
      Standard output is a patch that 'patch -p1' and 'git apply' take, with paths relative to the home; standard \
      error is the summary. Nothing is written, but the plan itself where --out says; 'berth apply --plan' does that, and \
      nothing else.
      """)

  @OptionGroup var profile: ProfileOptions
  @OptionGroup var conflicts: ConflictOptions
  @OptionGroup var recipes: RecipeOptions
  @OptionGroup var differences: DifferenceOptions
  @Flag(help: "Show what uninstall would do.")
  var uninstall = false
  @Option(
    help: ArgumentHelp("Save the plan, for 'berth apply --plan'.", valueName: "file"), completion: .file())
  var out: String?
  @OptionGroup var elsewhere: ElsewhereOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard out == nil || elsewhere.host.count < 2 && elsewhere.hostsFrom == nil else {
      throw ValidationError("--out goes with one home: a plan is for that alone")
    }
    guard out?.isEmpty != true else { throw ValidationError("--out needs the name of a file") }
    guard !uninstall || profile.profile == nil && profile.settings.isEmpty && !recipes.adoptRecipes else {
      throw ValidationError("--uninstall goes with no PROFILE, --set or --adopt-recipes")
    }
  }

  func run() throws {
    let console = output.console
    try told(on: console) {
      try elsewhere.run(on: console) { home, console in
        let planned = try home.look(traces: uninstall) { account in
          try Planned(
            uninstall ? nil : profile, adoptsRecipes: recipes.adoptRecipes, policy: conflicts.policy,
            since: account.readState(), on: account)
        }
        let saved = try out.flatMap { try save(planned, as: $0) }
        let option = home.map { "\($0.option) " } ?? ""
        return try PlanOutput(
          console: console, format: output.format, command: "diff", source: planned.installation?.source,
          host: home?.name
        ).show(
          planned.plan, pending: planned.state.pending, exitCode: differences.exitCode,
          next: saved.map { "berth apply \(option)--plan \(shellWord($0))" })
      }
    }
  }

  /// - Returns: the file's name; nil: there are conflicts, and nothing is saved.
  private func save(_ planned: Planned, as out: String) throws -> String? {
    let plan = planned.plan
    guard plan.conflicts.isEmpty else { return nil }
    let source = planned.installation?.source
    let saved = SavedPlan(
      plan, of: planned.request, named: source?.named, for: try planned.account.binding(),
      asking: planned.installation?.questions ?? FactQuestions(),
      planned.installation?.facts ?? planned.account.gatherFacts(),
      summary: TextReport(plan, style: .plain).summary(of: source))
    let file = PlanFile(out)
    if let host = planned.account as? Host, file.isTaken(by: plan, on: host) {
      throw UsageProblem(
        message: "\(quoted("--out \(out)")) is where the plan itself has something; name another file")
    }
    guard file.isFree else {
      throw UsageProblem(message: "\(quoted("--out \(out)")) is there, and is no plan; name another file")
    }
    try file.write(saved)
    return out
  }
}
