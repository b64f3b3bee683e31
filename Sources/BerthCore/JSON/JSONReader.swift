extension JSON {
  /// Reads what `rendered()` has written. Nil for anything else: a text that is whole by its sum can still have been
  /// made by somebody else, and must not bring the program down.
  package init?(parsing text: Bytes) {
    let value = try? text.withUnsafeBufferPointer { text throws(JSONReader.Unreadable) in
      var reader = JSONReader(text: text)
      let value = try reader.value()
      reader.skipSpace()
      guard reader.offset == text.count else { throw .init() }
      return value
    }
    guard let value else { return nil }
    self = value
  }
}

/// Reads one JSON text from its start to its end.
private struct JSONReader {
  struct Unreadable: Error {}

  let text: UnsafeBufferPointer<UInt8>
  private(set) var offset = 0
  /// How many arrays and objects more may lie within each other.
  private var depthLeft = 64

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  mutating func skipSpace() {
    while offset < text.count, text[offset] == 0x20 || text[offset] == lineFeed { offset += 1 }
  }

  private mutating func next() throws(Unreadable) -> UInt8 {
    guard offset < text.count else { throw Unreadable() }
    defer { offset += 1 }
    return text[offset]
  }

  private mutating func take(_ word: StaticString) throws(Unreadable) {
    for index in 0..<word.utf8CodeUnitCount where try next() != word.utf8Start[index] { throw Unreadable() }
  }

  mutating func value() throws(Unreadable) -> JSON {
    skipSpace()
    guard offset < text.count else { throw Unreadable() }
    switch text[offset] {
    case UInt8(ascii: "{"):
      var members: [(String, JSON)] = []
      try list(until: "}") { reader throws(Unreadable) in
        let key = try reader.string()
        try reader.take(":")
        members.append((key, try reader.value()))
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSON] = []
      try list(until: "]") { reader throws(Unreadable) in elements.append(try reader.value()) }
      return .array(elements)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try take("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try take("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try take("null")
      return .null
    default:
      let digits = text[offset...].prefix {
        $0 == UInt8(ascii: "-") || $0.isDigit
      }
      offset = digits.endIndex
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else { throw Unreadable() }
      return .int(number)
    }
  }

  private mutating func list(
    until close: Unicode.Scalar, each read: (inout JSONReader) throws(Unreadable) -> Void
  ) throws(Unreadable) {
    guard depthLeft > 0 else { throw Unreadable() }
    depthLeft -= 1
    defer { depthLeft += 1 }
    offset += 1
    skipSpace()
    if offset < text.count, text[offset] == UInt8(ascii: close) {
      offset += 1
      return
    }
    while true {
      skipSpace()
      try read(&self)
      skipSpace()
      switch try next() {
      case UInt8(ascii: close): return
      case UInt8(ascii: ","): continue
      default: throw Unreadable()
      }
    }
  }

  private mutating func string() throws(Unreadable) -> String {
    try take("\"")
    var bytes: Bytes = []
    while true {
      let plain = text[offset...].prefix {
        $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 >= 0x20
      }
      offset = plain.endIndex
      bytes += plain
      switch try next() {
      case UInt8(ascii: "\""):
        guard let string = String(validating: bytes, as: UTF8.self) else { throw Unreadable() }
        return string
      case UInt8(ascii: "\\"): bytes += String(Character(try escape())).utf8
      default: throw Unreadable()
      }
    }
  }

  private mutating func escape() throws(Unreadable) -> Unicode.Scalar {
    switch try next() {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "f"): return "\u{0c}"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "u"):
      var digits: Bytes = []
      for _ in 0..<4 { digits.append(try next()) }
      guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { throw Unreadable() }
      return scalar
    default: throw Unreadable()
    }
  }
}
