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
      error is the summary. Nothing is written.
      """)

  @OptionGroup var profile: ProfileOptions
  @OptionGroup var conflicts: ConflictOptions
  @OptionGroup var recipes: RecipeOptions
  @OptionGroup var differences: DifferenceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      let host = try Host(HostEnvironment())
      let state = try host.readState()
      let installation = try Installation(
        profile, adoptsRecipes: recipes.adoptRecipes, since: state, on: host)
      let plan = try host.plan(
        PlanRequest(installation.desired, policy: conflicts.onConflict), since: state)
      let output = PlanOutput(
        console: console, format: output.format, command: "diff", source: installation.source)
      return try output.show(plan, pending: state.pending, exitCode: differences.exitCode)
    }
  }
}
