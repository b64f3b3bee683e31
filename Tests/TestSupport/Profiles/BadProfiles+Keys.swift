extension BadProfile {
  /// Wrong keys and values at the top of a profile.
  static let keys: [BadProfile] = [
    BadProfile(
      "a list instead of a profile",
      text: "- path: ~/.bashrc\n",
      [
        """
        profile.yaml:1:1: the profile must be a mapping, not a list; its keys are version, \
        description, extends, vars, files, leftovers
        """
      ]),
    BadProfile(
      "a text instead of a profile",
      text: "base\n",
      [
        """
        profile.yaml:1:1: the profile must be a mapping, not a text; its keys are version, \
        description, extends, vars, files, leftovers
        """
      ]),
    BadProfile(
      "no version",
      text: "files: []\n",
      ["profile.yaml:1:1: missing key 'version'; begin with 'version: 1'"]),
    BadProfile(
      "a version of later",
      lines: """
        version: 2
        foo: bar
        files: 7
        """,
      ["profile.yaml:1:10: version '2' is made for a newer berth; this one reads 'version: 1'"]),
    BadProfile(
      "a version with a fraction",
      lines: """
        version: 1.0
        files: []
        """,
      ["profile.yaml:1:10: unknown version '1.0'; write 'version: 1'"]),
    BadProfile(
      "a quoted version",
      lines: """
        version: "1"
        files: []
        """,
      ["profile.yaml:1:10: 'version' must be a number; write it without quotes: version: 1"]),
    BadProfile(
      "an empty version",
      lines: """
        version:
        files: []
        """,
      ["profile.yaml:1:9: 'version' must be a number, not nothing; write 'version: 1'"]),
    BadProfile(
      "a version that is a list",
      lines: """
        version: [1]
        files: []
        """,
      ["profile.yaml:1:10: 'version' must be a number, not a list; write 'version: 1'"]),
    BadProfile(
      "version zero",
      lines: """
        version: 0
        files: []
        """,
      ["profile.yaml:1:10: unknown version '0'; write 'version: 1'"]),
    BadProfile(
      "nothing to install",
      text: "version: 1\n",
      [
        """
        profile.yaml:1:1: missing key 'files'; list what to install, or name another profile with \
        'extends'
        """
      ]),
    BadProfile(
      "leftovers alone",
      lines: """
        version: 1
        leftovers: [~/.a]
        """,
      [
        """
        profile.yaml:1:1: missing key 'files'; list what to install, or name another profile with \
        'extends'
        """
      ]),
    BadProfile(
      "a misspelt top key",
      lines: """
        version: 1
        fiels: []
        extends: base
        """,
      ["profile.yaml:2:1: unknown key 'fiels'; did you mean 'files'?"]),
    BadProfile(
      "an unknown top key",
      lines: """
        version: 1
        files: []
        packages: [tmux]
        """,
      [
        """
        profile.yaml:3:1: unknown key 'packages'; use one of version, description, extends, vars, \
        files, leftovers
        """
      ]),
    BadProfile(
      "a key of an entry at the top",
      lines: """
        version: 1
        path: ~/.bashrc
        template: shell/hook
        """,
      [
        """
        profile.yaml:1:1: missing key 'files'; list what to install, or name another profile with \
        'extends'
        """,
        """
        profile.yaml:2:1: unknown key 'path'; use one of version, description, extends, vars, files, \
        leftovers
        """,
        """
        profile.yaml:3:1: unknown key 'template'; use one of version, description, extends, vars, \
        files, leftovers
        """,
      ]),
    BadProfile(
      "files that are nothing",
      lines: """
        version: 1
        files:
        """,
      ["profile.yaml:2:7: 'files' must be a list, not nothing; write 'files: []' for none"]),
    BadProfile(
      "files that are a mapping",
      lines: """
        version: 1
        files:
          path: ~/.bashrc
          template: shell/hook
        """,
      ["profile.yaml:3:3: 'files' must be a list, not a mapping; begin each item with '- '"]),
    BadProfile(
      "files that are a text",
      lines: """
        version: 1
        files: all
        """,
      ["profile.yaml:2:8: 'files' must be a list, not a text; begin each item with '- '"]),
    BadProfile(
      "an empty extends",
      lines: """
        version: 1
        extends: ""
        """,
      ["profile.yaml:2:10: 'extends' is empty"]),
    BadProfile(
      "an extends that is nothing",
      lines: """
        version: 1
        extends:
        """,
      ["profile.yaml:2:9: 'extends' must be a text, not nothing"]),
    BadProfile(
      "an extends that is a mapping",
      lines: """
        version: 1
        extends: { name: base }
        """,
      ["profile.yaml:2:10: 'extends' must be a text, not a mapping"]),
    BadProfile(
      "an extends that is an empty list",
      lines: """
        version: 1
        extends: []
        files: []
        """,
      ["profile.yaml:2:10: 'extends' names no profile; leave it out"]),
    BadProfile(
      "an extends of things that are no names",
      lines: """
        version: 1
        extends: [base, [tmux], ""]
        files: []
        """,
      [
        "profile.yaml:2:17: 'extends' must be a text, not a list",
        "profile.yaml:2:25: 'extends' is empty",
      ]),
    BadProfile(
      "an extends of two lines",
      lines: """
        version: 1
        extends: "base\\ntmux"
        """,
      ["profile.yaml:2:10: 'extends' must be one line"]),
    BadProfile(
      "a description that is a mapping",
      lines: """
        version: 1
        description: { en: x }
        files: []
        """,
      ["profile.yaml:2:14: 'description' must be a text, not a mapping"]),
    BadProfile(
      "a description with an escape sequence",
      lines: """
        version: 1
        description: "\\e[31mred"
        files: []
        """,
      ["profile.yaml:2:14: 'description' has a control character"]),
  ]
}
