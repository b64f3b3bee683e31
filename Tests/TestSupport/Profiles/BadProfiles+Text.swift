extension BadProfile {
  /// Bytes that are no text, or not one for a profile.
  static let texts: [BadProfile] = [
    BadProfile(
      "an empty file",
      text: "",
      ["profile.yaml:1:1: the profile is empty; begin with 'version: 1'"]),
    BadProfile(
      "only comments",
      text: "# nothing yet\n",
      ["profile.yaml:1:1: the profile is empty; begin with 'version: 1'"]),
    BadProfile(
      "only a document marker",
      text: "---\n",
      ["profile.yaml:1:1: the profile is empty; begin with 'version: 1'"]),
    BadProfile(
      "only null",
      text: "~\n",
      ["profile.yaml:1:1: the profile is empty; begin with 'version: 1'"]),
    BadProfile(
      "a byte that is not UTF-8",
      bytes: Array("version: 1\ndescription: caf".utf8) + [0xe9, 0x0a],
      ["profile.yaml:2:17: byte 0xE9 is not UTF-8; save the profile as UTF-8"]),
    BadProfile(
      "a UTF-8 sequence cut short at the end",
      bytes: Array("version: 1\ndescription: é".utf8) + [0xe2, 0x82],
      ["profile.yaml:2:15: byte 0xE2 is not UTF-8; save the profile as UTF-8"]),
    BadProfile(
      "an overlong slash",
      bytes: Array("version: 1\ndescription: ~".utf8) + [0xc0, 0xaf, 0x0a],
      ["profile.yaml:2:15: byte 0xC0 is not UTF-8; save the profile as UTF-8"]),
    BadProfile(
      "a surrogate in UTF-8",
      bytes: Array("version: 1\ndescription: ".utf8) + [0xed, 0xa0, 0x80, 0x0a],
      ["profile.yaml:2:14: byte 0xED is not UTF-8; save the profile as UTF-8"]),
    BadProfile(
      "UTF-16 with a byte order mark",
      bytes: [
        0xff, 0xfe, 0x76, 0x00, 0x65, 0x00, 0x72, 0x00, 0x73, 0x00, 0x69, 0x00, 0x6f, 0x00, 0x6e, 0x00, 0x3a,
        0x00, 0x20, 0x00, 0x31, 0x00, 0x0a, 0x00,
      ],
      ["profile.yaml:1:1: the profile is in UTF-16; save it as UTF-8"]),
    BadProfile(
      "UTF-16 without a byte order mark",
      bytes: [
        0x76, 0x00, 0x65, 0x00, 0x72, 0x00, 0x73, 0x00, 0x69, 0x00, 0x6f, 0x00, 0x6e, 0x00, 0x3a, 0x00, 0x20,
        0x00, 0x31, 0x00, 0x0a, 0x00,
      ],
      ["profile.yaml:1:2: the profile is in UTF-16; save it as UTF-8"]),
    BadProfile(
      "a NUL",
      lines: """
        version: 1
        description: a\u{0}b
        """,
      ["profile.yaml:2:15: found the control character U+0000; in double quotes, write it as an escape"]),
    BadProfile(
      "an escape character",
      lines: """
        version: 1
        description: a\u{1b}[2Jb
        """,
      ["profile.yaml:2:15: found the control character U+001B; in double quotes, write it as an escape"]),
    BadProfile(
      "a C1 control character",
      lines: """
        version: 1
        description: naïve \u{9b}2J
        """,
      ["profile.yaml:2:20: found the control character U+009B; in double quotes, write it as an escape"]),
    BadProfile(
      "a line separator",
      lines: """
        version: 1
        description: a\u{2028}b
        """,
      ["profile.yaml:2:15: found the control character U+2028; in double quotes, write it as an escape"]),
    BadProfile(
      "a byte order mark inside",
      lines: """
        version: 1
        description: \u{feff}a
        """,
      ["profile.yaml:2:14: found the control character U+FEFF; in double quotes, write it as an escape"]),
    BadProfile(
      "a lone carriage return",
      text: "version: 1\rfiles: []\r",
      [
        """
        profile.yaml:1:11: found a carriage return that does not end a line; save the profile with \
        LF or CRLF
        """
      ]),
    BadProfile(
      "the column after a byte order mark",
      text: "\u{feff}verzion: 1\n",
      [
        "profile.yaml:1:1: unknown key 'verzion'; did you mean 'version'?",
        """
        profile.yaml:1:1: missing key 'files'; list what to install, or name another profile with \
        'extends'
        """,
      ]),
    BadProfile(
      "the column after letters of several bytes",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
          - {path: ~/.é🙂, tempalte: x, template: y}
        """,
      ["profile.yaml:5:19: unknown key 'tempalte'; did you mean 'template'?"]),
    BadProfile(
      "a problem in a file with CRLF",
      text: "version: 1\r\nfiles: []\r\nleftover: []\r\n",
      ["profile.yaml:3:1: unknown key 'leftover'; did you mean 'leftovers'?"]),
  ]
}
