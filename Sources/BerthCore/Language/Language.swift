/// The language a target is written in: decides how `{{name}}` is quoted.
package enum Language: String, Hashable, Sendable, CaseIterable {
  /// The POSIX shell, bash and zsh. Not fish, nor csh.
  case sh
  case tmux
  case screen
  case sshConfig = "ssh_config"
  /// None that is known: a value stands as it is.
  case text
}
