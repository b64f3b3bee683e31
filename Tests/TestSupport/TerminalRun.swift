import Glibc

/// A program that runs on a terminal of its own: what it prints can be waited for, and answered.
package final class TerminalRun {
  private let master: Int32
  private let process: Int32
  /// All that has been printed so far, standard output and error together, with the echo of what was typed. Lines end in
  /// a line feed alone.
  package private(set) var transcript = ""

  /// Starts a program. The terminal is its standard input, output and error, and its controlling one.
  ///
  /// - Parameters:
  ///   - words: the program's path and its arguments.
  ///   - folder: where it runs.
  ///   - environment: all of it, as `NAME=VALUE`.
  package init(_ words: [String], in folder: String, environment: [String]) {
    var ends: (master: Int32, terminal: Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 64)
    guard openpty(&ends.master, &ends.terminal, nil, nil, nil) == 0,
      ttyname_r(ends.terminal, &name, name.count) == 0
    else {
      fatalError("no terminal can be had")
    }
    master = ends.master
    // Kept open until the program has it open, for what it prints not to be lost; no other child gets either.
    defer { close(ends.terminal) }
    for end in [ends.master, ends.terminal] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let terminal = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    var arguments = (["env", "-C", folder] + words).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a new session opens is its controlling one.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Ctrl-C is to be heeded, whatever this thread, or who runs the tests in the background, makes of it.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, spawn.h
    posix_spawnattr_setflags(
      &attributes, newSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    guard posix_spawn(&process, "/usr/bin/env", &actions, &attributes, &arguments, &variables) == 0 else {
      fatalError("env cannot be started")
    }
    self.process = process
  }

  deinit { close(master) }

  /// Waits until a text has been printed, for ten seconds at most.
  ///
  /// - Returns: whether it was.
  package func sees(_ text: String) -> Bool {
    while !transcript.contains(text) {
      guard read() else { return false }
    }
    return true
  }

  /// Types; `\u{3}` is Ctrl-C, `\u{4}` Ctrl-D.
  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Reads on until the program ends.
  ///
  /// - Returns: its status, as `Run` has it.
  package func end() -> Int32 {
    while read() {}
    return Run.status(of: process, patience: 2_000)
  }

  /// Reads what is there.
  ///
  /// - Returns: false, if nothing comes any more.
  private func read() -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 10_000) == 1 else { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    transcript += String(decoding: bytes[..<count], as: UTF8.self).replacing("\r\n", with: "\n")
    return true
  }
}
