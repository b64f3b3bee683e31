import BerthCore
import Testing

/// Each place where a shell reads a quoted word once more, tried in the real shells.
@Suite struct QuotingEvaluationTests {
  /// A text for the real shells, with `@` where the quoted value stands.
  static let places = [
    "eval @", "eval >&2 @", "f() { eval @; }; f", "command eval @", "X=1 eval @", "trap @ EXIT",
    "shopt -s expand_aliases; alias x=@\nx", "compgen -W @", "compgen -C @ foo",
    "mapfile -C @ -c 1 </etc/passwd",
    "emulate sh -c @", "sh -c @", "exec sh -ec @", "let @", "shift @", "(return @)", "(exit @)", "break @",
    "ulimit -n @", "repeat @ echo", "unset @", "unset -v @", "read @ </dev/null", "read -t @ x </dev/null",
    "getopts ab @", "set -A @ x", "vared @", "printf -v @ x", "printf %d @", "printf '%*s' @ x", "export @",
    "setopt promptsubst; print -P @", "zstyle -e a b @; zstyle -s a b c", "typeset @", "readonly @",
    "declare -i v=@", "typeset -i v=@", "f() { local -i v=@; }; f", "export -i v=@", "readonly -i v=@",
    "declare -a v=@", "declare -A v=@", "f() { local -a v=@; }; f", "declare -a v; declare v=@",
    "declare -i v; v=@", "integer v=@", "float v=@", "declare -n v=@; echo \"$v\"",
    "nameref v=@; echo \"$v\"",
    "RANDOM=@", "SECONDS=@", "OPTIND=@", "HISTSIZE=@", "COLUMNS=@", "TMOUT=@", "LINES=@", "UID=@",
    "PS4=@; set -x; :", "ENV=@ dash -i -c :", "BASH_ENV=@ bash -c :", "functions[x]=@; x",
    "[[ @ -eq 1 ]]", "[[ 1 -ne @ ]]", "[[ @ -lt 1 ]]", "[[ @ -le 1 ]]", "[[ @ -gt 1 ]]", "[[ @ -ge 1 ]]",
    "[[ -n 1 && ( @ -eq 1 ) ]]", "[ @ -eq 1 ]", "test 1 -lt @", "[[ -v @ ]]", "[ -v @ ]", "test -v @",
    "[[ -t @ ]]",
    "a[@]=1", "a=([@]=1)", "echo $[ @ ]", "echo \"$[ \"@\" ]\"", "echo $(( @ ))", "(( @ ))", "echo hi >&@",
    "echo *(e:@:)", "echo *(@)", "case x in x) eval @;; esac", "x=$(eval @)", "if :; then eval @; fi",
  ]

  /// What a person writes, and no shell reads twice.
  static let harmless = [
    "test -n @", "[ @ = x ]", "[[ @ == @ ]]", "[[ -f @ && x == @ ]]", "printf '%s\\n' @", "export X=@",
    "a=(@ @)", "f() { local x=@; }; f", "echo @ >&2", "echo x >@", "sh -c 'echo \"$1\"' x @",
    "for x in @; do :; done",
    "cat <<<@", "echo *[@]", "set -- @", "echo eval @", "eval :; echo @", "eval : & echo @", "x=@",
    ": ${x:=@}",
    "{ echo @; }; ( echo @ )",
  ]

  private static let values = [
    "a[$(touch pwned)]", "$(touch pwned)", "touch pwned", "e:touch pwned:", "($(touch pwned))",
    "a[$(touch pwned)]=1",
  ]

  private static let shells = ["dash", "bash", "zsh -f", "ksh", "mksh"]

  private func accepts(_ place: String, _ value: String) -> Bool {
    guard let template = try? Template(parsing: Bytes(place.replacing("@", with: "{{v}}").utf8), name: "t")
    else { return false }
    return (try? template.render(.map(["v": .string(value)]), partials: [:], for: .sh)) != nil
  }

  /// Which values run there in which shell, when they are quoted all the same.
  private func runs(_ place: String) -> [String] {
    let sandbox = QuotingSandbox()
    return Self.values.flatMap { value in
      sandbox.write(("a=1\n" + place.replacing("@", with: "'\(value)'") + "\n").utf8, to: "script")
      return Self.shells.filter { QuotingSandbox.has(String($0.prefix { $0 != " " })) }.filter { shell in
        sandbox.run(["sh", "-c", "rm -f pwned; timeout 5 \(shell) script </dev/null >/dev/null 2>&1; :"])
        return sandbox.isPwned
      }.map { _ in value }
    }
  }

  @Test(arguments: places) func isRefusedWhereAShellRunsIt(place: String) {
    let run = runs(place)
    #expect(!run.isEmpty || !QuotingSandbox.has("bash", "zsh", "mksh"))
    #expect(run.filter { accepts(place, $0) } == [])
    #expect(!accepts(place, Self.values[0]))
  }

  @Test(arguments: harmless) func isTakenWhereNoneDoes(place: String) {
    #expect(runs(place) == [])
    #expect(Self.values.filter { !accepts(place, $0) } == [])
  }
}
