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
    "[ -z \"$PS1\" ] && return || :\n",
    "[[ $- =~ i ]] || { echo no; return; }\n",
    "[ -n \"${PS1:-}\" ] || exit 0\n",
    "case $- in (*i*) a ;; (*) return ;; esac\n",
    "case $- in\n*i*)\n  if x; then\n    a\n  fi\n  ;;\n*)\n  echo many\n  echo many\n  echo lines\n  return\n  ;;\nesac\n",
    "if [[ $- != *i* ]]; then\n  a\n  b\n  c\n  d\n  e\n  return\nfi\n",
    "[ \"${-#*i}\" = \"$-\" ] && return\n",
    "(exit 1)\na=$(exit 2)\necho a | while read -r x; do exit; done | cat\n",
    "a=(return exit)\n",
    "cat <<A <<B\nexec\nA\nexit\nB\n",
    "[ -n \"$BASH_VERSION\" ] || return\n",
    "a=\"$(b \"; exit #\")\"\n",
    "echo a_exit xexit exits exit.sh -exit\n",
  ])
  func readsOn(text: String) {
    #expect(StartupFileReader(Bytes(text.utf8)).firstEnd == nil)
  }

  @Test(arguments: [
    "tmux ls\ntmux new-session -d -s x\nalias tm='tmux attach'\nscreen -ls\nscreen -dmS x\ntmux source ~/.tmux.conf\n",
    "() {\n  return\n}\n",
    "() {\n  local a=$1\n  [[ -n $a ]] || return\n} x\n",
    "f() { [[ -n $1 ]] && return }\n",
    "if [[ ! -o interactive ]] { return }\n",
    "function { return }\n",
    "for f (a b) { source $f }\nls *(N) ${(f)x} ${a:#b}\n# return\n",
  ])
  func readsOnInZsh(text: String) {
    #expect(StartupFileReader(Bytes(text.utf8), shell: .zsh).firstEnd == nil)
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
    ("[[ $- != *i* ]] && return\nif [ -n \"$TMUX\" ]; then return; fi\n", 2, "return"),
    ("[[ $- == *i* ]] && return\n", 1, "return"),
    ("case $- in *i*) exec fish;; esac\n", 1, "exec"),
    ("start() {\n  exec tmux\n}\n[ -t 0 ] && start\n", 4, "start"),
    ("while true; do\n  return\ndone\n", 2, "return"),
    ("if a; then\n  b\nelif c; then return\nfi\n", 3, "return"),
    ("x=1; [ -n \"$SKIP\" ] && return\n", 1, "return"),
    ("cat <<EOF; return\nEOF\n", 1, "return"),
    ("if [[ -z $TMUX ]]; then\n  tmux attach -t main || tmux new -s main\nfi\n", 2, "tmux"),
    ("screen -xRR\n", 1, "screen"),
    ("\"unclosed\nreturn\n", 2, "return"),
    ("if a; then\n  b\n# no end of that\nreturn\n", 4, "return"),
  ])
  func seesTheEnd(text: String, line: Int, command: String) {
    let end = StartupFileReader(Bytes(text.utf8)).firstEnd
    #expect(end?.line == line)
    #expect(end?.command == command)
  }

  /// The start of the outermost command's line, and of the comment above it.
  @Test(arguments: [
    ("exec zsh\n", ""),
    ("a\nif b; then\n  c\n  return\nfi\n", "a\n"),
    ("a\n\n# In tmux\n# no more\n[ -n \"$TMUX\" ] && return\n", "a\n\n"),
    ("#!/bin/bash\nexec zsh\n", "#!/bin/bash\n"),
    ("# <<< them <<<\nexec zsh\n", "# <<< them <<<\n"),
    ("a\nb &&\n  return\n", "a\n"),
    ("a \\\n  || return\n", ""),
    ("a\ncat <<E || return\nx\nE\n", "a\n"),
    ("a\nif b; then\n # no end\nreturn\n", "a\n"),
  ])
  func saysWhereABlockIsReadForCertain(text: String, before: String) {
    #expect(StartupFileReader(Bytes(text.utf8)).firstEnd?.place == before.utf8.count)
  }

  /// Whatever is cut off: no crash, and a place at which a line begins.
  @Test(arguments: [Shell.bash, .zsh]) func anyPartOfAFileIsRead(shell: Shell) {
    let text = Bytes(
      """
      # a comment
      case $- in (*i*) ;; a|b) return;& *) exec "x" ;; esac >f 2>&1
      if [[ $- != *i* && -n "${PS1:-}" ]] || [ ! -t 0 -o -z "$x" ]; then { return; } elif f; then :; else exit; fi
      for ((i=0; i<3; i++)) do echo ${a[$i]} $(case x in y) ;; esac) `exit`; done | while read -r; do exit; done &
      f() { local a=(1 2) b=$'it\\'s' ; exec ls <<-E ; }
      \tE
      () { f "$@" } x; function g { tmux a } always { bye }
      : ${ZDOTDIR:=$HOME/${X:-y}} \\
        && export A="~/$B" ; [[ a =~ ^(b|c)$ ]] && . ~/.bashrc
      """.utf8)
    for start in text.indices {
      for part in [Bytes(text[start...]), Bytes(text[..<start])] {
        let reader = StartupFileReader(part, shell: shell)
        if let place = reader.firstEnd?.place { #expect(place == 0 || part[place - 1] == 0x0a) }
        _ = reader.sources(home: "/home/u", present: [])
        _ = reader.value(of: "ZDOTDIR", variables: ["HOME": "/home/u"])
      }
    }
  }

  /// What would take hours, if any step were as long as what has been read before it.
  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      String(repeating: "$(", count: 50_000) + String(repeating: "`", count: 100_000),
      String(repeating: "${a-", count: 30_000) + String(repeating: "''", count: 60_000),
      "cat " + String(repeating: "<<A ", count: 30_000) + "\n" + String(repeating: "A\n", count: 30_000),
      "cat <<" + String(repeating: "A", count: 200_000) + "\n",
      "[ " + String(repeating: "a -o ", count: 40_000) + "a ] || b\n",
      "\"\n# " + String(repeating: "exit ", count: 40_000),
      "\"" + String(repeating: "xexit ", count: 40_000),
      String(repeating: "f() { exit; }; a=b\n", count: 10_000),
      "A=" + String(repeating: "${a:-", count: 30_000) + String(repeating: "}", count: 30_000) + "\n. ~/x\n",
      String(repeating: "( ", count: 100_000),
    ]) func longTextsAreReadInOneGo(text: String)
  {
    for shell in [Shell.bash, .zsh] {
      let reader = StartupFileReader(Bytes((text + "exit\n").utf8), shell: shell)
      _ = reader.firstEnd
      _ = reader.sources(home: "/home/u", present: [])
      _ = reader.value(of: "A", variables: [:])
    }
  }

  @Test func deepNestingIsNoHarm() {
    let text = String(repeating: "{ ", count: 100_000) + "return"
    #expect(StartupFileReader(Bytes(text.utf8)).firstEnd?.place == 0)
  }
}
