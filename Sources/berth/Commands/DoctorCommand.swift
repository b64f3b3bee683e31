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
      configuration, and who else sets SSH_AUTH_SOCK. It writes nothing, needs no network and takes four seconds at \
      most. Exit status: 1 if any result is an error, else 0.
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      let report = DoctorReport(Doctor(try Host(HostEnvironment())).findings())
      switch output.format {
      case .json: try console.out(report.json.rendered())
      case .text: try console.out(report.text(style: console.isColoured(STDOUT_FILENO) ? .coloured : .plain))
      }
      return report.worst == .error ? .failed : .done
    }
  }
}
