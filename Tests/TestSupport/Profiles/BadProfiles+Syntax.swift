extension BadProfile {
  /// Texts that are not YAML, because of a sign that means something there.
  static let syntax: [BadProfile] = [
    BadProfile(
      "a tab as indentation",
      text: "version: 1\nfiles:\n\t- path: ~/.bashrc\n",
      ["profile.yaml:3:1: found a tab in the indentation; YAML wants spaces"]),
    BadProfile(
      "a tab in the indentation of a key",
      text: "version: 1\nfiles:\n  - path: ~/.bashrc\n  \ttemplate: shell/hook\n",
      ["profile.yaml:4:3: found a tab in the indentation; YAML wants spaces"]),
    BadProfile(
      "an unquoted colon",
      lines: """
        version: 1
        description: berth: the installer
        files: []
        """,
      ["profile.yaml:2:19: a second ':' in one line; put a value that contains ': ' in quotes"]),
    BadProfile(
      "a key indented like a value",
      lines: """
        version: 1
          files: []
        """,
      ["profile.yaml:2:8: a key cannot be here; indent it like the other keys of its mapping"]),
    BadProfile(
      "a line without a colon",
      lines: """
        version: 1
        files
        extends: base
        """,
      ["profile.yaml:2:1: no ':' after this key; write it as 'key: value'"]),
    BadProfile(
      "a colon without its space",
      lines: """
        version: 1
        extends:base
        files: []
        """,
      ["profile.yaml:2:1: no ':' after this key; write it as 'key: value'"]),
    BadProfile(
      "a double quote that is never closed",
      lines: """
        version: 1
        description: "a steady socket
        files: []
        """,
      ["profile.yaml:2:14: this quote is never closed; add the closing \""]),
    BadProfile(
      "a single quote that is never closed",
      lines: """
        version: 1
        description: 'it''s
        files: []
        """,
      ["profile.yaml:2:14: this quote is never closed; add the closing '"]),
    BadProfile(
      "a quote that ends at the next one",
      lines: """
        version: 1
        files:
          - path: "~/.bashrc
            template: "shell/hook"
        """,
      [
        """
        profile.yaml:3:11: the text quoted from here on ends only in line 4; close the quote where \
        the text ends
        """
      ]),
    BadProfile(
      "a quote before a document marker",
      lines: """
        version: 1
        description: "a
        ---
        """,
      ["profile.yaml:2:14: this quote is never closed; add the closing \""]),
    BadProfile(
      "text after a quoted text",
      lines: """
        version: 1
        description: "a" steady socket
        files: []
        """,
      ["profile.yaml:2:18: unexpected text after a value; put the whole value in quotes"]),
    BadProfile(
      "an unquoted template tag as a value",
      entry: "reload: {{shell}} -n",
      ["profile.yaml:5:13: a value that begins with '{{' needs quotes"]),
    BadProfile(
      "an unquoted template tag alone",
      lines: """
        version: 1
        vars:
          socket: {{home}}
        files: []
        """,
      ["profile.yaml:3:11: a value that begins with '{{' needs quotes"]),
    BadProfile(
      "an unquoted template tag with a section",
      lines: """
        version: 1
        vars:
          socket: {{#home}}x{{/home}}
        files: []
        """,
      ["profile.yaml:3:11: a value that begins with '{{' needs quotes"]),
    BadProfile(
      "an unquoted template tag in a list",
      lines: """
        version: 1
        vars:
          sockets:
            - {{home}}/a
        files: []
        """,
      ["profile.yaml:4:7: a value that begins with '{{' needs quotes"]),
    BadProfile(
      "a value that begins with an at sign",
      lines: """
        version: 1
        description: @host
        """,
      ["profile.yaml:2:14: a value cannot begin with '@'; put it in quotes"]),
    BadProfile(
      "a value that begins with a back quote",
      entry: "reload: `date`",
      ["profile.yaml:5:13: a value cannot begin with '`'; put it in quotes"]),
    BadProfile(
      "a value that begins with a percent sign",
      lines: """
        version: 1
        description: %h
        """,
      ["profile.yaml:2:14: a value cannot begin with '%'; put it in quotes"]),
    BadProfile(
      "a value that begins with a star",
      entry: "when: { hostname: *.example.org }",
      ["profile.yaml:5:23: an alias without a name; put a value that begins with '*' in quotes"]),
    BadProfile(
      "a value that begins with an ampersand",
      lines: """
        version: 1
        description: & more
        """,
      ["profile.yaml:2:14: an anchor without a name; put a value that begins with '&' in quotes"]),
    BadProfile(
      "a value that begins with an exclamation mark",
      lines: """
        version: 1
        description: !{x} wait
        """,
      ["profile.yaml:2:14: tags are not supported; put a value that begins with '!' in quotes"]),
    BadProfile(
      "an unknown escape",
      lines: """
        version: 1
        description: "C:\\dotfiles"
        """,
      [
        """
        profile.yaml:2:17: not an escape that double quotes know; write '\\\\' for a backslash, or \
        use single quotes
        """
      ]),
    BadProfile(
      "an escape cut short",
      lines: """
        version: 1
        description: "\\x1"
        """,
      [
        """
        profile.yaml:2:17: not an escape that double quotes know; write '\\\\' for a backslash, or \
        use single quotes
        """
      ]),
    BadProfile(
      "an escaped surrogate",
      lines: """
        version: 1
        description: "\\uD800"
        """,
      [
        """
        profile.yaml:2:17: not an escape that double quotes know; write '\\\\' for a backslash, or \
        use single quotes
        """
      ]),
  ]
}
