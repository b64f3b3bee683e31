/// What of a file's text is its owner's.
enum OwnText {
  /// Whether a text has something of berth's in it.
  static func isBerths(_ bytes: [UInt8]) -> Bool {
    let word = Array("berth".utf8)
    guard bytes.count >= word.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      (0...bytes.count - word.count).contains { start in
        bytes[start] == word[0] && word.indices.allSatisfy { bytes[start + $0] == word[$0] }
      }
    }
  }

  /// The text without berth's block; nil where the owner has had a hand in the block itself, or all is berth's.
  ///
  /// `former`: the text before the owner's last edit.
  static func ofOwner(in bytes: [UInt8], before former: [UInt8]) -> [UInt8]? {
    let now = EditedText(bytes)
    let then = EditedText(former)
    guard isBerths(bytes) else {
      // A block that is gone altogether: what is left is the owner's.
      return bytes
    }
    guard let block = now.block, let old = then.block,
      now.lines[block].map(Self.plain).elementsEqual(then.lines[old].map(Self.plain))
    else { return nil }
    var rest = now.lines
    rest.removeSubrange(block)
    let text = rest.flatMap { Array($0.utf8) }
    return isBerths(text) ? nil : text
  }

  /// The lines with something on them, whatever their ends.
  static func lines(_ bytes: [UInt8]) -> [String] {
    EditedText(bytes).lines.map(plain).filter { !$0.isEmpty }
  }

  private static func plain(_ line: String) -> String {
    String(decoding: line.utf8.filter { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
  }
}
