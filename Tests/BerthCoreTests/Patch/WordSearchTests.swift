import BerthCore
import TestSupport
import Testing

@Suite struct WordSearchTests {
  private static let sets = [
    ["exec", "return", "exit", "logout", "bye", "tmux"], ["a"], ["ab", "b"], [". ", ".\t", "source"],
    ["zz", "z"],
  ]

  /// As a search that looks at every byte for every word.
  @Test(arguments: sets, 0..<4)
  func findsWhatIsThere(words: [String], seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let search = WordSearch(words)
    for _ in 0..<200 {
      var text = Bytes()
      for _ in 0..<Int.random(in: 0..<60, using: &random) {
        let piece =
          random.chance(30)
          ? random.pick(words) : random.pick(["e", "x", "t", " ", ".", "ab", "z", "\u{ff}"])
        text += random.chance(20) ? Bytes(piece.utf8.dropLast()) : Bytes(piece.utf8)
      }
      var from = 0
      while from <= text.count {
        let expected = (from..<text.count).first { place in
          words.contains { text[place...].starts(with: $0.utf8) }
        }
        let found = text.place(of: search, from: from)
        // Of two that overlap, either will do.
        guard let expected, let found else {
          #expect(found == expected)
          break
        }
        #expect(abs(found - expected) < 6 && found >= from)
        #expect(words.contains { text[found...].starts(with: $0.utf8) })
        from = max(found, expected) + 1
      }
    }
  }

  @Test func capitalLettersAreAsGoodWhereTheyMayBe() {
    let text = Bytes((String(repeating: "bEr|h @ERTH ", count: 4) + "BeRtH berth").utf8)
    let search = WordSearch(["berth"], ignoringCase: true)
    #expect(text.place(of: search, from: 0) == 48)
    #expect(text.place(of: search, from: 49) == 54)
    #expect(text.place(of: WordSearch(["berth"]), from: 0) == 54)
  }
}
