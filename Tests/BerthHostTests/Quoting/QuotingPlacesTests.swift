import BerthCore
import Glibc
import TestSupport
import Testing

/// Templates thrown together at random, with tags in places where no person would put one: whatever is not
/// refused must not run its value in the real programs.
@Suite struct QuotingPlacesTests {
  /// Runs a file of its own name in as many ways of breaking out as there are.
  private static let values = [
    "$(touch pwned)", "`touch pwned`", "x'$(touch pwned)", "x\"$(touch pwned)", "\\$(touch pwned)",
    "';touch pwned;'",
    "\";touch pwned;\"", ";touch pwned;", "a[$(touch pwned)]", "}$(touch pwned)", ")$(touch pwned)",
    "x\n$(touch pwned)\n",
    "'$(touch pwned)\\", "#(touch pwned)", "'; run-shell 'touch pwned' ; '", "; run-shell 'touch pwned' ;",
    "x\nrun-shell 'touch pwned'\n", "} ; run-shell 'touch pwned' ; {", "\"; run-shell 'touch pwned' ;\"",
    "\\",
    "; run-shell \"touch pwned\" ;", ";run touch\\ pwned;", "} run-shell \"touch pwned\" ",
    "; run-shell \"touch pwned\" ; set -g @q ", "x;", "touch pwned", "' \"", "a' b\" c", "%h",
  ]

  private static let shellPieces = [
    "'", "\"", "\\", "$", "`", "$(", ")", "(", "${y:-", "${y#", "${y%", "${y", "}", "{", "$((", "))", "#",
    " ", " ", "\n",
    "<<E\n", "<<-'E'\n", "\nE\n", "<<<", "<", ";", "&", "|", "echo ", "x=", ": ", "y", "1", "$'", "{{v}}",
    "{{v}}", "{{v}}",
    "{{w}}", "\\\n", "[[ ", " ]]", "case y in y) ", ";; esac", "f() { ", "; }\n",
  ]

  private static let shellStarts = ["", "", "echo ", "x=", ": \"", ": '", "cat <<E\n", ": $((", "case y in "]

  private static let tmuxPieces = [
    "'", "\"", "\\", "$", "${HOME}", "~", "#", "#{", "}", "{", " ", " ", "\n", ";", " \\; ", "\\\n", "x",
    "{{v}}", "{{w}}",
    "-F ", "\nset -g @x ", "\n%endif\n",
  ]

  private static let tmuxStarts = [
    "set -g @x ", "set -g @x '", "set -g @x \"", "setenv -g A ", "setenv -g A a", "setenv -gF A ", "B=",
    "B='",
    "bind x set -g @y ", "bind x set -g @y a \\; ", "if -F 1 { set -g @z ", "display-message -p ", "%if ",
    "# ", "",
    "set -gF @x ", "set -g @x a ; ",
  ]

  private static let sshPieces = [
    "'", "\"", "\\", "$", " ", " ", "$(", ")", "`", "x", "=", "%%", "${y:-", "}", "#", ";", "~", "\n",
    "{{v}}", "{{w}}",
    "\" exec \"",
  ]

  private static let sshStarts = [
    "ProxyCommand ", "ProxyCommand echo ", "ProxyCommand echo '", "ProxyCommand=echo \"",
    "\"ProxyCommand\" : ",
    "ProxyCommand", "Match exec \"", "Match exec \"true ", "Match exec \": '", "Match exec ", "Match !exec ",
    "Match user x,", "KnownHostsCommand ", "IdentityAgent ", "IdentityAgent \"", "Host *\nProxyCommand echo ",
    "# ",
  ]

