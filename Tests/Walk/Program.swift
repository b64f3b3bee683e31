import Glibc
import TestSupport

/// Berth as a process, perhaps under another program.
struct Program {
  /// The built program: the released one where there is one.
  static let berth: String = getenv("BERTH").map { String(cString: $0) } ?? Project.program

  private let process: pid_t
  private let output: String

  /// How it ended, and what it printed.
  struct Outcome {
    /// The exit status, or 128 and the signal's number; -1: it took longer than 20 seconds.
    var status: Int32
    var out: String
    var err: String

    var end: String { status == 0 ? "done" : status < 0 ? "hangs" : "exit \(status)" }
  }

  /// Starts it, without anything on standard input.
  ///
  /// `tool`: what it runs under, with options.
  /// `output`: the beginning of the paths of two files, for what it prints.
  init(_ words: [String], under tool: [String] = [], environment: [String], output: String) {
    self.output = output
    let line = tool + [Self.berth] + words
    var arguments = line.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, output + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var process: pid_t = 0
    guard posix_spawn(&process, line[0], &actions, &attributes, &arguments, &variables) == 0 else {
      fatalError("\(line[0]) cannot be started")
    }
    self.process = process
  }

  /// Waits for its end.
  func outcome() -> Outcome {
    var status: Int32 = 0
    var waited = 0
    var pause: UInt32 = 200
    while waitpid(process, &status, WNOHANG) == 0 {
      if waited > 20_000_000 {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        status = -1
        break
      }
      usleep(pause)
      waited += Int(pause)
      pause = min(pause * 2, 2_000)
    }
    let code = status < 0 ? -1 : status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    defer { for end in [".out", ".err"] { unlink(output + end) } }
    return Outcome(
      status: code, out: String(decoding: Disk.read(output + ".out") ?? [], as: UTF8.self),
      err: String(decoding: Disk.read(output + ".err") ?? [], as: UTF8.self))
  }
}
