/// A file's content.
typealias Text = [UInt8]

extension Text {
  /// The bytes of a literal.
  init(_ text: String) { self = Text(text.utf8) }

  /// The lines, each with its ending; the last may have none.
  var lines: [Text] {
    var lines: [Text] = []
    var rest = self[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0a).map { $0 + 1 } ?? rest.endIndex
      lines.append(Text(rest[..<end]))
      rest = rest[end...]
    }
    return lines
  }

  /// Whether the last line has an ending, or there is none.
  var isTerminated: Bool { last.map { $0 == 0x0a } ?? true }

  /// Whether the bytes of `text` stand anywhere, ASCII letters of either case.
  func mentions(_ text: String) -> Bool {
    let wanted = text.utf8.map(Self.lowercased)
    guard count >= wanted.count else { return false }
    return (0...(count - wanted.count)).contains { start in
      wanted.indices.allSatisfy { Self.lowercased(self[start + $0]) == wanted[$0] }
    }
  }

  /// As messages show it: what is no UTF-8 is replaced.
  var shown: String { String(decoding: self, as: UTF8.self) }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
