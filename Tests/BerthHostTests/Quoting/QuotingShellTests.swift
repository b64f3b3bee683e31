import BerthCore
import TestSupport
import Testing

/// Values as the real shells read them.
@Suite struct QuotingShellTests {
  /// Where a word may stand, each line writing the value and a NUL.
  static let lines = [
    "printf '%s\\0' {{vNN}}\n",
    "x={{vNN}}; printf '%s\\0' \"$x\"\n",
    "x=a{{vNN}}b; x=${x#a}; printf '%s\\0' \"${x%b}\"\n",
    "x=\"$(printf '%s.' {{vNN}})\"; printf '%s\\0' \"${x%.}\"\n",
    "unset x; x=${x:-{{vNN}}}; printf '%s\\0' \"$x\"\n",
    "case {{vNN}} in {{vNN}}) printf '%s\\0' {{vNN}};; esac\n",
    "# {{vNN}}\nprintf '%s\\0' {{vNN}} # {{vNN}}\n",
  ]

  static let shells = [
    ["sh"], ["dash"], ["bash"], ["bash", "--posix"], ["zsh", "-f"], ["zsh", "-f", "-o", "RC_QUOTES"],
  ]

  @Test(arguments: lines)
  func everyShellReadsEveryValueAsItself(line: String) throws {
    let sandbox = QuotingSandbox()
    let values = QuotingValues.all.filter { value in
      // A comment cannot hold a line break.
      !line.hasPrefix("#") || !value.utf8.contains { $0 == 0x0A || $0 == 0x0D }
    }
    sandbox.write(try QuotingValues.render(line, values, for: .sh), to: "script")
    for shell in Self.shells {
      guard QuotingSandbox.has(shell[0]) else {
        // A shell that is not there proves nothing; which one is said in the output.
        print("quoting: there is no \(shell[0]) here")
        continue
      }
      let output = sandbox.run(shell + ["script"])
      #expect(output.err == "", "\(shell)")
      let read = output.out.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      #expect(read.count == values.count, "\(shell)")
      // A `~/` within a word is a path in the home all the same: the value says so, not its place.
      let wrong = zip(values, read).filter { value, bytes in
        !bytes.elementsEqual(QuotingValues.meaning(of: value, home: sandbox.home))
      }
      #expect(wrong.map(\.0) == [], "\(shell)")
    }
    #expect(!sandbox.isPwned)
  }

  @Test(.enabled(if: QuotingSandbox.has("zsh"), "there is no zsh here"))
  func keepsValuesApartWhereZshWouldJoinTheirQuotes() throws {
    let sandbox = QuotingSandbox()
    let template = try Template(parsing: Bytes("printf '%s\\0' {{a}}{{b}}'c'{{a}} 'c'{{b}}".utf8), name: "t")
    let context = Value.map(["a": .string("it's"), "b": .string("'x")])
    sandbox.write(try template.render(context, partials: [:], for: .sh), to: "script")
    let output = sandbox.run(["zsh", "-f", "-o", "RC_QUOTES", "script"])
    #expect(String(decoding: output.out, as: UTF8.self) == "it's'xcit's\0c'x\0")
  }
}
