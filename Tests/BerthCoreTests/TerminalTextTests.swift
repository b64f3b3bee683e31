import BerthCore
import Testing

@Suite struct TerminalTextTests {
  @Test func whatIsPutInDrivesNoTerminal() {
    let name = "a\u{1b}]0;x\u{7}\n+ ~/.b\u{202e}\u{61c}\u{9b}31m\r"
    let text: TerminalText = "! \(name)\n"
    #expect(text.printed == #"! a\u{1b}]0;x\u{7}\n+ ~/.b\u{202e}\u{61c}\u{9b}31m\r"# + "\n")
  }

  @Test func aTextWithinAnotherStaysAsItIs() {
    let line: TerminalText = "\("a\u{1b}")\n"
    let text: TerminalText = "\(line)\(1) \(Optional("x") ?? "")"
    #expect(text.printed == "a\\u{1b}\n1 x")
    #expect(([line, line].joined() + "b").printed == "a\\u{1b}\na\\u{1b}\nb")
  }

  @Test func linesStayLines() {
    #expect(TerminalText(lines: "a\n\u{1b}b\n\n").printed == "a\n\\u{1b}b\n\n")
  }
}
