import BerthCore
import BerthHost
import Glibc
import Testing

/// A home for one test, with all that the doctor looks at elsewhere; it goes with the test.
final class Patient {
  /// Absolute; short, since sockets lie in it (unix(7): 107 bytes).
  let folder: String
  var surroundings = Surroundings()
  private var children: [pid_t] = []

  var home: String { "\(folder)/home" }
  var link: String { "\(home)/.ssh/ssh_auth_sock" }

  init() throws {
    var template = Array("/tmp/berth-doc.XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let folder = String(cString: made)
    self.folder = folder
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

  deinit {
    for child in children.reversed() { Self.end(child) }
    _ = BoundedProcess(["rm", "-rf", folder], limit: 10_000).run()
  }

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
      let receipt = try host.installed()
      let settings = (receipt?.settings ?? []).map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
      return try self.survey(
        receipt?.profile ?? "default", Dictionary(settings.map { ($0[0], $0[1]) }) { $1 }, on: host)
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
    var found = try says(check)
    for _ in 0..<30 where found != expected {
      usleep(100_000)
      found = try says(check)
    }
    return found
  }

  // MARK: - Files

  func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
    let number = open("\(folder)/\(path)", O_WRONLY | O_CREAT | O_TRUNC, mode)
    try #require(number >= 0)
    defer { close(number) }
    let bytes = Bytes(text.utf8)
    #expect(Glibc.write(number, bytes, bytes.count) == bytes.count)
    fchmod(number, mode)
  }

  /// Lets the link lead to a path.
  func point(linkTo target: String) { #expect(symlink(target, link) == 0) }

  /// Installs a built-in profile, as `berth apply` does.
  func install(_ profile: String = "default", settings: [String: String] = [:]) throws {
    let host = try host()
    let survey = try survey(profile, settings, on: host)
    let lock = try StateLock.take(at: host.location)
    _ = try Transaction(home: host.home, lock: lock, location: host.location)
      .apply(survey.plan, since: survey.receipt, verb: "apply")
  }

  private func survey(_ profile: String, _ settings: [String: String], on host: Host) throws -> Survey {
    let store = ProfileStore(homePath: host.homePath)
    let source = try store.profile(profile)
    var wish = Wish()
    wish.profile = profile
    wish.settings = settings.map { "\($0.key)=\($0.value)" }
    wish.leftovers = source.leftovers
    wish.desired = try source.desiredFiles(
      on: host.gatherFacts(for: source.entries), from: store.templates(of: source),
      settings: settings.mapValues(Value.parsing))
    return try host.survey(wish, policy: .fail)
  }

  // MARK: - Processes

  /// Starts a process that lives until the test ends.
  func start(_ words: [String], environment: [String: String] = [:]) throws -> pid_t {
    let assignments = environment.map { "\($0.key)=\($0.value)" }
    let words = ["env", "-u", "TMUX", "-u", "STY", "HOME=\(home)"] + assignments + words
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "\(folder)/log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "\(folder)/log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    // A thread of the tests may have signals blocked.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    try #require(posix_spawnp(&process, "env", &actions, &attributes, &arguments, environ) == 0)
    children.append(process)
    return process
  }

  /// Runs a command to its end; it has to succeed.
  @discardableResult
  func run(_ words: [String], environment: [String: String?] = [:]) throws -> String {
    var process = BoundedProcess(words, limit: 10_000)
    process.environment = environment.merging(["HOME": home, "TMUX": nil, "STY": nil]) { own, _ in own }
    let outcome = process.run()
    try #require(outcome.isSuccess, "\(words): \(String(decoding: outcome.errors, as: UTF8.self))")
    return String(decoding: outcome.output, as: UTF8.self)
  }

  /// Waits for something that another process is about to do.
  func wait(for what: String, until isSo: () -> Bool) throws {
    for _ in 0..<400 {
      if isSo() { return }
      usleep(25_000)
    }
    let log = PatientLog(at: "\(folder)/log").text
    Issue.record("waited in vain for \(what): \(log)")
    throw WaitedInVain()
  }

  struct WaitedInVain: Error {}

  /// Ends a process that this test has started, stopped or not.
  static func end(_ process: pid_t) {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// The same, before the test is over.
  func stop(_ process: pid_t) {
    children.removeAll { $0 == process }
    Self.end(process)
  }
}

/// What the processes of a test have printed.
struct PatientLog {
  let text: String

  init(at path: String) {
    let outcome = BoundedProcess(["cat", path], limit: 5_000).run()
    text = String(decoding: outcome.output, as: UTF8.self)
  }
}
