import BerthCore
import TestSupport
import Testing

/// What counts as a recipe's line, and what doesn't.
@Suite struct RecipeReaderTests {
  static let reader = RecipeReader(link: HomePath(relative: ".ssh/ssh_auth_sock"), home: "/home/me")

  /// The line numbers of a file's recipes.
  private func lines(_ text: String, in path: String = ".ssh/rc") -> [ClosedRange<Int>] {
    Self.reader.recipes(in: Bytes(text.utf8), of: HomePath(relative: path)).map(\.lines)
  }

  /// Whole texts for a shell's file.
  static let shellShapes = [
    "if [ ! -S ~/.ssh/ssh_auth_sock ] && [ -S \"$SSH_AUTH_SOCK\" ]; then\n    ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\nfi\n",
    "if [ ! -S ~/.ssh/ssh_auth_sock ] && [ -S $SSH_AUTH_SOCK ]\nthen\n  # keep it\n\n  ln -sf \"$SSH_AUTH_SOCK\" \"$HOME/.ssh/ssh_auth_sock\"\nfi\n",
    "if [[ -S \"${SSH_AUTH_SOCK}\" && ! -h \"$SSH_AUTH_SOCK\" ]]; then ln -sfn \"${SSH_AUTH_SOCK}\" ${HOME}/.ssh/ssh_auth_sock; fi\n",
    "if [ -S \"$SSH_AUTH_SOCK\" ]; then ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock; fi # mine\n",
    "if test \"$SSH_AUTH_SOCK\" ; then\n  ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\nfi\n",
    "if test -n \"$SSH_TTY\" -a -S \"$SSH_AUTH_SOCK\"; then\r\n  ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\r\nfi\r\n",
    "if [ -n \"$SSH_TTY\" ]; then if [ -S \"$SSH_AUTH_SOCK\" ]; then ln -s -f $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock; fi; fi",
    "[ -n \"$SSH_AUTH_SOCK\" ] && ln -sf \"$SSH_AUTH_SOCK\" ~/.ssh/ssh_auth_sock\n",
    "[ -n \"$SSH_AUTH_SOCK\" ] &&\n  [ ! -S ~/.ssh/ssh_auth_sock ] &&\n  ln -sf \"$SSH_AUTH_SOCK\" ~/.ssh/ssh_auth_sock >/dev/null 2>&1 || true\n",
    "test \"$SSH_AUTH_SOCK\" && ! test -S ~/.ssh/ssh_auth_sock && ln -sf $SSH_AUTH_SOCK \\\n  ~/.ssh/ssh_auth_sock\n",
    "ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock",
    "ln --symbolic --force $SSH_AUTH_SOCK /home/me/.ssh/ssh_auth_sock;\n",
    "ln -nsf \"$SSH_AUTH_SOCK\" ~/.ssh/ssh_auth_sock.$HOSTNAME 2>/dev/null\n",
    "ln -sf \"$SSH_AUTH_SOCK\" ~/.ssh/\"ssh_auth_sock.$(hostname -s)\"\n",
    "export SSH_AUTH_SOCK=~/.ssh/ssh_auth_sock\n",
    "SSH_AUTH_SOCK=$HOME/.ssh/ssh_auth_sock; export SSH_AUTH_SOCK\n",
    ". ~/.bashrc_agent\n", "source \"$HOME/.bashrc_agent\"\n",
    "[ -f ~/.bashrc_agent ] && . ~/.bashrc_agent\n",
    "if [ -r ~/.bashrc_agent ]; then\n\t. ~/.bashrc_agent\nfi\n",
  ]

  @Test(arguments: shellShapes) func aShapeIsKnown(_ text: String) {
    #expect(lines(text).count == 1)
    #expect(lines("alias a='b'\n" + text).first?.lowerBound == 2)
    // Behind things that a reader of lines would trip over.
    for head in [
      "f() {\n  echo \"it's\" '}'\n}\n", "case $x in\n  a) echo \\) ;;\n  (b|c) : ;;\nesac\n",
      "cat <<'END' >x\nif then fi (\nEND\n", "x=$(echo \"$(date)\") y=(1 2) z=${x:-'}'}\n", "# don't\n",
      "((x = 1 << 2))\n",
      "for i in 1 2; do :; done\n", "[[ $x =~ (a|b) ]] && :\n", "function f {\n  if x; then :; fi\n}\n",
    ] {
      #expect(lines(head + text).count == 1, "\(head)")
    }
  }

