import ArgumentParser
import BerthCore
import BerthHost

/// `berth apply`: makes the home as the profile wants it.
struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make the home as the profile wants it: all files, or none.",
    discussion: "Shows the plan, asks, then does it. Without a terminal it needs --yes.")

  @OptionGroup var profile: ProfileOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var conflicts: ConflictOptions
  @OptionGroup var recipes: RecipeOptions
  @OptionGroup var differences: DifferenceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      let host = try Host(HostEnvironment())
      let run = WritingRun(host: host, console: console, isConfirmed: writing.yes)
      // Conditions may ask for what an interrupted run has left: it comes first.
      let state = try writing.dryRun ? host.readState() : run.recover()
      let installation = try Installation(
        profile, adoptsRecipes: recipes.adoptRecipes, since: state, on: host)
      let output = PlanOutput(
        console: console, format: output.format, command: "apply", source: installation.source)
      let request = PlanRequest(installation.desired, policy: conflicts.onConflict)
      let planning = { try host.plan(request, since: $0) }
      return writing.dryRun
        ? try output.show(planning(state), pending: state.pending, exitCode: differences.exitCode)
        : try run.carryOut(since: state, asking: "Apply these changes?", output, planning)
    }
  }
}
