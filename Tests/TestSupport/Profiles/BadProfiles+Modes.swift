extension BadProfile {
  /// Wrong patches, places and modes of an entry.
  static let modes: [BadProfile] = [
    BadProfile(
      "an unknown patch",
      entry: "patch: blok",
      ["profile.yaml:5:12: unknown patch 'blok'; did you mean 'block'?"]),
    BadProfile(
      "a patch like nothing known",
      entry: "patch: append",
      ["profile.yaml:5:12: unknown patch 'append'; use one of file, block, ssh-config"]),
    BadProfile(
      "a patch in capitals",
      entry: "patch: Block",
      ["profile.yaml:5:12: unknown patch 'Block'; did you mean 'block'?"]),
    BadProfile(
      "a patch that is a list",
      entry: "patch: [block]",
      ["profile.yaml:5:12: 'patch' must be a text, not a list"]),
    BadProfile(
      "place with a whole file",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
            patch: file
            place: start
        """,
      [
        """
        profile.yaml:6:12: 'place' goes with 'patch: block' only; a file that is Berth's as a whole \
        has no places
        """
      ]),
    BadProfile(
      "place without a patch",
      entry: "place: end",
      ["profile.yaml:5:12: 'place' goes with 'patch: block' only; add 'patch: block', or leave 'place' out"]),
    BadProfile(
      "place start with ssh-config",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
            patch: ssh-config
            place: start
        """,
      [
        """
        profile.yaml:6:12: 'place' does not go with 'patch: ssh-config'; berth puts the block where \
        the first value that ssh finds is the right one
        """
      ]),
    BadProfile(
      "place end with ssh-config",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
            patch: ssh-config
            place: end
        """,
      [
        """
        profile.yaml:6:12: 'place' does not go with 'patch: ssh-config'; berth puts the block where \
        the first value that ssh finds is the right one
        """
      ]),
    BadProfile(
      "an unknown place",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
            patch: block
            place: top
        """,
      ["profile.yaml:6:12: unknown place 'top'; use one of start, end"]),
    BadProfile(
      "a misspelt place",
      lines: """
        version: 1
        files:
          - path: ~/.bashrc
            template: shell/hook
            patch: block
            place: ends
        """,
      ["profile.yaml:6:12: unknown place 'ends'; did you mean 'end'?"]),
    BadProfile(
      "an unquoted mode",
      entry: "mode: 0600",
      ["profile.yaml:5:11: mode must be quoted; write mode: \"0600\""]),
    BadProfile(
      "an unquoted mode of three digits",
      entry: "mode: 755",
      ["profile.yaml:5:11: mode must be quoted; write mode: \"0755\""]),
    BadProfile(
      "an unquoted mode in another style",
      entry: "mode: 0o640",
      ["profile.yaml:5:11: mode must be quoted; write mode: \"0640\""]),
    BadProfile(
      "an unquoted mode that is a name",
      entry: "mode: private",
      ["profile.yaml:5:11: mode must be quoted; write mode: \"0600\""]),
    BadProfile(
      "a mode with an impossible digit",
      entry: "mode: \"0689\"",
      [
        """
        profile.yaml:5:11: mode '0689' is not an octal number of 3 or 4 digits; write it as chmod \
        does: mode: "0600"
        """
      ]),
    BadProfile(
      "a mode of two digits",
      entry: "mode: \"60\"",
      [
        """
        profile.yaml:5:11: mode '60' is not an octal number of 3 or 4 digits; write it as chmod \
        does: mode: "0600"
        """
      ]),
    BadProfile(
      "a mode of five digits",
      entry: "mode: \"00600\"",
      [
        """
        profile.yaml:5:11: mode '00600' is not an octal number of 3 or 4 digits; write it as chmod \
        does: mode: "0600"
        """
      ]),
    BadProfile(
      "a symbolic mode",
      entry: "mode: \"u=rw\"",
      [
        """
        profile.yaml:5:11: mode 'u=rw' is not an octal number of 3 or 4 digits; write it as chmod \
        does: mode: "0600"
        """
      ]),
    BadProfile(
      "an empty mode",
      entry: "mode: \"\"",
      [
        """
        profile.yaml:5:11: mode '' is not an octal number of 3 or 4 digits; write it as chmod does: \
        mode: "0600"
        """
      ]),
    BadProfile(
      "a mode that sets the user",
      entry: "mode: \"4755\"",
      [
        """
        profile.yaml:5:11: mode '4755' sets more than permissions; setuid, setgid and sticky bits \
        are not for dotfiles
        """
      ]),
    BadProfile(
      "a sticky mode",
      entry: "mode: '1777'",
      [
        """
        profile.yaml:5:11: mode '1777' sets more than permissions; setuid, setgid and sticky bits \
        are not for dotfiles
        """
      ]),
    BadProfile(
      "a mode that forbids the owner to write",
      entry: "mode: \"0444\"",
      [
        """
        profile.yaml:5:11: mode '0444' does not let the owner read and write; uninstall could not \
        give the file back; use "0600" or more
        """
      ]),
    BadProfile(
      "a mode that forbids the owner everything",
      entry: "mode: \"000\"",
      [
        """
        profile.yaml:5:11: mode '000' does not let the owner read and write; uninstall could not \
        give the file back; use "0600" or more
        """
      ]),
    BadProfile(
      "a mode that is nothing",
      entry: "mode:",
      ["profile.yaml:5:10: mode must be quoted; write mode: \"0600\""]),
    BadProfile(
      "a mode that is a list",
      entry: "mode: [\"0600\"]",
      ["profile.yaml:5:11: mode must be a quoted number, not a list; write mode: \"0600\""]),
  ]
}
