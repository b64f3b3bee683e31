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
      let policy = conflicts.policy
      return try elsewhere.run(on: console) { home, console in
        let (account, state, installation, request, plan) = try home.look(traces: uninstall) { account in
          let state = try account.readState()
          let installation =
            uninstall
            ? nil : try Installation(profile, adoptsRecipes: recipes.adoptRecipes, since: state, on: account)
          let request =
            installation.map { PlanRequest($0.desired, policy: policy) } ?? .uninstall(policy: policy)
          let plan = try account.plan(request, since: state)
          return (account, state, installation, request, plan)
        }
        let output = PlanOutput(
          console: console, format: output.format, command: "diff", source: installation?.source,
          host: home?.name)
        let option = home.map { "\($0.option) " } ?? ""
        let isSaved = out != nil && plan.conflicts.isEmpty
        if isSaved, let out {
          let facts = installation?.facts ?? account.gatherFacts()
          let saved = SavedPlan(
            plan, of: request, named: installation?.source.named, for: try account.binding(),
            asking: installation?.questions ?? FactQuestions(), facts,
            summary: TextReport(plan, style: .plain).summary(of: installation?.source))
          let file = PlanFile(out)
          guard (account as? Host).map({ !file.isTaken(by: plan, on: $0) }) ?? true else {
            throw UsageProblem(
              message: "\(quoted("--out \(out)")) is where the plan itself has something; name another file")
          }
          guard file.isFree else {
            throw UsageProblem(
              message: "\(quoted("--out \(out)")) is there, and is no plan; name another file")
          }
          try file.write(saved)
        }
        return try output.show(
          plan, pending: state.pending, exitCode: differences.exitCode,
          next: isSaved ? out.map { "berth apply \(option)--plan \(shellWord($0))" } : nil)
      }
    }
  }
}
