import BerthCore
import Glibc
import TestSupport
import Testing

/// Values as the real ssh reads them.
///
/// ssh takes the home from the passwd file, whatever `$HOME` says; the shells it starts take `$HOME`.
@Suite(.enabled(if: QuotingSandbox.has("ssh"), "there is no ssh here"))
struct QuotingSSHTests {
  /// Fewer than elsewhere: ssh is started anew for each.
  private static let values = QuotingValues.chosen + QuotingValues.all.suffix(40)

  private static let holdsLineBreak: @Sendable (String) -> Bool = { value in
    value.utf8.contains { $0 == 0x0A || $0 == 0x0D }
  }

  /// Expands tokens, variables and `~`; `XAuthLocation` stands for the keywords that expand nothing.
  private static let expanding = ["IdentityAgent", "ControlPath"]

  @Test func readsEveryValueAsItself() throws {
    let sandbox = QuotingSandbox()
    let passwdHome = String(cString: try #require(getpwuid(getuid())).pointee.pw_dir)
    // ssh has no empty argument, and `none` is a word of its own.
    let (taken, refused) = try QuotingValues.partition(
      Self.values.filter { !$0.isEmpty && $0 != "none" }, line: "IdentityAgent {{v}}", for: .sshConfig)
    let rightlyRefused = refused.filter { value in
      Self.holdsLineBreak(value) || value.contains("${") || "$~".contains(value.prefix(1))
    }
    #expect(rightlyRefused == refused)
    #expect(refused.count < 50)

    let keywords = Self.expanding + ["XAuthLocation"]
    let lines = "Host hNN\n" + keywords.map { "  \($0) {{vNN}}\n" }.joined()
    sandbox.write(try QuotingValues.render(lines, taken, for: .sshConfig), to: "config")
    let output = sandbox.run([
      "sh", "-c",
      "i=0; while [ $i -lt \(taken.count) ]; do ssh -G -F config h$i >answer$i || exit; i=$((i+1)); done",
    ])
    #expect(output.status == 0, "\(output.err)")
    var wrong: [String] = []
    for (number, value) in taken.enumerated() {
      let answer = sandbox.read("answer\(number)").split(separator: 0x0A).map(Bytes.init)
      for keyword in keywords {
        let isExpanding = Self.expanding.contains(keyword)
        var meaning = isExpanding ? QuotingValues.meaning(of: value, home: passwdHome) : Bytes(value.utf8)
        // ssh puts a slash between the home and what follows, and lets the last one be.
        if isExpanding, value == "~" { meaning.append(UInt8(ascii: "/")) }
        if !answer.contains(Bytes("\(keyword.lowercased()) ".utf8) + meaning) {
          wrong.append("\(keyword) \(value)")
        }
      }
    }
    #expect(wrong == [])
    #expect(!sandbox.isPwned)
  }

  /// Wherever an empty value is taken, ssh takes it, too.
  @Test(arguments: [
    "User", "HostName", "IdentityAgent", "IdentityFile", "ControlPath", "UserKnownHostsFile", "Include",
    "ProxyJump",
    "Host", "Host a", "Match user", "SendEnv", "XAuthLocation", "Match exec", "ProxyCommand echo",
    "KnownHostsCommand",
    "User=", "Ciphers", "UserKnownHostsFile /a",
  ])
  func takesNoEmptyValueThatSSHRefuses(start: String) throws {
    let line = "\(start) {{v}}\n"
    let (taken, _) = try QuotingValues.partition([""], line: line, for: .sshConfig)
    #expect(taken.isEmpty == !["Match exec", "ProxyCommand echo", "KnownHostsCommand"].contains(start))
    guard !taken.isEmpty else { return }
    let sandbox = QuotingSandbox()
    sandbox.write(try QuotingValues.render("\(start) {{vNN}}\n", taken, for: .sshConfig), to: "config")
    let output = sandbox.run(["ssh", "-G", "-F", "config", "h"])
    #expect(output.status == 0, "\(output.errors)")
  }

  @Test(arguments: ["/bin/sh", "/bin/bash", "/usr/bin/zsh"])
  func givesEveryValueToACommandAsOneWord(shell: String) throws {
    guard access(shell, X_OK) == 0 else {
      print("quoting: there is no \(shell) here")
      return
    }
    let sandbox = QuotingSandbox()
    let values = QuotingValues.all.filter { !Self.holdsLineBreak($0) }
    let text = try QuotingValues.render(
      " {{vNN}} a{{vNN}} $(printf %%s.%%s {{vNN}} . | wc -l)", values, for: .sshConfig,
      before: "ProxyCommand sh ./write", after: "\n")
    sandbox.write(text, to: "config")
    // ssh ends a command as soon as that closes its output: it has to be done before.
    sandbox.write("printf '%s\\0' \"$@\" >words.new; mv words.new words".utf8, to: "write")
    let output = sandbox.run(["ssh", "-F", "config", "h"], environment: ["SHELL": shell])
    let words = sandbox.read("words").split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(words.count == 3 * values.count, "\(output.err)")
    let wrong = values.enumerated().filter { number, value in
      let meaning = QuotingValues.meaning(of: value, home: sandbox.home)
      let wanted = [meaning, [UInt8(ascii: "a")] + meaning, [UInt8(ascii: "0")]]
      return !words.dropFirst(3 * number).prefix(3).elementsEqual(wanted, by: { $0.elementsEqual($1) })
    }
    #expect(wrong.map(\.element) == [])
    #expect(!sandbox.isPwned)
  }

  @Test func givesEveryValueToMatchExecAsOneWord() throws {
    let sandbox = QuotingSandbox()
    let (taken, refused) = try QuotingValues.partition(
      QuotingValues.all, line: "Match exec \"printf %%s {{v}} > out\"\n", for: .sshConfig)
    let rightlyRefused = refused.filter { $0.utf8.contains { "\n\r'\"\\".utf8.contains($0) } }
    #expect(rightlyRefused == refused)
    #expect(taken.count > 100)
    let text = try QuotingValues.render(
      "Match exec \"printf '%%s\\0' {{vNN}} >> words\"\n", taken, for: .sshConfig)
    sandbox.write(text, to: "config")
    let output = sandbox.run(["ssh", "-G", "-F", "config", "h"])
    #expect(output.status == 0, "\(output.err)")
    let words = sandbox.read("words").split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(words.count == taken.count)
    let wrong = zip(taken, words).filter { value, word in
      !word.elementsEqual(QuotingValues.meaning(of: value, home: sandbox.home))
    }
    #expect(wrong.map(\.0) == [])
    #expect(!sandbox.isPwned)
  }
}
