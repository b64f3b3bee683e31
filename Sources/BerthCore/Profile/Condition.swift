/// One test of an entry's `when:`. Plain data: the facts to hold it against are gathered elsewhere.
package indirect enum Condition: Hashable, Sendable {
  /// A command of that name is found in PATH.
  case command(String)
  /// `linux` or `macos`.
  case os(String)
  /// The host's name matches, by `glob(_:matches:)`.
  case hostname(String)
  /// The file, folder or link is there: `~/…` or an absolute path, as the profile has it.
  case exists(String)
  /// The login shell, by the name of its program; or `bash-login`: it is bash, it reads this very target at
  /// login, and never gets from there to `~/.bashrc`.
  case shell(String)
  /// One of them is enough: what `command: [tmux, byobu]` means, and a list of mappings.
  case any([Condition])
  /// None may fail: a mapping in such a list.
  case all([Condition])

  /// Whether it asks for the login shell.
  package var isOfShell: Bool {
    switch self {
    case .shell: true
    case .any(let conditions), .all(let conditions): conditions.contains(where: \.isOfShell)
    default: false
    }
  }

  /// What `os:` may name.
  package static let systems = ["linux", "macos"]
  /// What `shell:` may name.
  package static let shells = ["bash", "zsh", "fish", "dash", "sh", "tcsh", "csh", "ksh", "bash-login"]

  /// Whether a host's name matches a pattern of `hostname:`, as ssh_config(5) has its PATTERNS: `*` stands for any
  /// characters or none, `?` for one. Upper and lower case (of ASCII) are the same, as in host names.
  package static func glob(_ pattern: String, matches name: String) -> Bool {
    let pattern = pattern.unicodeScalars.map(lowercased)
    let name = name.unicodeScalars.map(lowercased)
    var at = 0
    var position = 0
    // The last star seen, and up to where it swallows: going back to it alone is enough, since whatever an
    // earlier star could swallow more, this one can as well.
    var star: (at: Int, position: Int)?
    while position < name.count {
      if at < pattern.count, pattern[at] == "*" {
        star = (at, position)
        at += 1
      } else if at < pattern.count, pattern[at] == "?" || pattern[at] == name[position] {
        at += 1
        position += 1
      } else if let last = star {
        star = (last.at, last.position + 1)
        at = last.at + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == "*" }
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }
}
