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
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      let host = try Host(HostEnvironment())
      let run = WritingRun(
        host: host, console: console, format: output.format, verb: "uninstall",
        question: "Uninstall?", isConfirmed: writing.yes)
      if !writing.dryRun { try run.recover() }
      let survey = {
        try host.survey(Wish(), policy: conflicts.onConflict) {
          try Installation.candidates(homePath: host.homePath)
        }
      }
      return writing.dryRun
        ? try run.show(try survey(), exitCode: differences.exitCode) : try run.carryOut(survey)
    }
  }
}
