extension Language {
  /// The language of a target whose entry names none: by how it is patched and by its path, as far as that is known.
  package init(of path: HomePath, patch: PatchKind) {
    let relative = path.relative
    let name = path.name
    if patch == .sshConfig || relative == ".ssh/config" || relative.hasPrefix(".ssh/config.d/") {
      self = .sshConfig
    } else if name.hasSuffix("tmux.conf") || name.hasSuffix(".tmux")
      || relative.hasPrefix(".config/tmux/") && name.hasSuffix(".conf")
    {
      self = .tmux
    } else if name.hasSuffix("screenrc") {
      self = .screen
    } else if relative == ".ssh/rc" || Self.shellFiles.contains(name)
      || Self.shellSuffixes.contains(where: name.hasSuffix)
    {
      self = .sh
    } else {
      self = .text
    }
  }

  /// What sh(1), bash(1), zsh(1), ksh(1), mksh(1) and the X session read, and what these are usually made of.
  private static let shellFiles: Set<String> = [
    ".profile", ".shrc", ".shinit", ".bashrc", ".bash_profile", ".bash_login", ".bash_logout",
    ".bash_aliases",
    ".bashrc_agent", ".zshrc", ".zshenv", ".zprofile", ".zlogin", ".zlogout", ".kshrc", ".mkshrc",
    ".xprofile",
    ".xinitrc", ".xsession", ".xsessionrc", ".envrc",
  ]

  private static let shellSuffixes = [".sh", ".bash", ".zsh", ".ksh"]
}

extension HomePath {
  /// What csh and tcsh(1) read at their start. Nothing is quoted for them, but such a file may end early, as others do.
  var isOfCShell: Bool { [".cshrc", ".tcshrc", ".login"].contains(name) }
}
