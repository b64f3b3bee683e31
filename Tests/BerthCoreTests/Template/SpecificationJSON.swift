import BerthCore

/// As much of JSON (RFC 8259) as the Mustache specification's cases use, read into the values that
/// templates see: a number is the text it is written as.
struct SpecificationJSON {
  private let text: [UInt8]
  private var offset = 0

  struct Malformed: Error { let offset: Int }

  static func value(of text: [UInt8]) throws -> Value {
    var reader = SpecificationJSON(text: text)
    let value = try reader.value()
    reader.skipWhitespace()
    guard reader.offset == text.count else { throw Malformed(offset: reader.offset) }
    return value
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func value() throws -> Value {
    skipWhitespace()
    switch try peek() {
    case "{": return .map(try map())
    case "[": return .list(try list())
    case "\"": return .string(try string())
    case "t": return try word("true", .bool(true))
    case "f": return try word("false", .bool(false))
    case "n": return try word("null", .null)
    default: return .string(try number())
    }
  }

  private mutating func map() throws -> [String: Value] {
    var map: [String: Value] = [:]
    try take("{")
    while try !isAtEnd("}") {
      let key = try string()
      skipWhitespace()
      try take(":")
      map[key] = try value()
    }
    return map
  }

  private mutating func list() throws -> [Value] {
    var list: [Value] = []
    try take("[")
    while try !isAtEnd("]") { list.append(try value()) }
    return list
  }

  /// Takes the comma before the next item too; a missing or a needless one is not this reader's concern.
  private mutating func isAtEnd(_ end: Unicode.Scalar) throws -> Bool {
    skipWhitespace()
    if try peek() == "," { offset += 1 }
    skipWhitespace()
    guard try peek() == end else { return false }
    offset += 1
    return true
  }

  private mutating func string() throws -> String {
    try take("\"")
    var bytes: [UInt8] = []
    while try peek() != "\"" {
      let byte = text[offset]
      offset += 1
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      let escape = try peek()
      offset += 1
      switch escape {
      case "n": bytes.append(0x0A)
      case "r": bytes.append(0x0D)
      case "t": bytes.append(0x09)
      case "u":
        guard offset + 4 <= text.count,
          let unit = UInt16(String(decoding: text[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw Malformed(offset: offset) }
        offset += 4
        bytes += String(decoding: [unit], as: UTF16.self).utf8
      default: bytes += String(escape).utf8
      }
    }
    offset += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func number() throws -> String {
    let start = offset
    while offset < text.count, "+-.0123456789eE".utf8.contains(text[offset]) { offset += 1 }
    guard offset > start else { throw Malformed(offset: offset) }
    return String(decoding: text[start..<offset], as: UTF8.self)
  }

  private mutating func word(_ word: String, _ value: Value) throws -> Value {
    for scalar in word.unicodeScalars { try take(scalar) }
    return value
  }

  private func peek() throws -> Unicode.Scalar {
    guard offset < text.count else { throw Malformed(offset: offset) }
    return Unicode.Scalar(text[offset])
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws {
    guard try peek() == scalar else { throw Malformed(offset: offset) }
    offset += 1
  }

  private mutating func skipWhitespace() {
    while offset < text.count, " \t\r\n".utf8.contains(text[offset]) { offset += 1 }
  }
}
