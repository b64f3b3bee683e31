import BerthCore
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    JSON.null, .bool(true), .bool(false), .int(0), .int(.max), .int(.min), .string(""), .array([]),
    .object([]),
    .string("\"\\/\u{8}\u{c}\n\r\tü\u{0}\u{1}\u{7f}\u{85}🔑"),
    .array([.int(1), .array([.int(2)]), .string("3")]),
    .object([("b", .int(1)), ("é", .object([("e\u{301}", .array([.null]))]))]),
  ])
  func whatIsWrittenIsRead(value: JSON) {
    #expect(JSON(parsing: value.rendered()) == value)
  }

  @Test(arguments: [
    "", "  \n ", "{\n  \"ü\": 1,\n}", "[1,]", "[1 2]", "{\"a\" 1}", "{\"a\":1", "{1:2}", "nul", "nulL",
    "null x",
    "\u{feff}1", "1.5", "[1e3]", "-", "+1", "9223372036854775808", "\"a", "\"ü\n\"", "\"a\u{1}\"", #""\x""#,
    #""a\"#,
    #""\u12g4""#, #""\u12"#, #""\ud83d""#, "'a'",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(JSON(parsing: Bytes(text.utf8)) == nil)
  }

  @Test(arguments: [
    [0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82],
    [0xf0, 0x9f, 0x92],
  ])
  func refusesStringsThatAreNotUTF8(bytes: Bytes) {
    #expect(JSON(parsing: Bytes("\"ü".utf8) + bytes + Bytes("\"".utf8)) == nil)
  }

  @Test func refusesToNestDeeplyAndDoesNotCrash() {
    #expect(JSON(parsing: Bytes(repeating: 0x5b, count: 100_000)) == nil)
    for (depth, isRead) in [(64, true), (65, false)] {
      let text = Bytes(repeating: 0x5b, count: depth) + Bytes(repeating: 0x5d, count: depth)
      #expect((JSON(parsing: text) != nil) == isRead)
    }
    let wide = "[" + Array(repeating: "[[]]", count: 1000).joined(separator: ",") + "]"
    #expect(JSON(parsing: Bytes(wide.utf8)) != nil)
  }

  @Test func neverCrashesOnDamagedText() {
    let whole = Bytes(#"{"a": [1, -2, "x\u00fc\n", {"b": null, "c": [true, false]}], "é": {}}"#.utf8)
    for place in whole.indices {
      for byte: UInt8 in [0, 0x22, 0x5c, 0x7b, 0x5d, 0x2c, 0x30, 0x80, 0xff] {
        var damaged = whole
        damaged[place] = byte
        _ = JSON(parsing: damaged)
        _ = JSON(parsing: Bytes(damaged[...place]))
      }
    }
    #expect(JSON(parsing: whole) != nil)
  }
}
