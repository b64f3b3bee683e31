/// How a person's shell is told of a variable.
package enum ShellDialect: Hashable, Sendable {
  /// sh, bash, zsh, dash, ksh and all others.
  case posix
  case fish
  /// csh and tcsh.
  case csh

  /// That of the shell of a name.
  package init(_ shell: String) {
    switch shell {
    case "fish": self = .fish
    case "csh", "tcsh": self = .csh
    default: self = .posix
    }
  }

  /// The command that exports a variable.
  ///
  /// `word`: its value, as it is typed: `~/.ssh/ssh_auth_sock`.
  package func setting(_ name: String, to word: String) -> String {
    switch self {
    case .posix: "export \(name)=\(word)"
    case .fish: "set -gx \(name) \(word)"
    case .csh: "setenv \(name) \(word)"
    }
  }

  /// What reads a file of commands, as a word before its path.
  package var source: String { self == .posix ? "." : "source" }

  /// The command that takes it away.
  package func unsetting(_ name: String) -> String {
    switch self {
    case .posix: "unset \(name)"
    case .fish: "set -e \(name)"
    case .csh: "unsetenv \(name)"
    }
  }
}
