import BerthCore
import Testing

/// A good profile, damaged at random: it is read or refused, and a refusal makes sense. The seed is fixed, so a
/// failure comes again.
@Suite struct ProfileFuzzTests {
  private static let fragments = [
    "\t", "{", "}", "[", "]", ": ", "- ", "&a ", "*a", "!!x ", "<<: ", "\n", "---\n", "...\n", "%TAG ", "|\n",
    ">\n", "\"", "'", "? ", "\0", "é", "\u{feff}", "#", "\r", "\\u0000", "\n\n  ", "~", "..", "/", "{{",
  ].map { Array($0.utf8) }

  @Test func survivesWhateverIsDoneToAProfile() {
    var random = XorShift(state: 0x5eed)
    let start =
      Array(ProfileTests.example.utf8) + Array("x: &a [1, {b: 'c', d: \"e\"}]\ny: *a\n".utf8)
    for _ in 0..<2000 {
      var text = start
      for _ in 0...random.below(4) { Self.damage(&text, &random) }
      do throws(InvalidProfile) {
        try Profile(yaml: text, at: "profile.yaml", home: "/home/me").checked().problems.check()
      } catch {
        check(error, of: text)
      }
    }
  }

  /// Every refusal has problems, in the order of the text, in places of the text, each of one short line.
  private func check(_ error: InvalidProfile, of text: Bytes) {
    let lines = text.split(separator: 0x0a, omittingEmptySubsequences: false)
    let places = error.diagnostics.compactMap(\.place)
    #expect(!places.isEmpty)
    #expect(places == places.sorted())
    for place in places {
      #expect((1...lines.count).contains(place.line), "\(String(decoding: text, as: UTF8.self))")
      guard lines.indices.contains(place.line - 1) else { continue }
      #expect(
        (1...lines[place.line - 1].count + 1).contains(place.column),
        "\(String(decoding: text, as: UTF8.self))")
    }
    for diagnostic in error.diagnostics {
      #expect(!diagnostic.description.hasControlCharacter)
      #expect(diagnostic.description.utf8.count < 400)
      #expect(
        !diagnostic.message.hasPrefix("not YAML"),
        "no words for this: \(String(decoding: text, as: UTF8.self))")
    }
  }

  private static func damage(_ text: inout Bytes, _ random: inout XorShift) {
    guard !text.isEmpty else { return }
    let start = random.below(text.count)
    switch random.below(7) {
    case 0: text[start] = UInt8(random.below(256))
    case 1: text.removeSubrange(start...)
    case 2: text.insert(contentsOf: fragments[random.below(fragments.count)], at: start)
    case 3: text.removeSubrange(start..<min(text.count, start + 1 + random.below(20)))
    case 4: text.insert(contentsOf: text[start..<min(text.count, start + random.below(200))], at: start)
    case 5: text[start] ^= 1 << UInt8(random.below(8))
    default: text.insert(UInt8(random.below(128)), at: start)
    }
  }

  /// Marsaglia's xorshift64: enough to be different every time, the same every run.
  private struct XorShift {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
  }
}
