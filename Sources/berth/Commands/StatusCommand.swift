import ArgumentParser
import BerthCore
import BerthHost

/// `berth status`: what is installed, and what has been edited since.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what is installed, and which targets were edited since.",
    discussion: """
      Two letters a line: the first says what you have done to the target since berth wrote it, the second what apply \
      would do to it. M modified, D deleted, A added, ! in conflict.
      """)

  @OptionGroup var differences: DifferenceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      let host = try Host(HostEnvironment())
      let state = try host.readState()
      let installed = state.installed?.choice
      var update: Plan?
      if let installed {
        do {
          let desired = try Installation(installed, on: host).desired
          update = try host.plan(PlanRequest(desired), since: state)
        } catch {
          console.say(ErrorText(error).text)
          console.say("The second letters are left out.\n")
        }
      }
      let removal = try installed.map { _ in try host.plan(PlanRequest(), since: state) }
      let report = StatusReport(removal: removal, update: update)
      var isInterrupted = false
      if case .interrupted = state.pending { isInterrupted = true }
      switch output.format {
      case .json:
        try console.out(report.json(installed: installed, interrupted: isInterrupted).rendered())
      case .text:
        try console.out(report.text)
        for note in PlanOutput.notes(on: state.pending) { console.say("\(note)\n") }
        console.say(
          report.lastLine(
            installed: installed.map {
              PlanSource(named: $0.profile, choice: $0, installed: $0, home: host.homeText)
            }))
      }
      return differences.exitCode && report.hasDifferences ? .differences : .done
    }
  }
}
