/// The language a target is written in: decides how `{{name}}` is quoted.
package enum Language: String, Hashable, Sendable, CaseIterable {
  /// The POSIX shell, bash and zsh. Not fish, nor csh.
  case sh
  case tmux
  case screen
  case sshConfig = "ssh_config"
  /// None that is known: a value stands as it is.
  case text

  /// What there is to know of each: the targets that are written in it, by patterns of the path under the home with a
  /// slash before it, and what quotes its values, at the start of a text.
  private var row: (paths: [String], quoter: any Quoter) {
    switch self {
    case .sh: (Self.shellFiles, ShellQuoter())
    case .tmux: (["*tmux.conf", "*.tmux", "/.config/tmux/*.conf"], TmuxQuoter())
    case .screen: (["*screenrc"], ScreenQuoter())
    case .sshConfig: (["/.ssh/config", "/.ssh/config.d/*"], SSHConfigQuoter())
    case .text: ([], TextQuoter())
    }
  }

  /// What sh(1), bash(1), zsh(1), ksh(1), mksh(1) and the X session read, and what these are usually made of.
  private static let shellFiles = [
    "/.ssh/rc", "*.sh", "*.bash", "*.zsh", "*.ksh",
    "*/.profile", "*/.shrc", "*/.shinit", "*/.bashrc", "*/.bash_profile", "*/.bash_login", "*/.bash_logout",
    "*/.bash_aliases", "*/.bashrc_agent", "*/.zshrc", "*/.zshenv", "*/.zprofile", "*/.zlogin", "*/.zlogout",
    "*/.kshrc", "*/.mkshrc", "*/.xprofile", "*/.xinitrc", "*/.xsession", "*/.xsessionrc", "*/.envrc",
  ]

  /// That of a target whose entry names none, as far as its path tells.
  package init(of path: HomePath) {
    let text = Bytes("/\(path.relative)".utf8)
    self =
      Self.patterns.first { parts, _ in
        parts.count == 1
          ? text == parts[0]
          : text.reversed().starts(with: parts[1].reversed()) && text.starts(with: parts[0])
      }?.language ?? .text
  }

  /// Each of all rows' paths, parted at its star. From the last: what lies in ssh's folder is ssh's, whatever it is
  /// called.
  private static let patterns: [(parts: [Bytes], language: Language)] = allCases.reversed().flatMap {
    language in
    language.row.paths.map { path in
      (
        path.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Bytes.init),
        language
      )
    }
  }

  /// A quoter at the start of a text in this language.
  func makeQuoter() -> any Quoter { row.quoter }
}

extension HomePath {
  /// What csh and tcsh(1) read at their start. Nothing is quoted for them, but such a file may end early, as others do.
  var isOfCShell: Bool { [".cshrc", ".tcshrc", ".login"].contains(name) }
}
