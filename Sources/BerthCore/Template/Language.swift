/// The language a target is written in: decides how `{{name}}` is quoted.
package enum Language: String, Hashable, Sendable, CaseIterable {
  case sh
  case tmux
  case screen
  case sshConfig = "ssh_config"
}
