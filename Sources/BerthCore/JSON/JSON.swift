/// A JSON value (RFC 8259), to be written or as it was read. Numbers are whole; Berth has no others.
package indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSON])
  /// The members keep their order, which is that of the text.
  case object([(String, JSON)])
}

extension JSON: Equatable {
  /// The same text: members in the same order, and strings equal byte for byte. Swift's own `==` of
  /// strings takes two spellings of `é` for one, and so two files for one.
  package static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.0.utf8.elementsEqual($1.0.utf8) && $0.1 == $1.1 }
    default: false
    }
  }
}

extension JSON {
  /// The value as text: members on lines of their own, indented by two spaces, in their order; a line feed
  /// at the end. Control characters are escaped, those from U+007F to U+009F too, as terminals obey them.
  package func rendered() -> Bytes {
    var text: Bytes = []
    append(to: &text, indentation: 0)
    text.append(lineFeed)
    return text
  }

  private func append(to text: inout Bytes, indentation: Int) {
    switch self {
    case .null: text.append(contentsOf: "null".utf8)
    case .bool(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
    case .int(let value): text.append(contentsOf: String(value).utf8)
    case .string(let value): Self.append(value, to: &text)
    case .array(let elements):
      Self.append(elements, between: "[", "]", to: &text, indentation) { element, text in
        element.append(to: &text, indentation: indentation + 1)
      }
    case .object(let members):
      Self.append(members, between: "{", "}", to: &text, indentation) { member, text in
        Self.append(member.0, to: &text)
        text.append(contentsOf: ": ".utf8)
        member.1.append(to: &text, indentation: indentation + 1)
      }
    }
  }

  private static func append<Element>(
    _ elements: [Element], between open: Unicode.Scalar, _ close: Unicode.Scalar, to text: inout Bytes,
    _ indentation: Int, each: (Element, inout Bytes) -> Void
  ) {
    text.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      text.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
      text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * (indentation + 1)))
      each(element, &text)
    }
    if !elements.isEmpty {
      text.append(lineFeed)
      text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indentation))
    }
    text.append(UInt8(ascii: close))
  }

  private static func append(_ string: String, to text: inout Bytes) {
    var string = string
    text.append(UInt8(ascii: "\""))
    string.withUTF8 { bytes in
      var start = 0
      var i = 0
      while i < bytes.count {
        let isC1 = bytes[i] == 0xc2 && bytes[i + 1] < 0xa0
        guard bytes[i] < 0x20 || bytes[i] == 0x7f || isC1 || bytes[i] == 0x22 || bytes[i] == 0x5c else {
          i += 1
          continue
        }
        text.append(contentsOf: bytes[start..<i])
        // U+0080 to U+009F are written C2 80 to C2 9F.
        if isC1 { i += 1 }
        text.append(contentsOf: escape(of: bytes[i]))
        i += 1
        start = i
      }
      text.append(contentsOf: bytes[start...])
    }
    text.append(UInt8(ascii: "\""))
  }

  private static func escape(of byte: UInt8) -> Bytes {
    switch byte {
    case 0x08: return Bytes("\\b".utf8)
    case 0x09: return Bytes("\\t".utf8)
    case 0x0a: return Bytes("\\n".utf8)
    case 0x0c: return Bytes("\\f".utf8)
    case 0x0d: return Bytes("\\r".utf8)
    case 0x22: return Bytes("\\\"".utf8)
    case 0x5c: return Bytes("\\\\".utf8)
    default:
      let digits = Bytes("0123456789abcdef".utf8)
      return Bytes("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}

extension JSON {
  /// The members of an object by their keys, the first of each; nil for anything else.
  package var members: [String: JSON]? {
    guard case .object(let list) = self else { return nil }
    return Dictionary(list.map { ($0.0, $0.1) }) { first, _ in first }
  }
}