  /// That many files `case0`, `case1` and so on, each a template that was not refused.
  private func writeCases(
    _ count: Int, startingWith starts: [String], of pieces: [String], for language: Language,
    into sandbox: QuotingSandbox
  ) throws {
    var generator = SeededGenerator(seed: Self.seed)
    var number = 0
    while number < count {
      let noise = (0..<2).map { _ in
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? ""
        }
      }
      let start = starts.randomElement(using: &generator) ?? ""
      let text = start + noise[0].joined() + "{{v}}" + noise[1].joined() + "\n"
      // Three braces would be a raw tag, which runs what it likes.
      guard !text.contains("{{{") else { continue }
      let context = Value.map([
        "v": .string(Self.values.randomElement(using: &generator) ?? ""),
        "w": .string(Self.values.randomElement(using: &generator) ?? ""),
      ])
      guard let template = try? Template(parsing: Bytes(text.utf8), name: "t"),
        let bytes = try? template.render(context, partials: [:], for: language)
      else { continue }
      sandbox.write(bytes, to: "case\(number)")
      number += 1
    }
  }

  private func culprits(_ sandbox: QuotingSandbox, each command: String, _ count: Int) throws -> [String] {
    sandbox.run(
      [
        "sh", "-c",
        """
        i=0
        while [ $i -lt \(count) ]; do
          \(command)
          if [ -e pwned ]; then echo "--- case$i"; cat case$i; rm -f pwned; fi >>culprits
          i=$((i+1))
        done
        echo end >>culprits
        """,
      ], seconds: 600)
    let text = String(decoding: sandbox.read("culprits"), as: UTF8.self)
    return text == "end\n" ? [] : [text]
  }

  /// `QUOTING_SEED` and `QUOTING_PLACES` ask for other templates, and for more of them.
  private static let seed = getenv("QUOTING_SEED").flatMap { UInt64(String(cString: $0)) } ?? 7
  private static let count = getenv("QUOTING_PLACES").flatMap { Int(String(cString: $0)) } ?? 200

  @Test(arguments: ["dash", "bash", "zsh -f"])
  func noShellRunsAValue(shell: String) throws {
    guard QuotingSandbox.has(String(shell.prefix { $0 != " " })) else {
      print("quoting: there is no \(shell) here")
      return
    }
    let sandbox = QuotingSandbox()
    try writeCases(Self.count, startingWith: Self.shellStarts, of: Self.shellPieces, for: .sh, into: sandbox)
    let culprits = try culprits(sandbox, each: "\(shell) case$i >/dev/null 2>&1", Self.count)
    #expect(culprits == [])
  }

  @Test(.enabled(if: QuotingSandbox.has("tmux"), "there is no tmux here"))
  func tmuxRunsNoValue() throws {
    let sandbox = QuotingSandbox()
    try writeCases(Self.count, startingWith: Self.tmuxStarts, of: Self.tmuxPieces, for: .tmux, into: sandbox)
    let tmux = ["tmux", "-L", "places", "-f", "/dev/null"]
    sandbox.run(tmux + ["new-session", "-d", "exec sleep 600"])
    defer { sandbox.run(tmux + ["kill-server"]) }
    // Many at a time: a client takes longer to start than a file to be read.
    let files = (0..<Self.count).map { "case\($0)" }
    for start in stride(from: 0, to: files.count, by: 50) {
      let batch = files[start..<min(start + 50, files.count)]
      sandbox.run(tmux + ["source-file"] + batch)
    }
    // What a value has put into a hook, a key or a status line runs later, if at all.
    sandbox.run(["sleep", "0.3"])
    #expect(!sandbox.isPwned)
    let keys = sandbox.run(tmux + ["list-keys"])
    let bound = String(decoding: keys.out, as: UTF8.self).split(separator: "\n").filter { line in
      line.contains("\\; run-shell \"touch pwned\"") || line.contains(" run-shell \"touch pwned\"")
    }
    #expect(bound == [])
  }

  @Test(.enabled(if: QuotingSandbox.has("ssh"), "there is no ssh here"))
  func sshRunsNoValue() throws {
    let sandbox = QuotingSandbox()
    try writeCases(
      Self.count, startingWith: Self.sshStarts, of: Self.sshPieces, for: .sshConfig, into: sandbox)
    let culprits = try culprits(
      sandbox, each: "ssh -o BatchMode=yes -F case$i 256.256.256.256 >/dev/null 2>&1", Self.count)
    #expect(culprits == [])
  }
}
