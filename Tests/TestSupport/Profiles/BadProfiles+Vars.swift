extension BadProfile {
  /// Wrong variables and leftovers.
  static let variables: [BadProfile] = [
    BadProfile(
      "vars that are a list",
      lines: """
        version: 1
        vars:
          - socket: x
        files: []
        """,
      ["profile.yaml:3:3: 'vars' must be a mapping, not a list; write 'vars: {}' for none"]),
    BadProfile(
      "vars that are nothing",
      lines: """
        version: 1
        vars:
        files: []
        """,
      ["profile.yaml:2:6: 'vars' must be a mapping, not nothing; write 'vars: {}' for none"]),
    BadProfile(
      "defaults that are none of what they are declared to be",
      lines: """
        version: 1
        vars:
          a: { default: abc, type: integer }
          b: { default: 61, min: 1, max: 60 }
          c: { default: "no", type: boolean }
          d: { default: newset, choices: [sticky, newest] }
          e: { default: x/y, type: path }
          f: { default: [1], type: text }
          g: { default: ~, type: integer, min: 1 }
          h: { default: /x/, type: path }
        files: []
        """,
      [
        "profile.yaml:3:17: 'a' is a whole number, not 'abc'",
        "profile.yaml:4:17: 'b' is a whole number from 1 to 60, not '61'",
        "profile.yaml:5:17: 'c' is true or false, not 'no'; did you mean 'false'?",
        "profile.yaml:6:17: 'd' is one of sticky, newest, not 'newset'; did you mean 'newest'?",
        "profile.yaml:7:17: 'e' is a path, not 'x/y'; write '~/…' or '/…'",
        "profile.yaml:8:17: 'f' is a text, not a list",
        "profile.yaml:9:17: 'g' is a whole number of 1 or more, not nothing",
        "profile.yaml:10:17: 'h' is no good: path '/x/' names a folder; name a file in it",
      ]),
    BadProfile(
      "declarations that say nothing",
      lines: """
        version: 1
        vars:
          a: { defualt: 1, type: integer }
          b: { type: integer }
          c: { default: x, type: number, colour: red }
          d: { default: x, min: 1, max: 2 }
          e: { default: 1, min: 3, max: 2 }
          f: { default: 1, min: "1", max: low }
          g: { default: x, choices: [] }
          h: { default: 1, choices: [one, [2], 1] }
          i: { default: true, choices: [true] }
          j: { default: x, choices: x }
        files: []
        """,
      [
        "profile.yaml:3:8: unknown key 'defualt'; did you mean 'default'?",
        "profile.yaml:4:6: variable 'b' is missing its 'default'",
        "profile.yaml:5:26: unknown type 'number'; use one of text, integer, boolean, path",
        """
        profile.yaml:5:34: unknown key 'colour'; use one of default, type, min, max, choices, \
        description
        """,
        "profile.yaml:6:25: 'min' goes with 'type: integer' only",
        "profile.yaml:6:33: 'max' goes with 'type: integer' only",
        "profile.yaml:7:33: 'max' is less than 'min'",
        "profile.yaml:8:25: 'min' must be a whole number, not a text",
        "profile.yaml:8:35: 'max' must be a whole number, not a text",
        "profile.yaml:9:29: 'choices' has none; leave it out",
        "profile.yaml:10:30: a choice is a whole number, not 'one'",
        "profile.yaml:10:35: a choice must be a text, not a list",
        "profile.yaml:11:32: 'choices' goes with a text, an integer or a path only",
        "profile.yaml:12:29: 'choices' must be a list, not a text; write [one, other]",
      ]),
    BadProfile(
      "variables of entries that are none of what the profile's are",
      lines: """
        version: 1
        vars: { limit: 2, loud: false, name: x, any: }
        files:
          - path: ~/.a
            template: t
            vars: { limit: two, loud: off, name: 7, any: 7 }
          - path: ~/.b
            template: t
            vars: { loud: [], name: {} , own: 007 }
        """,
      [
        "profile.yaml:6:20: 'limit' is a whole number, not 'two'",
        "profile.yaml:6:31: 'loud' is true or false, not 'off'; did you mean 'false'?",
        "profile.yaml:9:19: 'loud' is true or false, not a list",
        "profile.yaml:9:29: 'name' is a text, not a map",
      ]),
    BadProfile(
      "a variable with a dot",
      lines: """
        version: 1
        vars: { ssh.socket: x }
        files: []
        """,
      [
        """
        profile.yaml:2:9: no template can name the variable 'ssh.socket'; use letters, digits, '_' \
        and '-', and begin with a letter or '_'
        """
      ]),
    BadProfile(
      "a variable that begins with a digit",
      lines: """
        version: 1
        vars: { 2nd: x }
        files: []
        """,
      [
        """
        profile.yaml:2:9: no template can name the variable '2nd'; use letters, digits, '_' and '-', \
        and begin with a letter or '_'
        """
      ]),
    BadProfile(
      "a variable with a letter beyond ASCII",
      lines: """
        version: 1
        vars: { größe: x }
        files: []
        """,
      [
        """
        profile.yaml:2:9: no template can name the variable 'größe'; use letters, digits, '_' and \
        '-', and begin with a letter or '_'
        """
      ]),
    BadProfile(
      "a nested variable with a space",
      lines: """
        version: 1
        vars: { ssh: { the socket: x } }
        files: []
        """,
      [
        """
        profile.yaml:2:16: no template can name the variable 'the socket'; use letters, digits, '_' \
        and '-', and begin with a letter or '_'
        """
      ]),
    BadProfile(
      "a variable with a line end in its name",
      lines: """
        version: 1
        vars: { "a\\nb": x }
        files: []
        """,
      [
        """
        profile.yaml:2:9: no template can name the variable 'a\\nb'; use letters, digits, '_' and \
        '-', and begin with a letter or '_'
        """
      ]),
    BadProfile(
      "a NUL in a value",
      lines: """
        version: 1
        vars: { a: "b\\0c" }
        files: []
        """,
      ["profile.yaml:2:12: the value has a NUL character, which no dotfile can hold"]),
    BadProfile(
      "leftovers that are a text",
      lines: """
        version: 1
        files: []
        leftovers: ~/.ssh/ssh_auth_sock
        """,
      ["profile.yaml:3:12: 'leftovers' must be a list, not a text; begin each item with '- '"]),
    BadProfile(
      "a leftover that is nothing",
      lines: """
        version: 1
        files: []
        leftovers:
          -
        """,
      ["profile.yaml:4:4: a leftover must be a text, not nothing"]),
    BadProfile(
      "a leftover outside the home",
      lines: """
        version: 1
        files: []
        leftovers: [/tmp/sock]
        """,
      ["profile.yaml:3:13: path '/tmp/sock' is not under the home"]),
    BadProfile(
      "a leftover twice",
      lines: """
        version: 1
        files: []
        leftovers:
          - ~/.ssh/sock
          - ~/.ssh//sock
        """,
      ["profile.yaml:5:5: a second leftover '~/.ssh/sock'; the first is in line 4"]),
  ]
}
