import BerthCore
import TestSupport

/// Pairs of texts as a diff meets them, the same ones in every run.
struct TextPairs: RandomNumberGenerator {
  private var numbers: SeededGenerator

  init(seed: UInt64) {
    numbers = SeededGenerator(seed: seed)
  }

  mutating func next() -> UInt64 { numbers.next() }

  /// Up to `count` lines of `kinds` different ones, and another text made of it by one of several ways.
  mutating func pair(lines count: Int, kinds: Int) -> (old: Bytes, new: Bytes) {
    let end = Bool.random(using: &self) ? "\n" : "\r\n"
    let old = (0..<Int.random(in: 0...count, using: &self)).map { _ in line(kinds) }
    var new = old
    switch Int.random(in: 0..<5, using: &self) {
    case 0: new = (0..<Int.random(in: 0...count, using: &self)).map { _ in line(kinds) }
    case 1: new.shuffle(using: &self)
    case 2: new = new.map { _ in "other" + line(kinds) }
    default:
      for _ in 0..<Int.random(in: 0...4, using: &self) {
        let place = Int.random(in: 0...new.count, using: &self)
        switch Int.random(in: 0..<3, using: &self) {
        case 0:
          new.insert(
            contentsOf: (0...Int.random(in: 0..<3, using: &self)).map { _ in line(kinds) }, at: place)
        case 1: new.removeSubrange(place..<min(new.count, place + 2))
        default: if place < new.count { new[place] = line(kinds) }
        }
      }
    }
    return (text(old, end), text(new, Int.random(in: 0..<8, using: &self) == 0 ? "\n" : end))
  }

  private mutating func line(_ kinds: Int) -> String {
    let number = Int.random(in: 0..<kinds, using: &self)
    return number == 0 ? "" : "line \(number)"
  }

  private mutating func text(_ lines: [String], _ end: String) -> Bytes {
    let whole = lines.joined(separator: end)
    return Bytes((whole + (Int.random(in: 0..<4, using: &self) == 0 ? "" : end)).utf8)
  }
}

/// The lines of a text with their line feeds.
func linesOf(_ text: Bytes) -> [Bytes] {
  var lines: [Bytes] = []
  var start = 0
  for (i, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
    lines.append(Bytes(text[start...i]))
    start = i + 1
  }
  if start < text.count { lines.append(Bytes(text[start...])) }
  return lines
}
