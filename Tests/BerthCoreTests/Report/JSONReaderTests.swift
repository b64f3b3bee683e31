import BerthCore
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    ("null", JSON.null), (" true\r\n", .bool(true)), ("\tfalse ", .bool(false)), ("0", .int(0)),
    ("-0", .int(0)),
    ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)), (#""""#, .string("")),
    (#""\"\\\/\b\f\n\r\tü""#, .string("\"\\/\u{8}\u{c}\n\r\tü")), (#""\u0041\u00fc\u20AC""#, .string("Aü€")),
    (#""\ud83d\udd11x""#, .string("🔑x")), (#""\u0000""#, .string("\0")), ("[]", .array([])),
    ("{ }", .object([])),
    (#"[1, [2],"3"]"#, .array([.int(1), .array([.int(2)]), .string("3")])),
    (#"{"b":1 , "a" :{"b":2}}"#, .object([("b", .int(1)), ("a", .object([("b", .int(2))]))])),
  ])
  func readsEveryKindOfValue(text: String, value: JSON) throws {
    #expect(try JSON(parsing: Bytes(text.utf8)) == value)
  }

  @Test(arguments: [
    ("", "1:1: the text ends too early"), ("  \n ", "2:2: the text ends too early"),
    ("{\n  \"ü\": 1,\n}", "3:1: unexpected '}'"), ("[1,]", "1:4: unexpected ']'"),
    ("[1 2]", "1:4: unexpected '2'"),
    ("{\"a\" 1}", "1:6: unexpected '1'"), ("{\"a\":1", "1:7: the text ends too early"),
    ("{1:2}", "1:2: unexpected '1'"),
    ("nul", "1:4: the text ends too early"), ("nulL", "1:4: unexpected 'L'"),
    ("null x", "1:6: text after the value"),
    ("\u{feff}1", "1:1: a byte order mark; JSON has none"), ("1.5", "1:1: not a whole number"),
    ("[1e3]", "1:2: not a whole number"), ("01", "1:1: a number with a leading zero"),
    ("-01", "1:2: a number with a leading zero"), ("-", "1:2: the text ends too early"),
    ("+1", "1:1: unexpected '+'"),
    ("9223372036854775808", "1:1: a number beyond 64 bits"),
    ("-9223372036854775809", "1:1: a number beyond 64 bits"),
    ("123456789012345678901234567890", "1:1: a number beyond 64 bits"),
    ("\"a", "1:3: the text ends too early"),
    ("\"ü\n\"", "1:3: byte 0x0a in a string; it has to be escaped"),
    ("\"a\u{1}\"", "1:3: byte 0x01 in a string; it has to be escaped"),
    (#""\x""#, "1:2: unknown escape in a string"), (#""a\"#, "1:4: the text ends too early"),
    (#""\u12g4""#, "1:6: unexpected 'g'"), (#""\u12"#, "1:6: the text ends too early"),
    (#""\ud83d""#, "1:2: one half of a surrogate pair in a string"),
    (#""ü\ud83d\u0041""#, "1:3: one half of a surrogate pair in a string"),
    (#""\udd11\ud83d""#, "1:2: one half of a surrogate pair in a string"),
    ("{\"a\":1,\n \"b\":{\"a\":2}, \"\\u0061\":3}", "2:15: duplicate key 'a'"),
    ("'a'", "1:1: unexpected '''"),
  ])
  func namesTheProblemAndItsPlace(text: String, message: String) {
    #expect(problem(Bytes(text.utf8)) == message)
  }

  @Test(arguments: [
    [0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82],
    // As long as the U+FFFD that it is decoded to.
    [0xf0, 0x9f, 0x92],
  ])
  func refusesStringsThatAreNotUTF8(bytes: Bytes) {
    for plain in [0, 3, 20] {
      let text = Bytes("\"".utf8) + Bytes(repeating: 0x61, count: plain) + bytes + Bytes("\"".utf8)
      #expect(problem(text)?.hasSuffix(": bytes that are not UTF-8") == true)
      #expect(
        problem([0x22, 0x5c, 0x6e] + text.dropFirst())?.hasSuffix(": bytes that are not UTF-8") == true)
    }
    #expect(problem(Bytes("\"üb\"".utf8.dropLast()) + [0xff, 0x22]) == "1:4: bytes that are not UTF-8")
  }

  @Test func refusesToNestDeeplyAndDoesNotCrash() throws {
    #expect(problem(Bytes(repeating: 0x5b, count: 100_000)) == "1:65: nested deeper than 64 levels")
    _ = try JSON(parsing: Bytes(repeating: 0x5b, count: 64) + Bytes(repeating: 0x5d, count: 64))
    let wide = "[" + Array(repeating: "[[]]", count: 1000).joined(separator: ",") + "]"
    _ = try JSON(parsing: Bytes(wide.utf8))
  }

  @Test func findsADuplicateAmongManyKeysAndTellsSpellingsApart() throws {
    let keys = (0..<50).map { "\"k\($0)\":1" } + ["\"é\":1", "\"e\u{301}\":1"]
    _ = try JSON(parsing: Bytes(("{" + keys.joined(separator: ",") + "}").utf8))
    for again in ["k0", "k7", "k8", "k49", "e\u{301}"] {
      let text = "{" + keys.joined(separator: ",") + ",\"\(again)\":2}"
      #expect(problem(Bytes(text.utf8))?.hasSuffix("duplicate key '\(again)'") == true)
    }
  }

  @Test func findsTheEndOfAStringAtEveryPlaceInAWord() throws {
    for length in 0..<40 {
      for last in ["a", "ü", "\u{7f}", " ", "!", "#", "[", "]"] {
        let string = String(repeating: "x", count: length) + last
        #expect(
          try JSON(parsing: Bytes("[\"\(string)\",  \"\"       ]".utf8))
            == .array([.string(string), .string("")]))
        #expect(try JSON(parsing: Bytes("\"\(string)\\n\(string)\"".utf8)) == .string("\(string)\n\(string)"))
      }
    }
  }

  @Test func neverCrashesOnDamagedText() {
    let whole = Bytes(
      #"{"a": [1, -2, "x\u00fc\ud83d\udd11", {"b": null, "c": [true, false]}], "é": {}}"#.utf8)
    for place in whole.indices {
      for byte: UInt8 in [0, 0x22, 0x5c, 0x7b, 0x5d, 0x2c, 0x30, 0x80, 0xff] {
        var damaged = whole
        damaged[place] = byte
        _ = problem(damaged)
        _ = problem(Bytes(damaged[...place]))
      }
    }
    #expect(problem(whole) == nil)
  }

  private func problem(_ text: Bytes) -> String? {
    do throws(JSONError) {
      _ = try JSON(parsing: text)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
