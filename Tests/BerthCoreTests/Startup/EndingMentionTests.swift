import BerthCore
import TestSupport
import Testing

/// What is passed over without the grammar is nothing that the grammar would have stopped at: with a command at the end
/// that needs the grammar, that is the first end still.
@Suite struct EndingMentionTests {
  private static let words = ["exec", "return", "exit", "logout", "tmux", "screen"]
  private static let around = [
    ("", ""), (" ", ""), ("echo ", ""), ("  echo a ", ""), ("# ", ""), ("# so you ", ""), ("#", ""),
    ("a; ", ""), ("a && ", ""),
    ("a || echo ", ""), ("if a; then ", "; fi"), ("if a; then b; else ", "; fi"),
    ("for a in b; do ", "; done"), ("X=1 ", ""),
    ("x=", ""), ("command ", ""), ("command -v ", ""), ("builtin ", ""), ("\\", ""), ("alias q=", ""),
    ("alias q='", "'"),
    ("alias q=\"", "\""), ("export A=b ", ""), ("/usr/bin/", ""), ("./", ""), ("a | ", ""), ("a & ", ""),
    ("> x ", ""), (">x ", ""),
    ("2>&1 ", ""), (">& x ", ""), ("< x a ", ""), ("! ", ""), ("{ ", "; }"), ("( ", " )"), ("f() { ", "; }"),
    ("case x in a) ", " ;; esac"), ("$a ", ""), ("${a} ", ""), ("$(a) ", ""), ("\"\" ", ""), ("''", ""),
    ("time ", ""),
    ("eval ", ""), ("é ", ""), ("a\\\n# b ", ""), ("a && \\\n", ""), ("a_", ""), ("a-", ""), ("a.", ""),
    ("3 ", ""), ("'a\nb' ", ""),
    ("echo 'a\n", "'"), ("cat <<E\n", "\nE"), (": ", ""), ("[ -n x ] && ", ""), ("[[ a ]] || ", ""),
    ("echo a 'b\nc' d ", ""),
    ("echo 'a\nb'; ", ""), ("echo 'a\n# b'; ", ""), ("echo \"a\n# b\" ; ", ""), ("cat <<E\n# ", "\nE"),
  ]
  private static let after = ["", "", " 1", " a", "_a", "2", "-x", ".sh", " bash"]

  @Test func theGrammarAgrees() {
    var random = SeededGenerator(seed: 7)
    var passed = 0
    for _ in 0..<20_000 {
      let (before, closing) = Self.around.randomElement(using: &random) ?? ("", "")
      var line = before + (Self.words.randomElement(using: &random) ?? "")
      line += (Self.after.randomElement(using: &random) ?? "") + closing
      for shell in [Shell.bash, .zsh] {
        let text = "a\n\(line)\n"
        guard StartupFileReader(Bytes(text.utf8), shell: shell).firstEnd == nil else { continue }
        passed += 1
        let end = StartupFileReader(Bytes("\(text)exec zsh\n".utf8), shell: shell).firstEnd
        let last = text.split(separator: "\n", omittingEmptySubsequences: false).count
        guard end?.line != last else { continue }
        Issue.record("\(shell): \(line): \(String(describing: end))")
      }
    }
    #expect(passed > 5_000)
  }

  @Test(arguments: [
    "# an example: return to it when you exit", "export x; return_value=1; exec_me # ex return",
    "echo return; alias x=\"exec bash\"",
    "export TERM=screen-256color",
  ])
  func linesThatOnlyMentionThemTakeNoGrammar(_ line: String) {
    // An odd number of quotes, in which the grammar would be lost.
    let text = String(repeating: line + "\n", count: 10) + "echo \"\n"
    #expect(StartupFileReader(Bytes(text.utf8)).firstEnd == nil)
  }
}
