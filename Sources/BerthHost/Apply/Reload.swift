import BerthCore
import Glibc

/// Runs an entry's `reload` command, without a shell: nothing in a profile is ever read as code by one.
package struct Reload {
  /// How long it may take, in milliseconds. A server that hangs must not hang the installation.
  package static let limit = 5_000

  package let command: String

  package init(_ command: String) {
    self.command = command
  }

  /// - Parameters:
  ///   - home: what a leading `~/` of a word stands for.
  /// - Returns: what went wrong; nil if nothing did.
  package func run(home: String) -> String? {
    let words = ReloadWords(command, home: home).words
    guard !words.isEmpty else { return nil }
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that the limit ends what the command has started, too.
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    let code = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, environ)
    guard code == 0 else { return String(cString: strerror(code)) }
    return wait(for: process)
  }

  private func wait(for process: pid_t) -> String? {
    var status: Int32 = 0
    var waited = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if waited >= Self.limit {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return "it took longer than \(Self.limit / 1_000) s and was ended"
      }
      usleep(5_000)
      waited += 5
    }
    if status & 0x7f != 0 { return "it was ended by signal \(status & 0x7f)" }
    let exit = (status >> 8) & 0xff
    return exit == 0 ? nil : "it gave exit status \(exit)"
  }
}
