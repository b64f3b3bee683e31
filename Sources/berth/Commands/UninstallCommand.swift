import ArgumentParser
import BerthCore
import BerthHost

/// `berth uninstall`: gives the home back as it was.
struct UninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Give the home back as it was, with what you have written since.",
    discussion: """
      Shows the plan, asks, then does it. Without a terminal it needs --yes. Where the receipt is lost, berth's \
      blocks are found by their markers all the same.
      """)

  @OptionGroup var writing: WritingOptions
  @OptionGroup var conflicts: ConflictOptions
  @OptionGroup var differences: DifferenceOptions
  @OptionGroup var elsewhere: WritingElsewhereOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      if let status = try elsewhere.run(run(on: console)) { return status }
      let host = try Host(HostEnvironment())
      let run = WritingRun(host: host, console: console, isConfirmed: writing.yes)
      let state = try writing.dryRun ? host.readState() : run.recover()
      let output = PlanOutput(console: console, format: output.format, command: "uninstall", source: nil)
      let request = PlanRequest.uninstall(policy: conflicts.policy)
      let planning = { try host.plan(request, since: $0) }
      return writing.dryRun
        ? try output.show(planning(state), pending: state.pending, exitCode: differences.exitCode)
        : try run.carryOut(since: state, asking: "Uninstall?", output, planning)
    }
  }

  /// What is done in homes elsewhere.
  private func run(on console: Console) -> ElsewhereRun {
    ElsewhereRun(
      console: console, isConfirmed: writing.yes, isDry: writing.dryRun, printsScript: elsewhere.printScript,
      exitCode: differences.exitCode, question: "Uninstall?", command: "uninstall"
    ) { account, state in
      (try Planned(nil, policy: conflicts.policy, since: state, on: account).plan, nil)
    }
  }
}
