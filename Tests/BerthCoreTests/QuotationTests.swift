import BerthCore
import Testing

@Suite struct QuotationTests {
  @Test func repeatsAnOrdinaryTextAsItIs() {
    #expect(quoted("~/.é 🙂") == "'~/.é 🙂'")
  }

  @Test func showsControlCharactersInsteadOfSendingThem() {
    #expect(quoted("a\nb\r\tc\u{1b}[2J\u{9b}\u{202e}") == #"'a\nb\r\tc\u{1b}[2J\u{9b}\u{202e}'"#)
  }

  @Test func shortensALongText() {
    #expect(quoted(String(repeating: "x", count: 61)) == "'" + String(repeating: "x", count: 60) + "…'")
    #expect(quoted(String(repeating: "x", count: 60)) == "'" + String(repeating: "x", count: 60) + "'")
  }
}
