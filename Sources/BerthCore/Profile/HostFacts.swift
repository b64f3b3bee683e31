/// What the host says of itself: all that the conditions of a profile can ask.
package struct HostFacts: Hashable, Sendable {
  /// The home, as `$HOME` or the passwd entry has it.
  package var home: String
  /// `linux`, `macos`.
  package var os: String
  /// As gethostname(2) gives it.
  package var hostname: String
  /// The name of the login shell: `bash`, `zsh`.
  package var shell: String
  /// Those of the commands asked for that are on the `PATH`.
  package var commands: Set<String> = []
  /// Those of the paths asked for that exist, as the profile wrote them.
  package var existing: Set<String> = []
  /// The file that bash reads at login, if it never gets from there to `~/.bashrc`.
  package var lonelyLoginFile: HomePath?
  /// Where a paramiko lies that can't read a `Match exec`: without the package invoke, which it runs commands by, it
  /// raises for every host. As messages show it.
  package var paramikoWithoutInvoke: String?
  /// Where the login shell looks for a start-up file, by the path that is usual for it; those that differ.
  package var startupFiles: [HomePath: StartupPlace] = [:]

  package init(home: String, os: String, hostname: String, shell: String) {
    self.home = home
    self.os = os
    self.hostname = hostname
    self.shell = shell
  }

  /// Where a shell looks for a start-up file.
  package enum StartupPlace: Hashable, Sendable {
    case at(HomePath)
    /// A file decides, and what it says can't be told.
    case unknown(because: HomePath)
  }

  /// Where an entry goes. One that is for a shell goes where that shell reads it.
  package func path(of entry: FileEntry) -> HomePath {
    guard entry.when.contains(where: \.isOfShell), case .at(let path)? = startupFiles[entry.path] else {
      return entry.path
    }
    return path
  }

  /// Whether a condition holds for an entry.
  package func holds(_ condition: Condition, for path: HomePath) -> Bool {
    switch condition {
    case .command(let name): commands.contains(name)
    case .os(let name): os == name
    case .hostname(let pattern): Condition.glob(pattern, matches: hostname)
    case .exists(let path): existing.contains(path)
    case .shell("bash-login"): shell == "bash" && path == lonelyLoginFile
    case .shell(let name): shell == name
    case .any(let conditions): conditions.contains { holds($0, for: path) }
    case .all(let conditions): conditions.allSatisfy { holds($0, for: path) }
    }
  }
}
