/// Bytes as a story shows them: a line each, behind a gutter.
///
///     |a line that ends in a line feed, as it stands
///     :a line with \t, \r, \xff or the like; what it ends in is written out\n
///     :a last line without its line feed
///
/// The second form is for what could not be seen in the first: control characters, blanks at the end, bytes that
/// are no UTF-8, a backslash beside one of those.
enum Gutter {
  /// The lines of a text, each with the gutter's sign in front.
  static func lines(of bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0a)
      let line = rest[..<(end ?? rest.endIndex)]
      if end != nil, let text = String(validating: line, as: UTF8.self), isPlain(text) {
        lines.append("|" + text)
      } else {
        lines.append(":" + escaped(line) + (end == nil ? "" : "\\n"))
      }
      rest = end.map { rest[($0 + 1)...] } ?? []
    }
    return lines
  }

  /// The bytes that a line with its sign stands for; nil, if it is none.
  static func bytes(of line: some StringProtocol) -> [UInt8]? {
    switch line.first {
    case "|": Array(line.dropFirst().utf8) + [0x0a]
    case ":": unescaped(line.dropFirst().utf8)
    default: nil
    }
  }

  /// A text without escapes, where none of its characters could be overlooked.
  private static func isPlain(_ text: String) -> Bool {
    text.last != " "
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa1, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff: false
        default: true
        }
      }
  }

  /// `\n`, `\r`, `\t`, `\e`, `\\`, `\xff`; a blank at the end as `\x20`. What is beyond ASCII is written by its bytes.
  static func escaped(_ bytes: some BidirectionalCollection<UInt8>) -> String {
    var text = ""
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0x0a: text += "\\n"
      case 0x0d: text += "\\r"
      case 0x09: text += "\\t"
      case 0x1b: text += "\\e"
      case 0x5c: text += "\\\\"
      case 0x20 where offset == bytes.count - 1: text += "\\x20"
      case 0x20..<0x7f: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text
  }

  /// The bytes of a text with escapes; nil, if one of them is not among those that `escaped` writes.
  static func unescaped(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst().map(Unicode.Scalar.init) {
      case "n": bytes.append(0x0a)
      case "r": bytes.append(0x0d)
      case "t": bytes.append(0x09)
      case "e": bytes.append(0x1b)
      case "\\": bytes.append(0x5c)
      case "x":
        guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
          return nil
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
      default: return nil
      }
    }
    return bytes
  }
}
