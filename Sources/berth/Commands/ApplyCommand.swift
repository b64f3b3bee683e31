import ArgumentParser
import BerthCore
import BerthHost

/// `berth apply`: makes the home as the profile wants it.
struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make the home as the profile wants it: all files, or none.",
    discussion: """
      Shows the plan, asks, then does it. Without a terminal it needs --yes. With --plan it does what 'berth diff \
      --out' has saved, and only that: if anything has changed since, it says what, and nothing is written.
      """)

  @OptionGroup var profile: ProfileOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var conflicts: ConflictOptions
  @OptionGroup var recipes: RecipeOptions
  @OptionGroup var differences: DifferenceOptions
  @Option(
    help: ArgumentHelp("Do what a plan says that 'berth diff --out' has saved.", valueName: "file"),
    completion: .file())
  var plan: String?
  @OptionGroup var elsewhere: WritingElsewhereOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard plan == nil || elsewhere.there.host.count < 2 && elsewhere.there.hostsFrom == nil else {
      throw ValidationError("--plan goes with one home: a plan is for that alone")
    }
    let isFree =
      profile.profile == nil && profile.settings.isEmpty && conflicts.onConflict == nil
      && !recipes.adoptRecipes
    guard plan == nil || isFree else {
      throw ValidationError(
        "a saved plan says all: --plan goes with no PROFILE, --set, --on-conflict or --adopt-recipes")
    }
  }

  func run() throws {
    let console = output.console
    try told(on: console) {
      if let status = try elsewhere.run(run(on: console)) { return status }
      let host = try Host(HostEnvironment())
      let run = WritingRun(host: host, console: console, isConfirmed: writing.yes)
      let review = try plan.map { try Review($0, on: host) }
      // Conditions may ask for what an interrupted run has left: it comes first.
      let state = try writing.dryRun ? host.readState() : run.recover()
      let source: PlanSource?
      let planning: (State) throws -> Plan
      if let review {
        source = review.source(since: state)
        planning = review.plan(since:)
      } else {
        let installation = try Installation(
          profile, adoptsRecipes: recipes.adoptRecipes, since: state, on: host)
        source = installation.source
        let request = PlanRequest(installation.desired, policy: conflicts.policy)
        planning = { state in
          // Where the shell looks for its files, and what is there, may be otherwise since.
          guard host.gatherFacts(installation.questions) != installation.facts else {
            return try host.plan(request, since: state)
          }
          let now = try Installation(profile, adoptsRecipes: recipes.adoptRecipes, since: state, on: host)
          return try host.plan(PlanRequest(now.desired, policy: conflicts.policy), since: state)
        }
      }
      let output = PlanOutput(console: console, format: output.format, command: "apply", source: source)
      return writing.dryRun
        ? try output.show(planning(state), pending: state.pending, exitCode: differences.exitCode)
        : try run.carryOut(
          since: state, asking: source == nil ? "Uninstall?" : "Apply these changes?", output, planning)
    }
  }

  /// What is done in homes elsewhere.
  private func run(on console: Console) -> ElsewhereRun {
    ElsewhereRun(
      console: console, isConfirmed: writing.yes, isDry: writing.dryRun, printsScript: elsewhere.printScript,
      exitCode: differences.exitCode, question: "Apply these changes?", command: "apply"
    ) { account, state in
      if let plan {
        let review = try Review(plan, on: account)
        return (try review.plan(since: state), review.source(since: state))
      }
      let planned = try Planned(
        profile, adoptsRecipes: recipes.adoptRecipes, policy: conflicts.policy, since: state, on: account)
      return (planned.plan, planned.installation?.source)
    }
  }
}
