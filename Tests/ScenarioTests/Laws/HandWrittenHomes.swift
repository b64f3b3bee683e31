/// A few homes, each with one thing in it that has to be thought of: they need no corpus.
enum HandWrittenHomes {
  /// All of them.
  static var all: [HomeBlueprint] {
    var homes = texts.map { name, path, text in home(name, [(path, Text(text))]) }
    homes.append(home("an empty home", []))
    homes.append(home("not a letter in any file", targets.map { ($0, []) }))
    homes.append(
      home(
        "bytes that are no UTF-8", [(".bashrc", [0x23, 0xff, 0xfe, 0x0a]), (".ssh/config", [0x23, 0xe9])]))
    homes.append(
      home(
        "a byte order mark alone", [(".bashrc", [0xef, 0xbb, 0xbf]), (".tmux.conf", [0xef, 0xbb, 0xbf])]))
    homes += linked + modes + refused
    for index in homes.indices { homes[index].seed = UInt64(index) &* 7_919 &+ 11 }
    return homes
  }

  private static let targets = [".ssh/rc", ".ssh/config", ".tmux.conf", ".screenrc", ".bashrc", ".profile"]

  private static let texts: [(String, String, String)] = [
    ("no last newline", ".bashrc", "alias ll='ls -l'"),
    ("a first line alone, without newline", ".ssh/rc", "#!/bin/sh"),
    (
      "a first line, then the user's own", ".ssh/rc",
      "#!/bin/sh\nread proto cookie\necho \"$proto\" >/dev/null\n"
    ),
    ("carriage returns", ".screenrc", "startup_message off\r\ndefscrollback 5000\r\n"),
    ("carriage returns, the last missing", ".ssh/config", "Host a\r\n  User b\r\nHost *\r\n  Port 22"),
    ("a backslash at the end", ".tmux.conf", "set -g status on\nset -g mouse on \\\n"),
    ("a backslash at the end, without newline", ".screenrc", "vbell off\n# and on \\"),
    ("two backslashes at the end", ".bashrc", "PS1='\\\\'\n# \\\\"),
    ("a return for shells nobody sits at", ".bashrc", "case $- in *i*) ;; *) return ;; esac\nset -o vi\n"),
    ("an exec at the end", ".bashrc", "export EDITOR=vi\nif command -v fish; then\n  exec fish\nfi\n"),
    ("options before any section", ".ssh/config", "ServerAliveInterval 30\nHost a b\n  User c\n"),
    ("options alone", ".ssh/config", "ServerAliveInterval=30\nCompression yes"),
    ("a Match at the end", ".ssh/config", "Host *.lan\n\tUser me\nMatch host x.lan user root\n\tPort 2200\n"),
    (
      "a Match that asks a program", ".ssh/config",
      "Match exec \"test -e /nonexistent\"\n  User e\nHost z\n  Port 9\n"
    ),
    ("a Match for the final pass", ".ssh/config", "Host q\n  HostName q.lan\nMatch final\n  User last\n"),
    (
      "an own agent for one host", ".ssh/config",
      "Host work\n  IdentityAgent ~/.work.sock\nHost *\n  User me\n"
    ),
    ("an own agent for all hosts", ".ssh/config", "Host a\n  User b\nHost *\n  IdentityAgent none\n"),
    (
      "the last with an own agent", ".ssh/config",
      "Host a\n  User b\n\n# work\nHost own.agent.example\n  IdentityAgent ~/.own.sock\n"
    ),
    (
      "an own agent behind a program", ".ssh/config",
      "Host a\n  User b\nMatch host own.agent.example exec \"true\"\n  IdentityAgent ~/.own.sock\n"
    ),
    (
      "a broken header", ".ssh/config",
      "Host a\n  User b\nMatch hots own.agent.example\n  IdentityAgent ~/.own.sock\n"
    ),
    ("an Include at the end", ".ssh/config", "Host a\n  User b\nHost *\n  Port 22\nInclude nowhere/*.conf\n"),
    (
      "comments before the last section", ".ssh/config",
      "Host a\n  #Port 1\n\n# b\n# is last\nHost b\n\tUser c\n"
    ),
    ("quoted names and odd spelling", ".ssh/config", "hOST=\"q r\" s\n   uSER   \"x\"\n"),
    ("a function and a here-document", ".bashrc", "f() {\n  return 1\n}\ncat <<END >/dev/null\nexit\nEND\n"),
    ("the same line twice at the end", ".tmux.conf", "set -g mouse on\nset -g mouse on"),
  ]

  private static func home(_ name: String, _ files: [(String, Text)]) -> HomeBlueprint {
    var home = HomeBlueprint(name: "'\(name)'")
    home.pieces = files.map { .init(path: $0, content: .text($1), mode: 0o640) }
    return home
  }

  /// Symlinks of every kind.
  private static var linked: [HomeBlueprint] {
    [HomeBlueprint.Link.relative, .absolute, .chain].map { link in
      var home = home("symlinks, \(link)", targets.map { ($0, Text("# mine\n")) })
      for index in home.pieces.indices { home.pieces[index].link = link }
      home.linksSSHFolder = link != .absolute
      return home
    }
  }

  /// Modes, owners, second names.
  private static var modes: [HomeBlueprint] {
    var home = home("modes and owners", targets.map { ($0, Text("# mine")) })
    for (index, mode) in [0o400, 0o600, 0o664, 0o755, 0o444, 0o4755].enumerated() {
      home.pieces[index].mode = UInt32(mode)
    }
    home.pieces[2].owner = (1_234, 2_345)
    home.pieces[3].hasHardLink = true
    home.sshMode = 0o755
    var zsh = self.home(
      "zsh", [(".zshrc", Text("setopt prompt_subst")), (".zprofile", Text("path+=(~/bin)\n"))])
    zsh.shell = "/bin/zsh"
    return [home, zsh]
  }

  /// What the plan has to refuse.
  private static var refused: [HomeBlueprint] {
    HomeBlueprint.Hazard.allCases.map { hazard in
      var home = home("refused: \(hazard)", [(".screenrc", Text("vbell off\n"))])
      let path = hazard == .preexisting ? ".bashrc_agent" : ".ssh/config"
      home.pieces.append(.init(path: path, content: .hazard(hazard)))
      return home
    }
  }
}
