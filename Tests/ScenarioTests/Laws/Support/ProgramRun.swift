import Glibc
import Synchronization

/// One run of a program: no terminal, nothing on standard input unless given, and only the environment given.
struct ProgramRun {
  /// Absolute.
  var program: String
  var arguments: [String]
  var environment: [String: String]
  /// A file for standard input; nil: `/dev/null`.
  var input: String?
  /// Seconds until it is ended.
  var limit = 60

  /// What came of it.
  struct Outcome {
    /// The exit status; 128 and the signal's number if a signal ended it, as sh(1) has it; 127 if it can't start.
    let status: Int32
    let output: Text
    let errors: Text
  }

  /// A pipe's ends must reach no other program that is started at the same time: it would keep them open.
  private static let starting = Mutex(())

  /// Runs it and waits.
  func run() -> Outcome {
    var out: [Int32] = [0, 0]
    var err: [Int32] = [0, 0]
    let process = Self.starting.withLock { _ in
      pipe(&out)
      pipe(&err)
      for end in out + err { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      let process = start(out[1], err[1])
      close(out[1])
      close(err[1])
      return process
    }
    defer {
      close(out[0])
      close(err[0])
    }
    guard let process else { return Outcome(status: 127, output: [], errors: Text("\(program) can't start")) }
    let (output, errors) = drain(out[0], err[0], of: process)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return Outcome(status: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: output, errors: errors)
  }

  /// Starts it with the two streams.
  ///
  /// - Returns: nil if that fails.
  func start(_ output: Int32, _ errors: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own: nothing can ask on the terminal of whoever runs the tests. The flag
    // is POSIX_SPAWN_SETSID of spawn.h, which Glibc's module leaves out.
    let newSession: Int16 = 0x80
    // The threads of Swift's concurrency block signals, and a program would go on doing so.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    var argv = ([program] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    return posix_spawn(&process, program, &actions, &attributes, &argv, &envp) == 0 ? process : nil
  }

  private func drain(_ out: Int32, _ err: Int32, of process: pid_t) -> (Text, Text) {
    var texts: [Text] = [[], []]
    var polled = [
      pollfd(fd: out, events: Int16(POLLIN), revents: 0), pollfd(fd: err, events: Int16(POLLIN), revents: 0),
    ]
    var chunk = Text(repeating: 0, count: 65_536)
    var left = limit
    while polled.contains(where: { $0.fd >= 0 }) {
      let ready = poll(&polled, 2, 1_000)
      if ready == 0 {
        left -= 1
        if left == 0 { kill(process, SIGKILL) }
      }
      guard ready > 0 else { continue }
      for index in 0..<2 where polled[index].fd >= 0 && polled[index].revents != 0 {
        let count = read(polled[index].fd, &chunk, chunk.count)
        if count > 0 { texts[index] += chunk[..<count] } else { polled[index].fd = -1 }
      }
    }
    return (texts[0], texts[1])
  }
}

/// The programs that the tests run.
enum Installed {
  /// The program under test, which is built beside the bundle of the tests.
  static let berth: String = {
    let bundle = CommandLine.arguments[0]
    var folder = bundle.contains("/") ? String(bundle[..<bundle.lastIndex(of: "/")!]) : "."
    // Swift Testing may be run by a helper that gets the bundle's path as an option.
    if access("\(folder)/berth", X_OK) != 0,
      let path = CommandLine.arguments.first(where: { $0.contains(".xctest") }),
      let slash = path.lastIndex(of: "/")
    {
      folder = String(path[..<slash])
    }
    return "\(folder)/berth"
  }()

  /// The absolute path of a program on the PATH; nil if it isn't installed.
  static func path(of name: String) -> String? {
    searchPath.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// This process's PATH.
  static let searchPath = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
}
