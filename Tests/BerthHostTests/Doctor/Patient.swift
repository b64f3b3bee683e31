import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

/// A home for one test, with all that the doctor looks at elsewhere; it goes with the test.
final class Patient {
  private let scratch = Scratch("berth-doc")
  /// Absolute; short, since sockets lie in it (unix(7): 107 bytes).
  var folder: String { scratch.path }
  var surroundings = Surroundings()
  private var children: [Running] = []

  var home: String { "\(folder)/home" }
  var link: String { "\(home)/.ssh/ssh_auth_sock" }

  init() throws {
    let folder = scratch.path
    for name in ["home", "home/.ssh", "tmp", "tmux"] { mkdir("\(folder)/\(name)", 0o700) }
    mkdir("\(folder)/tmux/tmux-\(geteuid())", 0o700)
    surroundings.program = "berth"
    surroundings.authSock = Bytes("\(folder)/home/.ssh/ssh_auth_sock".utf8)
    surroundings.tmuxFolder = Bytes("\(folder)/tmux".utf8)
    surroundings.temporaryFolder = Bytes("\(folder)/tmp".utf8)
    surroundings.clientConfig = Bytes("\(folder)/ssh_config".utf8)
    surroundings.serverConfig = Bytes("\(folder)/sshd_config".utf8)
    surroundings.accountHome = Bytes("\(folder)/home".utf8)
    surroundings.runtimeFolder = Bytes("\(folder)/run".utf8)
    surroundings.isInSSH = true
    surroundings.shellName = "bash"
    surroundings.multiplexer = nil
    surroundings.hasServer = true
    surroundings.shell = Bytes("/bin/bash".utf8)
    surroundings.isInVSCode = false
    surroundings.isInJetBrains = false
  }

  deinit { for child in children.reversed() { Self.end(child) } }

  // MARK: - The doctor

  func host() throws -> Host {
    var environment = HostEnvironment()
    environment.home = Bytes(home.utf8)
    environment.stateHome = nil
    environment.shell = Bytes("/bin/bash".utf8)
    return try Host(environment)
  }

  func findings() throws -> [Finding] {
    let host = try host()
    return Doctor(host, in: surroundings) {
      let state = try host.readState()
      let receipt = state.installed
      let settings = (receipt?.settings ?? []).map { ($0.name, $0.text) }
      return try self.plan(
        receipt?.profile ?? "default", Dictionary(settings) { $1 }, since: state,
        on: host)
    }.findings()
  }

  /// What one check says: `error: message | command | command` for each finding.
  func says(_ check: Finding.Check) throws -> [String] {
    try findings().filter { $0.check == check }.map {
      (["\($0.result.rawValue): \($0.message)"] + $0.commands).joined(separator: " | ")
    }
  }

  /// The same, asked again for some seconds until it is as expected: a program that is just being started still has
  /// its parent's environment, and its parent's open files.
  func says(_ check: Finding.Check, settlingOn expected: [String]) throws -> [String] {
    var found: [String] = []
    try? eventually {
      found = try says(check)
      return found == expected
    }
    return found
  }

  // MARK: - Files

  func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
    Disk.write(text, to: "\(folder)/\(path)", mode: mode)
  }

  /// Lets the link lead to a path.
  func point(linkTo target: String) { #expect(symlink(target, link) == 0) }

  /// Installs a built-in profile, as `berth apply` does.
  func install(_ profile: String = "default", settings: [String: String] = [:]) throws {
    let host = try host()
    let lock = try StateLock.take(at: host.location)
    let plan = try plan(profile, settings, since: host.readState(), on: host)
    let transaction = Transaction(home: host.home, lock: lock, location: host.location)
    let begun = try transaction.apply(plan, verb: "apply")
    // Without the reloads: this machine's tmux servers are not the patient's.
    #expect(Recovery(home: host.home, lock: lock, location: host.location).close(after: begun).failure == nil)
  }

  private func plan(
    _ profile: String, _ settings: [String: String], since state: State, on host: Host
  ) throws -> Plan {
    let store = ProfileStore(homePath: host.homeText)
    let source = try store.profile(profile)
    var desired = Desired(leftovers: source.leftovers)
    desired.choice = ProfileChoice(
      profile, settings: settings.compactMap { Setting("\($0.key)=\($0.value)") })
    desired.files = try source.desiredFiles(
      on: host.gatherFacts(FactQuestions(source.entries)), from: store.templates(of: source),
      settings: settings.mapValues(Value.parsing))
    return try host.plan(PlanRequest(desired), since: state)
  }

  // MARK: - Processes

  /// Starts a process that lives until the test ends.
  func start(_ words: [String], environment: [String: String] = [:]) throws -> pid_t {
    let command = Command(["env"] + words).envOfTests(without: "TMUX", "STY").env(["HOME": home]).env(
      environment)
    let child = try #require(command.start())
    children.append(child)
    return child.number
  }

  /// Runs a command to its end; it has to succeed.
  @discardableResult
  func run(_ words: [String], environment: [String: String?] = [:]) throws -> String {
    let outcome = command(words, environment).run()
    try #require(outcome.exit == 0, "\(words): \(outcome.summary)")
    return outcome.text
  }

  /// A command in the patient's home.
  ///
  /// `environment`: what it has besides, or, with nil, has not.
  func command(_ words: [String], _ environment: [String: String?] = [:]) -> Command {
    let own = Command(words).envOfTests(without: "TMUX", "STY").env(["HOME": home])
    return environment.reduce(own) { command, variable in
      variable.value.map { command.env([variable.key: $0]) } ?? command.without(variable.key)
    }
  }

  /// Waits until the tmux server on a socket answers.
  func waitForTmux(at socket: String) throws {
    try eventually("tmux") { command(["tmux", "-S", socket, "show-options", "-s"]).run().exit == 0 }
  }

  /// Ends a process that this test has started, stopped or not.
  private static func end(_ child: Running) {
    kill(child.number, SIGKILL)
    _ = child.wait()
  }

  /// The same, before the test is over.
  func stop(_ process: pid_t) {
    guard let index = children.firstIndex(where: { $0.number == process }) else { return }
    Self.end(children.remove(at: index))
  }
}
