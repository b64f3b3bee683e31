import BerthCore
import Glibc

/// What the checks share: each thing is looked at once, when the first of them asks.
final class Examination {
  let host: Host
  let surroundings: Surroundings
  let text: HomeAbbreviation
  let profile: InstalledProfile
  /// For agents, in milliseconds.
  let bound: Int
  let deadline: Deadline
  let state: Result<State, any Error>
  /// What is installed; nil if nothing is, or the receipt can't be read.
  let receipt: Receipt?
  let link: LinkName

  lazy var place = LinkPlace(of: link, uid: geteuid())
  lazy var processes = ProcessTable()
  lazy var agents = AgentRoll(self)
  /// What OpenSSH puts into the names of this host's sockets.
  private(set) lazy var hostSign = SocketName.sign(ofHost: host.gatherFacts().hostname)
  private lazy var owners = SocketOwners(processes)
  /// What `apply` would come to.
  private(set) lazy var renewal = Renewal(self, planned: Result(catching: planning))
  private let planning: () throws -> Plan

  init(_ host: Host, in surroundings: Surroundings, planning: @escaping () throws -> Plan) {
    self.host = host
    self.planning = planning
    self.surroundings = surroundings
    state = Result { try host.readState() }
    receipt = try? state.get().installed
    profile = InstalledProfile(receipt, homePath: host.homeText)
    bound = profile.bound
    deadline = Deadline(in: Doctor.limit + bound)
    link = LinkName(profile, on: host, own: surroundings.authSock)
    let user = UserDatabase.name(of: geteuid())
    text = HomeAbbreviation(
      [host.homePath, host.home.canonical],
      account: surroundings.accountHome.map { ($0, "~\(user)") })
  }

  var isInstalled: Bool { receipt != nil }

  /// A path in the home.
  func path(_ relative: String) -> Bytes { host.homePath + Bytes("/\(relative)".utf8) }

  /// Runs a command, for no longer than a probe may take and all of them together.
  ///
  /// `limit`: a narrower one, in milliseconds.
  func run(
    _ words: [Bytes], environment: [String: Bytes?] = [:], limit: Int = Doctor.probeLimit
  ) -> BoundedProcess.Outcome {
    var process = BoundedProcess(words, limit: min(Doctor.probeLimit, limit, deadline.left))
    process.environment = environment
    return process.run()
  }

  /// The process that listens on a socket, and the machine behind it.
  func owner(of socket: Bytes) -> SocketOwner? {
    owners.owner(of: socket, listener: agents.answer(of: socket).listener)
  }

  /// The sockets that a process listens on, as it has named them.
  func sockets(heldBy pid: pid_t) -> [Bytes] { owners.sockets(heldBy: pid) }

  /// Whether a process is the user's, and at work for this home: one under another HOME has a chain of its own.
  func isOfThisHome(_ pid: pid_t) -> Bool {
    guard ProcessTable.showsEnvironment(of: pid) else { return false }
    guard let value = ProcessTable.variable("HOME", of: pid) else { return true }
    return value == host.homePath || value.resolvedPath == host.home.canonical
  }

  /// Whether the link leads to an agent that lives.
  var isLinkAlive: Bool { place.socket.map { agents.answer(of: $0).state.isAlive } ?? false }

  /// Whether a socket's name says that it is another host's, as in a home that several share.
  func isOfOtherHost(_ socket: Bytes) -> Bool { SocketName(socket).host.map { $0 != hostSign } ?? false }

  /// A call of this very program, by the name that it was called by.
  func berth(_ arguments: String, note: String? = nil, by hand: Advice.Hand = .person) -> Advice {
    Advice(berth: program, arguments, note: note, by: hand)
  }

  /// What installs the same once more, with one setting that is another.
  func apply(setting: String, by hand: Advice.Hand = .person) -> Advice {
    berth("apply --set \(shellWord(setting))", by: hand)
  }

  /// How this program was called, as it is typed.
  var program: String { shellWord(text.shown(surroundings.program)) }

  /// What gives a shell the link: for the `type:` line.
  var exportCommand: String { surroundings.dialect.setting("SSH_AUTH_SOCK", to: link.shown) }

  /// What puts the link on the best agent that is left; nil if there is none.
  ///
  /// `other`: not on this one.
  func relink(besides other: Bytes? = nil) -> Advice? {
    agents.best(besides: other).map { .safe("ln -sfn \(shellWord(text.shown($0.path))) \(link.shown)") }
  }

  /// What brings a new agent; nothing where nobody has come over the network.
  var relogin: [Advice] {
    switch surroundings.multiplexer {
    case .tmux: [Advice("tmux detach-client", note: "log in again with ssh -A, and attach")]
    case .screen: [Advice("screen -d \"$STY\"", note: "log in again with ssh -A, and attach")]
    case nil: surroundings.isInSSH ? [Advice("exit", note: "and log in again with ssh -A")] : []
    }
  }
}
