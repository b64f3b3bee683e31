/// A line of a start-up file that gives shells an agent of its own choosing.
package struct AgentExport: Hashable, Sendable {
  /// Who is at work there.
  package enum Kind: String, Hashable, Sendable {
    case keychain
    case gpgAgent = "gpg-agent"
    case gnomeKeyring = "gnome-keyring"
    case sshAgent = "ssh-agent"
    /// A plain assignment of SSH_AUTH_SOCK.
    case assignment = "SSH_AUTH_SOCK"
  }

  /// Counted from 1.
  package let line: Int
  /// Who is at work there.
  package let kind: Kind
  /// Whether the line names the link: then it does no harm to interactive shells.
  package let namesLink: Bool

  /// Where shells and sessions look, relative to the home.
  package static let files = [
    ".bashrc", ".bash_profile", ".bash_login", ".profile", ".bash_aliases", ".zshenv", ".zprofile", ".zshrc",
    ".zlogin", ".config/fish/config.fish", ".cshrc", ".tcshrc", ".login", ".xprofile", ".xsessionrc",
    ".pam_environment",
    ".ssh/environment",
  ].map(HomePath.init(relative:))

  /// The lines of a file that do so, those of Berth's own block left out. Comments count as nothing.
  ///
  /// `linkName`: the link's last component.
  package static func all(in text: Bytes, of path: HomePath, linkName: String) -> [AgentExport] {
    let own = (try? Block.find(path.description, in: text))?.range ?? 0..<0
    var found: [AgentExport] = []
    for line in LineReader(text) where !own.contains(line.whole.lowerBound) {
      let code = text[line.content].trimmed
      guard let first = code.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "!") else { continue }
      let words = String(decoding: code, as: UTF8.self)
      guard let kind = kind(of: words) else { continue }
      found.append(AgentExport(line: line.number, kind: kind, namesLink: words.contains(linkName)))
    }
    return found
  }

  private static func kind(of line: String) -> Kind? {
    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "=") }.map(
      String.init)
    if words.contains("keychain") { return .keychain }
    if words.contains("gpgconf") && line.contains("ssh") || words.contains("gpg-agent") { return .gpgAgent }
    if words.contains("gnome-keyring-daemon") { return .gnomeKeyring }
    // `pgrep ssh-agent` and `pkill ssh-agent` start none; `ssh-agent -k` ends one.
    if words.contains("ssh-agent"),
      !words.contains(where: { ["pgrep", "pkill", "killall", "-k"].contains($0) })
    {
      return .sshAgent
    }
    if words.contains(where: { $0.hasPrefix("SSH_AUTH_SOCK=") }) { return .assignment }
    let sets = words.contains("set") || words.contains("setenv") || words.contains("DEFAULT=")
    if sets, words.contains("SSH_AUTH_SOCK"), !words.contains(where: { ["-e", "--erase"].contains($0) }) {
      return .assignment
    }
    return nil
  }
}
