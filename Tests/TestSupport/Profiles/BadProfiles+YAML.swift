extension BadProfile {
  /// YAML that a profile has no use for, and YAML without measure.
  static let documents: [BadProfile] = [
    BadProfile(
      "two documents",
      lines: """
        version: 1
        files: []
        ---
        version: 1
        """,
      ["profile.yaml:3:1: a second document begins here; a profile is one document"]),
    BadProfile(
      "two documents, and what is wrong in the first",
      lines: """
        version: 1
        file: []
        files: []
        ...
        ---
        version: 1
        """,
      [
        "profile.yaml:2:1: unknown key 'file'; did you mean 'files'?",
        "profile.yaml:5:1: a second document begins here; a profile is one document",
      ]),
    BadProfile(
      "a tag on a text",
      lines: """
        version: !!str 1
        files: []
        """,
      ["profile.yaml:1:10: tags are not supported: '!!str'; leave it out"]),
    BadProfile(
      "a tag that would run something",
      lines: """
        version: 1
        files: !!python/object/apply:os.system ["id"]
        """,
      [
        "profile.yaml:2:8: tags are not supported: '!!python/object/apply:os.system'; leave it out",
        """
        profile.yaml:2:41: an entry of 'files' must be a mapping, not a text; its keys are path, \
        template, patch, place, mode, when, vars, language, reload
        """,
      ]),
    BadProfile(
      "a tag of one's own",
      lines: """
        version: 1
        vars:
          a: !secret x
        files: []
        """,
      ["profile.yaml:3:6: tags are not supported: '!secret'; leave it out"]),
    BadProfile(
      "a merge key",
      lines: """
        version: 1
        files:
          - &hook
            path: ~/.bashrc
            template: shell/hook
          - <<: *hook
            path: ~/.zshrc
        """,
      [
        "profile.yaml:6:5: merge keys are not supported; write the keys out",
        "profile.yaml:6:5: an entry of 'files' is missing its 'template'",
      ]),
    BadProfile(
      "a list as a key",
      lines: """
        version: 1
        vars:
          [a, b]: c
        files: []
        """,
      ["profile.yaml:3:3: a list cannot be a key; put a value that begins with '[' in quotes"]),
    BadProfile(
      "a mapping as a key",
      lines: """
        version: 1
        vars:
          ? {a: b}
          : c
        files: []
        """,
      ["profile.yaml:3:5: a mapping cannot be a key"]),
    BadProfile(
      "no key before a colon",
      lines: """
        version: 1
        : base
        files: []
        """,
      ["profile.yaml:2:1: a key is missing before ':'"]),
    BadProfile(
      "an alias without an anchor",
      lines: """
        version: 1
        vars: *shared
        files: []
        """,
      ["profile.yaml:2:7: no anchor '&shared' before this alias"]),
    BadProfile(
      "an alias before its anchor",
      lines: """
        version: 1
        vars: { a: *b, b: &b c }
        files: []
        """,
      ["profile.yaml:2:12: no anchor '&b' before this alias"]),
    BadProfile(
      "an alias inside its own anchor",
      lines: """
        version: 1
        vars: &v { a: *v }
        files: []
        """,
      ["profile.yaml:2:15: the alias '*v' stands inside its own anchor"]),
    BadProfile(
      "aliases that blow up",
      text: "version: 1\nvars:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + (1...8).map { "  a\($0): &a\($0) [" + repeated("*a\($0 - 1),", 10) + "]\n" }.joined(),
      ["profile.yaml:8:24: the profile has more than 500000 values, aliases counted in full"]),
    BadProfile(
      "aliases that make it deep",
      text: "version: 1\nvars:\n  a: &a " + repeated("[", 20) + repeated("]", 20)
        + "\n  b: " + repeated("[", 20) + "*a" + repeated("]", 20) + "\nfiles: []\n",
      ["profile.yaml:4:26: lists and mappings lie more than 32 deep in each other"]),
    BadProfile(
      "brackets nested too deeply",
      text: "version: 1\nvars: " + repeated("[", 100_000),
      ["profile.yaml:2:38: lists and mappings lie more than 32 deep in each other"]),
    BadProfile(
      "lists nested too deeply",
      text: "version: 1\nvars:\n  a:\n    " + repeated("- ", 50) + "x\n",
      ["profile.yaml:4:65: lists and mappings lie more than 32 deep in each other"]),
    BadProfile(
      "a duplicate key",
      lines: """
        version: 1
        files: []
        vars: { a: 1 }
        version: 1
        vars: { b: 1 }
        """,
      [
        "profile.yaml:4:1: duplicate key 'version'; the first is in line 1",
        "profile.yaml:5:1: duplicate key 'vars'; the first is in line 3",
      ]),
    BadProfile(
      "a duplicate key, spelt in another way",
      lines: """
        version: 1
        files: []
        "version": 1
        """,
      ["profile.yaml:3:1: duplicate key 'version'; the first is in line 1"]),
    BadProfile(
      "a duplicate key of an entry",
      entry: "template: shell/rc",
      ["profile.yaml:5:5: duplicate key 'template'; the first is in line 4"]),
    BadProfile(
      "a duplicate variable",
      lines: """
        version: 1
        vars:
          socket: a
          socket: b
        files: []
        """,
      ["profile.yaml:4:3: duplicate key 'socket'; the first is in line 3"]),
  ]
}
