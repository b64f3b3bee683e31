import ArgumentParser
import BerthCore
import BerthHost
import Glibc

/// `berth doctor`: whether the chain works right now.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Show whether the chain works right now, and if not, which link of it is broken and what to type.",
    discussion: """
      It looks at the link, the agent behind it, running tmux and screen sessions, ~/.ssh/rc, what ssh makes of its \
      configuration, who else sets SSH_AUTH_SOCK, and asks the login shell whether its prompt mends the chain. It writes \
      nothing, needs no network and takes four seconds at most, with a longer probe_timeout as much more. Exit status: \
      1 if any result is an error, else 0.

      With --fix it types what it advises, as far as that takes nothing from you and nobody else is needed for it, \
      and looks again: the exit status is of that second look. It asks first; without a terminal it needs --yes.
      """)

  @Flag(help: "Type the advice that is safe, then look again.")
  var fix = false

  @Flag(name: .shortAndLong, help: "Don't ask. Needed for --fix where there is no terminal.")
  var yes = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if yes, !fix { throw ValidationError("--yes goes with --fix: without it doctor writes nothing") }
  }

  /// What a mended part brings to light may be mended as well; but nothing is typed twice.
  private static let rounds = 3

  func run() throws {
    let console = output.console
    try told(on: console) {
      let host = try Host(HostEnvironment())
      let doctor = Self.doctor(for: host)
      var report = DoctorReport(doctor.findings())
      var typed: [(command: String, status: Int)] = []
      for _ in 0..<(fix ? Self.rounds : 0) {
        let advice = report.fixes.filter { one in !typed.contains { $0.command == one.text } }
        guard !advice.isEmpty else { break }
        if output.format == .text { console.say(text(report, on: STDERR_FILENO)) }
        guard try agrees(to: advice) else { return .failed }
        for one in advice {
          let (status, words) = Fix(on: host).type(one)
          typed.append((one.text, status))
          if status != 0 { console.say("berth: '\(one.command)' gave exit status \(status): \(words)\n") }
        }
        report = DoctorReport(doctor.findings())
      }
      switch output.format {
      case .json: try console.out(report.json(fixes: fix ? typed : nil).rendered())
      case .text: try console.out(text(report, on: STDOUT_FILENO))
      }
      return report.worst == .error ? .failed : .done
    }
  }

  /// One that knows what `apply` would do.
  private static func doctor(for host: Host) -> Doctor {
    Doctor(host) {
      let state = try host.readState()
      return try host.plan(PlanRequest(Installation(since: state, on: host).desired), since: state)
    }
  }

  private func text(_ report: DoctorReport, on stream: Int32) -> TerminalText {
    report.text(style: output.console.isColoured(stream) ? .coloured : .plain)
  }

  /// Says what will be typed, and asks. Nobody is asked about what they have not seen.
  private func agrees(to advice: [Advice]) throws -> Bool {
    let console = output.console
    if output.format == .text || !yes {
      console.say("--fix types:\n" + advice.map { one -> TerminalText in "  \(one.text)\n" }.joined())
    }
    guard !yes else { return true }
    guard console.isInteractive else {
      throw UsageProblem(message: "there is no terminal to ask on: doctor --fix needs --yes")
    }
    return console.ask("Type this?")
  }
}
