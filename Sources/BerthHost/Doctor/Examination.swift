import BerthCore
import Glibc

/// What the checks share: each thing is looked at once, when the first of them asks.
final class Examination {
  let host: Host
  let surroundings: Surroundings
  let text: HomeShown
  let deadline = Deadline(in: Doctor.limit)
  /// What is installed; nil if nothing is, or the receipt can't be read.
  let receipt: Receipt?
  let link: LinkName

  lazy var place = LinkPlace(of: link, uid: geteuid())
  lazy var processes = ProcessTable()
  lazy var agents = AgentSurvey(self)
  private lazy var owners = SocketOwners(processes)

  init(_ host: Host, in surroundings: Surroundings) {
    self.host = host
    self.surroundings = surroundings
    receipt = try? host.installed()
    link = LinkName(installed: receipt, on: host)
    let user = UserDatabase.name(of: geteuid())
    text = HomeShown(
      [Bytes(host.homePath.utf8), host.home.canonical],
      account: surroundings.accountHome.map { ($0, "~\(user)") })
  }

  var isInstalled: Bool { receipt != nil }

  /// A path in the home.
  func path(_ relative: String) -> Bytes { Bytes("\(host.homePath)/\(relative)".utf8) }

  /// Runs a command, for no longer than a probe may take and all of them together.
  ///
  /// - Parameter limit: a narrower one, in milliseconds.
  func run(
    _ words: [String], environment: [String: String?] = [:], limit: Int = Doctor.probeLimit
  ) -> BoundedProcess.Outcome {
    var process = BoundedProcess(words, limit: min(Doctor.probeLimit, limit, deadline.left))
    process.environment = environment
    return process.run()
  }

  /// The process that listens on a socket, and the machine behind it.
  func owner(of socket: Bytes) -> SocketOwner? {
    owners.owner(of: socket, listener: agents.answer(of: socket).listener)
  }

  /// What gives a shell the link: for the `type:` line.
  var exportCommand: String { "export SSH_AUTH_SOCK=\(link.shown)" }

  /// What puts the link on the best agent that is left; nil if there is none.
  var relinkCommand: String? {
    agents.best(besides: nil).map { "ln -sfn \(shellWord(text.shown($0.path))) \(link.shown)" }
  }
}
