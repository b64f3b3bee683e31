extension BadProfile {
  /// Wrong tests of `when:`, variables and reload commands of an entry.
  static let conditions: [BadProfile] = [
    BadProfile(
      "when that is a text",
      entry: "when: tmux",
      [
        """
        profile.yaml:5:11: 'when' must be a mapping, not a text; its keys are command, os, hostname, \
        exists, shell
        """
      ]),
    BadProfile(
      "when that is nothing",
      entry: "when:",
      [
        """
        profile.yaml:5:10: 'when' must be a mapping, not nothing; its keys are command, os, \
        hostname, exists, shell
        """
      ]),
    BadProfile(
      "when that is a list",
      entry: "when: [command]",
      [
        """
        profile.yaml:5:11: 'when' must be a mapping, not a list; its keys are command, os, hostname, \
        exists, shell
        """
      ]),
    BadProfile(
      "an unknown test",
      entry: "when: { commnad: tmux }",
      ["profile.yaml:5:13: unknown key 'commnad'; did you mean 'command'?"]),
    BadProfile(
      "an unknown test like nothing known",
      entry: "when: { user: me }",
      ["profile.yaml:5:13: unknown key 'user'; use one of command, os, hostname, exists, shell"]),
    BadProfile(
      "a test twice",
      entry: "when: { os: linux, os: macos }",
      ["profile.yaml:5:24: duplicate key 'os'; the first is in line 5"]),
    BadProfile(
      "an empty command",
      entry: "when: { command: \"\" }",
      ["profile.yaml:5:22: 'command' is empty"]),
    BadProfile(
      "a command that is a path",
      entry: "when: { command: /usr/bin/tmux }",
      ["profile.yaml:5:22: command '/usr/bin/tmux' is a path; use 'exists', or the command's name alone"]),
    BadProfile(
      "a command with arguments",
      entry: "when: { command: tmux -V }",
      [
        """
        profile.yaml:5:22: command 'tmux -V' is more than a name; give the command's name alone; \
        write several as a list
        """
      ]),
    BadProfile(
      "an empty list of commands",
      entry: "when: { command: [] }",
      ["profile.yaml:5:22: 'command' has nothing to test"]),
    BadProfile(
      "a list in a list of commands",
      entry: "when: { command: [[tmux]] }",
      ["profile.yaml:5:23: 'command' must be a text, not a list"]),
    BadProfile(
      "an unknown system",
      entry: "when: { os: linus }",
      ["profile.yaml:5:17: unknown os 'linus'; did you mean 'linux'?"]),
    BadProfile(
      "a system by another name",
      entry: "when: { os: Darwin }",
      ["profile.yaml:5:17: unknown os 'Darwin'; use one of linux, macos"]),
    BadProfile(
      "an unknown shell",
      entry: "when: { shell: [bash, bsh] }",
      ["profile.yaml:5:27: unknown shell 'bsh'; did you mean 'bash'?"]),
    BadProfile(
      "a shell by its path",
      entry: "when: { shell: /bin/bash }",
      [
        """
        profile.yaml:5:20: unknown shell '/bin/bash'; use one of bash, zsh, fish, dash, sh, tcsh, \
        csh, ksh, bash-login
        """
      ]),
    BadProfile(
      "a host pattern with brackets",
      entry: "when: { hostname: \"web[1-3]\" }",
      ["profile.yaml:5:23: hostname 'web[1-3]' has '['; patterns know '*' and '?'; write several as a list"]),
    BadProfile(
      "a host pattern with a comma",
      entry: "when: { hostname: \"a,b\" }",
      ["profile.yaml:5:23: hostname 'a,b' has ','; patterns know '*' and '?'; write several as a list"]),
    BadProfile(
      "an existing path that is relative",
      entry: "when: { exists: .tmux.conf }",
      ["profile.yaml:5:21: exists '.tmux.conf' does not say where it begins; write '~/…' or '/…'"]),
    BadProfile(
      "an existing path that is nothing",
      entry: "when: { exists: ~ }",
      ["profile.yaml:5:21: 'exists' must be a text, not nothing"]),
    BadProfile(
      "an existing path with a variable",
      entry: "when: { exists: $HOME/.tmux }",
      ["profile.yaml:5:21: exists '$HOME/.tmux' does not say where it begins; write '~/…' or '/…'"]),
    BadProfile(
      "variables of an entry that are a text",
      entry: "vars: limit",
      ["profile.yaml:5:11: 'vars' must be a mapping, not a text; write 'vars: {}' for none"]),
    BadProfile(
      "a variable of an entry with a dot",
      entry: "vars: { a.b: 1 }",
      [
        """
        profile.yaml:5:13: no template can name the variable 'a.b'; use letters, digits, '_' and \
        '-', and begin with a letter or '_'
        """
      ]),
    BadProfile(
      "a language that is none",
      entry: "language: ssh-config",
      ["profile.yaml:5:15: unknown language 'ssh-config'; did you mean 'ssh_config'?"]),
    BadProfile(
      "a language that nothing is quoted for",
      entry: "language: fish",
      ["profile.yaml:5:15: unknown language 'fish'; use one of sh, tmux, screen, ssh_config, text"]),
    BadProfile(
      "an empty reload",
      entry: "reload: ''",
      ["profile.yaml:5:13: 'reload' is empty"]),
    BadProfile(
      "a reload that is nothing",
      entry: "reload:",
      ["profile.yaml:5:12: 'reload' must be a text, not nothing"]),
    BadProfile(
      "a reload of two lines",
      entry: "reload: \"a\\nb\"",
      ["profile.yaml:5:13: 'reload' must be one line"]),
    BadProfile(
      "a reload that is a list",
      entry: "reload: [tmux, source-file]",
      ["profile.yaml:5:13: 'reload' must be a text, not a list"]),
    BadProfile(
      "a reload without its command",
      entry: "reload: { label: tell tmux }",
      ["profile.yaml:5:13: 'reload' is missing its 'command'; write reload: { label: …, command: … }"]),
    BadProfile(
      "a reload with a command and a template",
      entry: "reload: { command: tmux, template: tmux }",
      ["profile.yaml:5:40: 'reload' has both a 'command' and a 'template'; leave one of them out"]),
    BadProfile(
      "a reload with an unknown key",
      entry: "reload: { lable: tell tmux, command: tmux }",
      ["profile.yaml:5:15: unknown key 'lable'; did you mean 'label'?"]),
    BadProfile(
      "a reload whose command has no words",
      entry: "reload: { command: [] }",
      ["profile.yaml:5:24: 'command' has no words"]),
    BadProfile(
      "a reload whose words are not all texts",
      entry: "reload: { label: \"a\\nb\", command: [tmux, [a], \"\\e\", ~] }",
      [
        "profile.yaml:5:22: 'label' must be one line",
        "profile.yaml:5:46: a word of 'command' must be a text, not a list",
        "profile.yaml:5:51: a word of 'command' has a control character",
        "profile.yaml:5:57: a word of 'command' must be a text, not nothing",
      ]),
    BadProfile(
      "a reload with a control character",
      entry: "reload: \"a\\x07\"",
      ["profile.yaml:5:13: 'reload' has a control character"]),
  ]
}
