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
      var run = WritingRun(
        host: host, console: console, format: output.format, verb: "apply", question: "Apply these changes?",
        isConfirmed: writing.yes)
      // Conditions may ask for what an interrupted run has left: it comes first.
      if !writing.dryRun { try run.recover() }
      let installation = try Installation(profile, adoptsRecipes: recipes.adoptRecipes, on: host)
      run.source = installation.source
      let survey = { try host.survey(installation.wish, policy: conflicts.onConflict) }
      return writing.dryRun
        ? try run.show(try survey(), exitCode: differences.exitCode) : try run.carryOut(survey)
    }
  }
}