  /// Not one of them is touched.
  @Test(arguments: [
    "f() {\n  ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n}\n",
    "f() { ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock; }\n",
    "if a; then\n  if [ -S \"$SSH_AUTH_SOCK\" ]; then\n    ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n  fi\nfi\n",
    "if [ -S \"$SSH_AUTH_SOCK\" ]; then\n  ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n  echo linked\nfi\n",
    "if [ -S \"$SSH_AUTH_SOCK\" ]; then\n  ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\nelse\n  ssh-agent\nfi\n",
    "if [ -S \"$SSH_AUTH_SOCK\" ]; then ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock; fi; echo hello\n",
    "echo hello; ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n",
    "ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock | cat\n",
    "ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock >>~/log\n", "ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock &\n",
    "ln -sf \"$agent\" ~/.ssh/ssh_auth_sock\n", "ln -sf $SSH_AUTH_SOCK /tmp/me_auth_sock\n",
    "ln $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n",
    "for a in 1; do\nln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\ndone\n",
    "case x in x)\nln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n;; esac\n",
    "(\nln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n)\n",
    "{\nln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n}\n",
    "cat <<X\nln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\nX\n",
    "echo '\nln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n'\n",
    "x=\"\n. ~/.bashrc_agent\n\"\n", "# ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n",
    "[ \"$(rm -r x)\" ] && ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n", "export SSH_AUTH_SOCK\n",
    "export SSH_AUTH_SOCK=/run/agent\n", "export SSH_AUTH_SOCK=~/.ssh/ssh_auth_sock FOO=bar\n",
    "if true; then\n&& . ~/.bashrc_agent\nfi\n", "time . ~/.bashrc_agent\n",
    "x && . ~/.bashrc_agent\n", "fi\n. ~/.bashrc_agent\n", "echo \"open\n. ~/.bashrc_agent\n",
    "if true; then\n. ~/.bashrc_agent\n",
    "while read x; do\n. ~/.bashrc_agent\ndone\n", "[ -S \"$SSH_AUTH_SOCK\" ]\n",
    "# >>> berth ~/.ssh/rc >>> 0000000000000000\n. ~/.bashrc_agent\n# <<< berth ~/.ssh/rc <<<\n",
    "# >>> berth ~/.ssh/rc >>> 0000000000000000\n. ~/.bashrc_agent\n",
  ]) func somethingElseIsLeft(_ text: String) { #expect(lines(text) == []) }

  @Test func anAgentForEveryHostCountsInAConfig() {
    let link = "IdentityAgent ~/.ssh/ssh_auth_sock"
    #expect(lines("Host *\n  \(link)\n", in: ".ssh/config") == [2...2])
    #expect(lines("\(link)\nHost a\n", in: ".ssh/config") == [1...1])
    #expect(lines("Match all\nidentityagent=\"%d/.ssh/ssh_auth_sock\"\r\n", in: ".ssh/config") == [2...2])
    for other in [
      "Host a\n  \(link)\n", "Host * !a\n  \(link)\n", "Host *\n  IdentityAgent ~/.1password/agent.sock\n",
      "Match exec true\n  \(link)\n", "# \(link)\n", "Host *\n  IdentityAgent none\n",
    ] { #expect(lines(other, in: ".ssh/config") == []) }
  }

  @Test func theVariableCountsInTmuxAndScreen() {
    for shape in [
      "setenv -g SSH_AUTH_SOCK $HOME/.ssh/ssh_auth_sock",
      "set-environment -g 'SSH_AUTH_SOCK' ~/.ssh/ssh_auth_sock",
      "  set-environment -g \"SSH_AUTH_SOCK\" \"$HOME/.ssh/ssh_auth_sock\" # the link",
      "setenv -g SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\r",
    ] {
      #expect(lines("set -g mouse on\n\(shape)\n", in: ".tmux.conf") == [2...2], "\(shape)")
      #expect(lines("if-shell true {\n\(shape)\n}\n", in: ".tmux.conf") == [])
      #expect(lines("%if 1\n\(shape)\n%endif\n", in: ".tmux.conf") == [])
      #expect(lines("set -g x \\\n\(shape)\n", in: ".tmux.conf") == [])
    }
    #expect(lines("setenv -gu SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n", in: ".tmux.conf") == [])
    #expect(lines("setenv -g SSH_AUTH_SOCK x ; setenv -g A b\n", in: ".tmux.conf") == [])
    #expect(lines("setenv SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock", in: ".screenrc") == [1...1])
    #expect(lines("setenv SSH_AUTH_SOCK $BYOBU_CONFIG_DIR/.ssh-agent\n", in: ".screenrc") == [])
  }

  @Test func whatElseMovesTheLinkIsNamed() {
    func strangers(_ text: String) -> [Int] {
      Self.reader.strangers(in: Bytes(text.utf8), of: HomePath(relative: ".ssh/rc"))
    }
    #expect(strangers("ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n") == [])
    #expect(
      strangers("# ln -sf x ~/.ssh/ssh_auth_sock\n\nf() {\n  ln -sf \"$own\" ~/.ssh/ssh_auth_sock\n}\n") == [
        4
      ])
    #expect(strangers("ln -s a b\n") == [])
  }

  /// The real files with such lines: each file's first recipe.
  @Test(.enabled(if: RecipeCorpus.isThere)) func theRealFilesAreKnown() {
    let known = RecipeCorpus.files.filter { !Self.reader.recipes(in: $0.text, of: $0.path).isEmpty }
    let count = { (kind: String) in known.count { $0.name.hasPrefix(kind) } }
    #expect(count("ssh_rc/") == 14)
    #expect(count("tmux.conf/") == 6)
    #expect(count("screenrc/") == 4)
    // In functions, by a shell's own agent, by a variable: not understood, or nobody's concern.
    let strangers = RecipeCorpus.files.filter { !Self.reader.strangers(in: $0.text, of: $0.path).isEmpty }
      .map(\.name)
    #expect(strangers.contains { $0.contains("gewhiteside__config__dotfiles--bashrc") })
  }
}
