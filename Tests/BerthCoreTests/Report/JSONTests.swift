import BerthCore
import Testing

@Suite struct JSONTests {
  @Test func writesMembersInTheirOrder() {
    let value = JSON.object([
      ("format_version", .int(1)), ("changes", .array([.string("~/.ssh/rc"), .null, .bool(true)])),
      ("a", .object([("empty", .array([])), ("none", .object([]))])),
    ])
    #expect(
      String(decoding: value.rendered(), as: UTF8.self) == """
        {
          "format_version": 1,
          "changes": [
            "~/.ssh/rc",
            null,
            true
          ],
          "a": {
            "empty": [],
            "none": {}
          }
        }

        """)
  }

  @Test(arguments: [
    ("plain", #""plain""#), ("", #""""#), ("\"\\/", #""\"\\/""#),
    ("\u{08}\t\n\u{0c}\r\u{01}\u{1f}", #""\b\t\n\f\r\u0001\u001f""#),
    ("\u{7f}\u{9b}\u{a0}ü", "\"\\u007f\\u009b\u{a0}ü\""),
    ("🔑\u{2028}", "\"🔑\u{2028}\""), ("\r\n", #""\r\n""#),
  ])
  func escapesWhatHasToBe(string: String, text: String) {
    #expect(Bytes(JSON.string(string).rendered()) == Bytes((text + "\n").utf8))
  }

  @Test func readsBackWhatItWrites() throws {
    let letters = (0..<0x300).compactMap(Unicode.Scalar.init).reduce(into: "") {
      $0.unicodeScalars.append($1)
    }
    let value = JSON.object([
      (letters, .array([.int(.min), .int(.max), .int(0), .int(-1), .string("🔑" + letters)])),
      ("é", .bool(false)), ("e\u{301}", .null), ("", .object([("", .array([.array([])]))])),
    ])
    #expect(JSON(parsing: value.rendered()) == value)
  }

  @Test func tellsTwoSpellingsOfALetterApart() {
    #expect(JSON.string("é") != JSON.string("e\u{301}"))
    #expect(JSON.object([("é", .null)]) != JSON.object([("e\u{301}", .null)]))
  }
}
