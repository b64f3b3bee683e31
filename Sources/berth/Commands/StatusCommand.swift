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
  @OptionGroup var elsewhere: ElsewhereOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      try elsewhere.run(on: console) { home, console in
        let (state, update, removal, homeText) = try home.look { account in
          let state = try account.readState()
          let update = state.installed?.choice.map { installed in
            Result {
              try account.plan(PlanRequest(Installation(installed, on: account).desired), since: state)
            }
          }
          let removal = try state.installed.map { _ in try account.plan(PlanRequest(), since: state) }
          return (state, update, removal, account.homeText)
        }
        let installed = state.installed?.choice
        if case .failure(let error)? = update {
          console.say(ErrorText(error).text)
          console.say("The second letters are left out.\n")
        }
        let report = StatusReport(removal: removal, update: try? update?.get())
        var isInterrupted = false
        if case .interrupted = state.pending { isInterrupted = true }
        switch output.format {
        case .json:
          try console.out(
            report.json(of: home?.name, installed: installed, interrupted: isInterrupted).rendered())
        case .text:
          if let name = home?.name { console.say(host: name) }
          try console.out(report.text)
          for note in PlanOutput.notes(on: state.pending) { console.say("\(note)\n") }
          console.say(
            report.lastLine(
              installed: installed.map {
                PlanSource(named: $0.profile, choice: $0, installed: $0, home: homeText)
              }))
        }
        return differences.exitCode && report.hasDifferences ? .differences : .done
      }
    }
  }
}
