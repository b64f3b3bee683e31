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
