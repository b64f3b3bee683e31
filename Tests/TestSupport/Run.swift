import Glibc

/// A program, run to its end: its whole output and how it ended.
package struct Run: Hashable, Sendable {
  /// Standard output.
  package var out: [UInt8]
  /// Standard error.
  package var err: [UInt8]
  /// The exit status; 128 and the signal's number for a program that one ended, as shells have it; -1 if it took
  /// longer than a minute and was ended.
  package var status: Int32

  package init(out: [UInt8] = [], err: [UInt8] = [], status: Int32 = 0) {
    self.out = out
    self.err = err
    self.status = status
  }

  /// Runs a program, without anything on standard input.
  ///
  /// - Parameters:
  ///   - words: the program's path and its arguments.
  ///   - folder: where it runs.
  ///   - environment: all of it, as `NAME=VALUE`.
  package init(_ words: [String], in folder: String, environment: [String]) {
    self.init()
    let output = TemporaryFolder("berth-output")
    // The folder is env's to change to: Swift's Glibc has no posix_spawn_file_actions_addchdir_np.
    var arguments = (["env", "-C", folder] + words).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "\(output.path)/out", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "\(output.path)/err", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that all it has started can be ended with it.
    posix_spawnattr_setpgroup(&attributes, 0)
    // The threads that tests run on hold signals back.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    guard posix_spawn(&process, "/usr/bin/env", &actions, &attributes, &arguments, &variables) == 0 else {
      fatalError("env cannot be started")
    }
    status = Self.status(of: process)
    out = Disk.read("\(output.path)/out") ?? []
    err = Disk.read("\(output.path)/err") ?? []
  }

  /// Waits for a process's end, and gives its status as `status` has it.
  ///
  /// `patience`: how long it may take, in milliseconds; then its group is ended.
  package static func status(of process: Int32, patience: Int = 60_000) -> Int32 {
    var status: Int32 = 0
    var waited = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if waited > patience {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return -1
      }
      usleep(2_000)
      waited += 2
    }
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }
}
