import Glibc

/// A program with what it is started with. It finds nothing on standard input and only the variables that are given, it
/// leads a session of its own, so that it can ask nobody and all that it has started can be ended with it, and it heeds
/// every signal.
package struct Command: Sendable {
  private var words: [String]
  private var folder: String?
  private var input = "/dev/null"
  private var seconds = 60
  /// `NAME=value`, as bytes: a home need not be UTF-8.
  private var variables: [String: [UInt8]] = [:]

  /// - Parameter words: the program and its arguments. A name without a slash is looked for on the tests' PATH.
  package init(_ words: [String]) {
    self.words = words
    self.words[0] = Built.path(of: words[0]) ?? words[0]
  }

  package init(_ words: String...) { self.init(words) }

  /// Runs in this folder.
  package func `in`(_ folder: String) -> Command { with(\.folder, folder) }

  /// Has these variables as well.
  package func env(_ variables: [String: String]) -> Command {
    with(\.variables, self.variables.merging(variables.mapValues { Array($0.utf8) }) { $1 })
  }

  /// Has this variable, any bytes.
  package func env(_ name: String, _ value: [UInt8]) -> Command {
    with(\.variables, variables.merging([name: value]) { $1 })
  }

  /// Has no such variable.
  package func without(_ name: String) -> Command { with(\.variables, variables.filter { $0.key != name }) }

  /// Has what the tests themselves have, but for some.
  package func envOfTests(without names: String...) -> Command {
    var all: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, !names.contains(String(parts[0])) { all[String(parts[0])] = String(parts[1]) }
      next += 1
    }
    return env(all)
  }

  /// Reads this file.
  package func stdin(_ path: String) -> Command { with(\.input, path) }

  /// Is ended, with all that it has started, after that many seconds, which are 60 else.
  package func limit(_ seconds: Int) -> Command { with(\.seconds, seconds) }

  /// Runs it to its end.
  package func run() -> Outcome {
    start()?.wait() ?? Outcome(end: .exited(127), errors: Array("\(words[0]) can't be started".utf8))
  }

  /// Starts it, with what it prints caught.
  ///
  /// - Returns: nil, if that fails.
  package func start() -> Running? {
    let files = [Self.namelessFile(), Self.namelessFile()]
    let process = spawn { actions in
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
      for (number, file) in files.enumerated() {
        posix_spawn_file_actions_adddup2(&actions, file, Int32(number + 1))
      }
    }
    guard let process else {
      for file in files { close(file) }
      return nil
    }
    return Running(process, out: files[0], err: files[1], seconds: seconds)
  }

  /// Starts it on a terminal of its own, which is its controlling one.
  package func onTerminal() -> Terminal {
    var ends: (master: Int32, terminal: Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 64)
    guard openpty(&ends.master, &ends.terminal, nil, nil, nil) == 0,
      ttyname_r(ends.terminal, &name, name.count) == 0
    else { fatalError("no terminal can be had") }
    // Kept open until the program has it open, for what it prints not to be lost; no other child gets either.
    defer { close(ends.terminal) }
    for end in [ends.master, ends.terminal] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = spawn { actions in
      // The first terminal that the leader of a new session opens is its controlling one.
      posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    guard let process else { fatalError("\(words[0]) can't be started") }
    return Terminal(ends.master, process)
  }

  private func spawn(_ streams: (inout posix_spawn_file_actions_t) -> Void) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    streams(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads that tests run on hold signals back, and whoever runs the tests in the background ignores some.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, spawn.h
    posix_spawnattr_setflags(
      &attributes, newSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    // The folder is env's to change to: Swift's Glibc has no posix_spawn_file_actions_addchdir_np.
    let line = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + words
    let texts = line.map { strdup($0) } + [nil]
    let settings = variables.map { name, value in strdup(Array(name.utf8) + [0x3d] + value) } + [nil]
    defer { for text in texts + settings { free(text) } }
    var process: pid_t = 0
    return posix_spawn(&process, line[0], &actions, &attributes, texts, settings) == 0 ? process : nil
  }

  private func with<Value>(_ part: WritableKeyPath<Command, Value>, _ value: Value) -> Command {
    var command = self
    command[keyPath: part] = value
    return command
  }

  private static func namelessFile() -> Int32 {
    var name = Array("/tmp/berth-output-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { fatalError("no temporary file can be made") }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return file
  }
}

private func strdup(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
  bytes.withUnsafeBytes { strndup($0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count) }
}
