/// How ssh_config(5)'s keywords read their arguments: in which of them `%`, `${…}` and `~` mean something.
///
/// From the manual of OpenSSH 9.2 ("TOKENS", "ENVIRONMENT VARIABLES"), tried with `ssh -G`, and from the
/// release notes since. Keywords are in lower case.
enum SSHConfigKeyword {
  /// Those that take the rest of their line as it is, for the user's shell to run.
  static let commands: Set<String> = ["proxycommand", "localcommand", "remotecommand"]
  /// Takes the rest of its line, too, but ssh itself splits it into words and expands these.
  static let knownHostsCommand = "knownhostscommand"
  /// Takes the rest of its line without any quoting.
  static let proxyJump = "proxyjump"

  /// Whether it may have an empty word: in a command, which is not ssh's to read.
  static func takesEmpty(_ keyword: String) -> Bool {
    commands.contains(keyword) || keyword == knownHostsCommand
  }

  /// `%%` is a `%`.
  static let expandingTokens: Set<String> = [
    "certificatefile", "controlpath", "forwardagent", "hostname", "identityagent", "identityfile",
    "knownhostscommand", "localcommand", "localforward", "proxycommand", "remotecommand", "remoteforward",
    "userknownhostsfile",
  ]

  /// `${NAME}` is expanded, and there is no escape.
  static let expandingEnvironment: Set<String> = [
    "certificatefile", "controlpath", "forwardagent", "identityagent", "identityfile", "knownhostscommand",
    "localforward", "remoteforward", "userknownhostsfile",
  ]

  /// Expand in releases after 9.2, and not in those before.
  static let expandingLately: Set<String> = ["include", "proxyjump", "revokedhostkeys", "setenv", "user"]

  /// A leading `$` makes the argument the name of a variable.
  static let namingVariable: Set<String> = ["forwardagent", "identityagent"]

  /// A leading `~name` is that user's home.
  static let expandingTilde: Set<String> = [
    "certificatefile", "controlpath", "forwardagent", "identityagent", "identityfile", "include",
    "revokedhostkeys", "userknownhostsfile",
  ]
}
