extension BadProfile {
  /// Texts that are not YAML, because of where their lines and brackets begin and end.
  static let blocks: [BadProfile] = [
    BadProfile(
      "an open bracket",
      lines: """
        version: 1
        files: []
        leftovers: [~/.a, ~/.b
        """,
      ["profile.yaml:3:12: the list that begins here has no ']'; add it where the last value ends"]),
    BadProfile(
      "an open brace",
      entry: "when: { command: tmux",
      ["profile.yaml:5:11: the mapping that begins here has no '}'; add it where the last value ends"]),
    BadProfile(
      "a bracket closed by a brace",
      lines: """
        version: 1
        files: []
        leftovers: [~/.a}
        """,
      [
        """
        profile.yaml:3:12: the list that begins here has no ']'; line 3 goes on with '}' where ',' \
        or the bracket belongs
        """
      ]),
    BadProfile(
      "a closing bracket alone",
      lines: """
        version: 1
        files: ]
        """,
      ["profile.yaml:2:8: ']' where a value belongs; put a value that begins with it in quotes"]),
    BadProfile(
      "a list in the line of its key",
      lines: """
        version: 1
        files: - path: ~/.bashrc
        """,
      ["profile.yaml:2:8: a list cannot begin here; begin each '- ' on a line of its own"]),
    BadProfile(
      "a key indented less than its neighbours",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
           template: shell/hook
        """,
      [
        """
        profile.yaml:4:4: this line does not fit in with the items of its list; those begin in \
        column 3, from line 3 on
        """
      ]),
    BadProfile(
      "a key indented more than its neighbours",
      lines: """
        version: 1
         files: []
        """,
      ["profile.yaml:2:7: a key cannot be here; indent it like the other keys of its mapping"]),
    BadProfile(
      "an item indented less than its neighbours",
      lines: """
        version: 1
        files: []
        leftovers:
            - ~/.a
          - ~/.b
        """,
      [
        """
        profile.yaml:5:3: this line does not fit in with the keys of its mapping; those begin in \
        column 1, from line 1 on
        """
      ]),
    BadProfile(
      "an item among keys",
      lines: """
        version: 1
        - files
        """,
      [
        """
        profile.yaml:2:1: this line does not fit in with the keys of its mapping; those begin in \
        column 1, from line 1 on
        """
      ]),
    BadProfile(
      "a block text with words on its first line",
      lines: """
        version: 1
        description: | a steady socket
        """,
      [
        """
        profile.yaml:2:14: not a beginning of a text of several lines; write '|' or '>', and the \
        text from the next line on
        """
      ]),
    BadProfile(
      "a block text indented by a tab",
      text: "version: 1\ndescription: |\n\ta steady socket\n",
      ["profile.yaml:3:1: found a tab in the indentation; YAML wants spaces"]),
    BadProfile(
      "text after a root in brackets",
      text: "{version: 1, files: []} and more\n",
      ["profile.yaml:1:25: unexpected text after the end of the profile"]),
    BadProfile(
      "a directive",
      lines: """
        %YAML 3.0
        ---
        version: 1
        """,
      ["profile.yaml:1:1: a line that begins with '%' is a YAML directive; leave it out"]),
    BadProfile(
      "an unknown directive",
      lines: """
        %FOO bar
        ---
        version: 1
        """,
      ["profile.yaml:1:1: a line that begins with '%' is a YAML directive; leave it out"]),
    BadProfile(
      "a tag directive",
      lines: """
        %TAG ! tag:example.org,2000:
        ---
        version: 1
        """,
      ["profile.yaml:1:1: tags are not supported; leave this line out"]),
    BadProfile(
      "a colon glued to a bracket",
      lines: """
        version: 1
        vars: {a:[1]}
        """,
      ["profile.yaml:2:9: a ':' cannot be here; put a space after it, or the whole value in quotes"]),
  ]
}
