extension BadProfile {
  /// Paths that are none of a file under the home, or are there twice.
  static let paths: [BadProfile] = [
    BadProfile(
      "a relative path",
      path: ".bashrc",
      ["profile.yaml:3:11: path '.bashrc' does not say where it begins; write '~/…' for a file in the home"]),
    BadProfile(
      "a path with a variable",
      path: "$HOME/.bashrc",
      [
        """
        profile.yaml:3:11: path '$HOME/.bashrc' has a variable, which nobody expands here; write \
        '~/…' for a file in the home
        """
      ]),
    BadProfile(
      "a path in another user's home",
      path: "~root/.bashrc",
      [
        """
        profile.yaml:3:11: path '~root/.bashrc' is in another user's home; write '~/…' for a file in \
        your own
        """
      ]),
    BadProfile(
      "an absolute path elsewhere",
      path: "/etc/passwd",
      ["profile.yaml:3:11: path '/etc/passwd' is not under the home"]),
    BadProfile(
      "a path beside the home with the same beginning",
      path: "/home/meadow/.bashrc",
      ["profile.yaml:3:11: path '/home/meadow/.bashrc' is not under the home"]),
    BadProfile(
      "a path that leaves the home",
      path: "~/../other/.bashrc",
      ["profile.yaml:3:11: path '~/../other/.bashrc' leaves the home through '..'"]),
    BadProfile(
      "a path that leaves the home deep inside",
      path: "~/a/b/../../../other/.bashrc",
      ["profile.yaml:3:11: path '~/a/b/../../../other/.bashrc' leaves the home through '..'"]),
    BadProfile(
      "an absolute path that leaves the home",
      path: "/home/me/../other/.bashrc",
      ["profile.yaml:3:11: path '/home/me/../other/.bashrc' leaves the home through '..'"]),
    BadProfile(
      "a path that leaves before a combining character",
      path: "\"~/../\\u0301x\"",
      ["profile.yaml:3:11: path '~/../\u{301}x' leaves the home through '..'"]),
    BadProfile(
      "the home itself",
      path: "~/",
      ["profile.yaml:3:11: path '~/' is the home itself; name a file in it"]),
    BadProfile(
      "the home itself, the long way",
      path: "/home/me/.ssh/..",
      ["profile.yaml:3:11: path '/home/me/.ssh/..' is the home itself; name a file in it"]),
    BadProfile(
      "a bare tilde",
      path: "~",
      ["profile.yaml:3:11: 'path' must be a text, not nothing"]),
    BadProfile(
      "a quoted tilde",
      path: "\"~\"",
      ["profile.yaml:3:11: path '~' is the home itself; name a file in it"]),
    BadProfile(
      "a folder",
      path: "~/.ssh/",
      ["profile.yaml:3:11: path '~/.ssh/' names a folder; name a file in it"]),
    BadProfile(
      "a folder by its dot",
      path: "~/.ssh/.",
      ["profile.yaml:3:11: path '~/.ssh/.' names a folder; name a file in it"]),
    BadProfile(
      "an empty path",
      path: "\"\"",
      ["profile.yaml:3:11: 'path' is empty"]),
    BadProfile(
      "a path with a line end",
      path: "\"~/.bash\\nrc\"",
      ["profile.yaml:3:11: path '~/.bash\\nrc' has a control character"]),
    BadProfile(
      "a path with a name too long",
      path: "~/" + repeated("x", 256),
      [
        """
        profile.yaml:3:11: path '~/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is \
        longer than a file's name can be
        """
      ]),
    BadProfile(
      "a path that is a list",
      path: "[~/.bashrc]",
      ["profile.yaml:3:11: 'path' must be a text, not a list"]),
    BadProfile(
      "a path twice",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
          - path: ~/.profile
            template: t
          - path: ~/.bashrc
            template: t
        """,
      ["profile.yaml:7:11: a second entry for '~/.bashrc'; the first is in line 3"]),
    BadProfile(
      "a path twice, with a dot",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
          - path: ~/./.bashrc
            template: t
        """,
      ["profile.yaml:5:11: a second entry for '~/.bashrc'; the first is in line 3"]),
    BadProfile(
      "a path twice, with two slashes",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
          - path: ~//.bashrc
            template: t
        """,
      ["profile.yaml:5:11: a second entry for '~/.bashrc'; the first is in line 3"]),
    BadProfile(
      "a path twice, through a folder and back",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
          - path: ~/x/../.bashrc
            template: t
        """,
      ["profile.yaml:5:11: a second entry for '~/.bashrc'; the first is in line 3"]),
    BadProfile(
      "a path twice, once absolute",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
          - path: /home/me/.bashrc
            template: t
        """,
      ["profile.yaml:5:11: a second entry for '~/.bashrc'; the first is in line 3"]),
    BadProfile(
      "a path twice, once absolute with two slashes",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
          - path: //home/./me//.bashrc
            template: t
        """,
      ["profile.yaml:5:11: a second entry for '~/.bashrc'; the first is in line 3"]),
    BadProfile(
      "a path three times",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
          - path: ~/.bashrc
            template: t
          - path: ~/.bashrc
            template: t
        """,
      [
        "profile.yaml:5:11: a second entry for '~/.bashrc'; the first is in line 3",
        "profile.yaml:7:11: a second entry for '~/.bashrc'; the first is in line 3",
      ]),
    BadProfile(
      "an entry twice through an alias",
      lines: """
        version: 1
        files:
          - &hook
            path: ~/.bashrc
            template: shell/hook
          - *hook
        """,
      ["profile.yaml:6:5: a second entry for '~/.bashrc'; the first is in line 4"]),
    BadProfile(
      "a path inside another file",
      lines: """
        version: 1
        files:
          - path: ~/.ssh/rc
            template: t
          - path: ~/.ssh
            template: t
          - path: ~/.ssh-x
            template: t
        """,
      ["profile.yaml:5:11: '~/.ssh' cannot be both a file and a folder; the other entry is in line 3"]),
    BadProfile(
      "everything at once",
      lines: """
        version: 1
        descripton: many problems
        vars:
          a.b: 1
        files:
          - path: .bashrc
            tempalte: shell/hook
            mode: 0600
          - path: ~/.ssh/rc
            template: ssh/rc
            patch: blok
            place: strat
            when: { os: windows, shell: bash-logn }
          - path: ~/.ssh/rc
            template: ssh/rc
            patch: file
            place: start
            reload: ''
        leftovers:
          - ~/../x
        """,
      [
        "profile.yaml:2:1: unknown key 'descripton'; did you mean 'description'?",
        """
        profile.yaml:4:3: no template can name the variable 'a.b'; use letters, digits, '_' and '-', \
        and begin with a letter or '_'
        """,
        """
        profile.yaml:6:11: path '.bashrc' does not say where it begins; write '~/…' for a file in \
        the home
        """,
        "profile.yaml:7:5: unknown key 'tempalte'; did you mean 'template'?",
        "profile.yaml:8:11: mode must be quoted; write mode: \"0600\"",
        "profile.yaml:11:12: unknown patch 'blok'; did you mean 'block'?",
        "profile.yaml:12:12: unknown place 'strat'; did you mean 'start'?",
        "profile.yaml:13:17: unknown os 'windows'; use one of linux, macos",
        "profile.yaml:13:33: unknown shell 'bash-logn'; did you mean 'bash-login'?",
        "profile.yaml:14:11: a second entry for '~/.ssh/rc'; the first is in line 9",
        """
        profile.yaml:17:12: 'place' goes with 'patch: block' only; a file that is Berth's as a whole \
        has no places
        """,
        "profile.yaml:18:13: 'reload' is empty",
        "profile.yaml:20:5: path '~/../x' leaves the home through '..'",
      ]),
  ]
}
