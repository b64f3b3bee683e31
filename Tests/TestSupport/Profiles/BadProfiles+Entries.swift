extension BadProfile {
  /// Wrong entries of `files:`.
  static let entries: [BadProfile] = [
    BadProfile(
      "a misspelt key",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            tempalte: shell/hook
        """,
      ["profile.yaml:4:5: unknown key 'tempalte'; did you mean 'template'?"]),
    BadProfile(
      "an unknown key of an entry",
      entry: "owner: root",
      [
        """
        profile.yaml:5:5: unknown key 'owner'; use one of path, template, patch, place, mode, when, \
        vars, language, reload
        """
      ]),
    BadProfile(
      "a very long unknown key",
      entry: repeated("k", 200) + ": x",
      [
        """
        profile.yaml:5:5: unknown key \
        'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…'; use one of path, template, \
        patch, place, mode, when, vars, language, reload
        """
      ]),
    BadProfile(
      "an entry that is a text",
      lines: """
        version: 1
        files:
          - ~/.bashrc
        """,
      [
        """
        profile.yaml:3:5: an entry of 'files' must be a mapping, not a text; its keys are path, \
        template, patch, place, mode, when, vars, language, reload
        """
      ]),
    BadProfile(
      "an entry that is nothing",
      lines: """
        version: 1
        files:
          -
        """,
      [
        """
        profile.yaml:3:4: an entry of 'files' must be a mapping, not nothing; its keys are path, \
        template, patch, place, mode, when, vars, language, reload
        """
      ]),
    BadProfile(
      "an entry that is a list",
      lines: """
        version: 1
        files:
          - [~/.bashrc, shell/hook]
        """,
      [
        """
        profile.yaml:3:5: an entry of 'files' must be a mapping, not a list; its keys are path, \
        template, patch, place, mode, when, vars, language, reload
        """
      ]),
    BadProfile(
      "an entry without a path",
      lines: """
        version: 1
        files:
          - template: shell/hook
        """,
      ["profile.yaml:3:5: an entry of 'files' is missing its 'path'"]),
    BadProfile(
      "an entry without a template",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
        """,
      ["profile.yaml:3:5: an entry of 'files' is missing its 'template'"]),
    BadProfile(
      "an empty entry",
      lines: """
        version: 1
        files:
          - {}
        """,
      [
        "profile.yaml:3:5: an entry of 'files' is missing its 'path'",
        "profile.yaml:3:5: an entry of 'files' is missing its 'template'",
      ]),
    BadProfile(
      "an empty template",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: ''
        """,
      ["profile.yaml:4:15: 'template' is empty"]),
    BadProfile(
      "a template of spaces",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: '  '
        """,
      ["profile.yaml:4:15: 'template' is empty"]),
    BadProfile(
      "a template that is nothing",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template:
        """,
      ["profile.yaml:4:14: 'template' must be a text, not nothing"]),
    BadProfile(
      "a template that is a mapping",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: { file: x }
        """,
      ["profile.yaml:4:15: 'template' must be a text, not a mapping"]),
    BadProfile(
      "a template of two lines",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: |
              export A=1
              export B=2
        """,
      ["profile.yaml:4:15: 'template' must be one line"]),
    BadProfile(
      "a template with a control character",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: "a\\eb"
        """,
      ["profile.yaml:4:15: 'template' has a control character"]),
  ]
}
