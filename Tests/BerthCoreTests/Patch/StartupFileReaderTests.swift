import BerthCore
import Testing

@Suite struct StartupFileReaderTests {
  @Test(arguments: [
    "case $- in\n    *i*) ;;\n      *) return;;\nesac\n",
    "[ -z \"$PS1\" ] && return\n",
    "[[ $- != *i* ]] && return\n",
    "[[ $- == *i* ]] || return\n",
    "if [ -z \"$PS1\" ]; then\n  return\nfi\n",
    "[[ -o interactive ]] || return\n",
    "f() {\n  return 1\n}\n",
    "f ()\n{\n  exit 1\n}\n",
    "function g {\n  exec ls\n}\n",
    "exec 3>&1\nexec 2>/dev/null\nexec {fd}<file\nexec\n",
    "trap 'exit 1' INT\nalias q='exit'\nalias r=\"exec bash\"\n",
    "# exec zsh\n",
    "cat <<EOF\nexec zsh\nEOF\n",
    "cat <<-'X'\n\texit\n\tX\n",
    "echo return\nexport RETURN=exit\n",
    "f() { return 1; }\n",
  ])
  func readsOn(text: String) {
    #expect(StartupFileReader(Bytes(text.utf8)).firstEnd == nil)
  }

  @Test(arguments: [
    ("exec zsh\n", 1, "exec"),
    ("a\nif [ -x /usr/bin/fish ]; then exec fish; fi\n", 2, "exec"),
    ("[ -z \"$TMUX\" ] && exec tmux\n", 1, "exec"),
    ("[ -n \"$SKIP\" ] && return\n", 1, "return"),
    ("test -f x || exit\n", 1, "exit"),
    ("case $TERM in\n  dumb) return ;;\nesac\n", 2, "return"),
    ("f() {\n  return 1\n}\nexec zsh\n", 4, "exec"),
    ("cat <<EOF\nx\nEOF\nexec zsh\n", 4, "exec"),
    ("command exec zsh\n", 1, "exec"),
  ])
  func seesTheEnd(text: String, line: Int, command: String) {
    let end = StartupFileReader(Bytes(text.utf8)).firstEnd
    #expect(end?.line == line)
    #expect(end?.command == command)
  }
}
