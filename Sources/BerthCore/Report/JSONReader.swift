extension JSON {
  /// Reads a text that holds one value and nothing else but white space.
  ///
  /// Stricter than RFC 8259, where it leaves freedom: no duplicate keys (compared byte for byte), no lone
  /// surrogates, no numbers but whole ones of 64 bits, no byte order mark, and not more than 64 arrays and
  /// objects within each other. Time and memory grow with the length of the text.
  ///
  /// - Throws: the first problem, and where it is.
  package init(parsing text: Bytes) throws(JSONError) {
    self = try text.withUnsafeBufferPointer { text throws(JSONError) in
      var reader = JSONReader(text)
      return try reader.document()
    }
  }
}

/// Reads one JSON text from its start to its end.
private struct JSONReader {
  private let text: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var depth = 0

  private static let depthLimit = 64

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func document() throws(JSONError) -> JSON {
    if text.starts(with: [0xef, 0xbb, 0xbf]) { throw error(.byteOrderMark) }
    let value = try value()
    skipSpace()
    guard offset == text.count else { throw error(.trailingText) }
    return value
  }

  private func error(_ problem: JSONError.Problem, at offset: Int? = nil) -> JSONError {
    JSONError(problem, at: offset ?? self.offset, in: text)
  }

  /// The problem with the byte that comes next, where none such may come.
  private func unexpected() -> JSONError {
    error(offset < text.count ? .unexpectedByte(text[offset]) : .unexpectedEnd)
  }

  private mutating func skipSpace() {
    while offset < text.count {
      switch text[offset] {
      case 0x20, 0x09, 0x0a, 0x0d: offset += 1
      default: return
      }
    }
  }

  /// Takes the next byte if it is this one.
  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard offset < text.count, text[offset] == UInt8(ascii: byte) else { return false }
    offset += 1
    return true
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipSpace()
    guard offset < text.count else { throw unexpected() }
    switch text[offset] {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .int(try number())
    default: throw unexpected()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for i in 0..<word.utf8CodeUnitCount {
      guard offset < text.count, text[offset] == word.utf8Start[i] else { throw unexpected() }
      offset += 1
    }
    return value
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONError) -> JSON
  ) throws(JSONError) -> JSON {
    guard depth < Self.depthLimit else { throw error(.tooDeep(limit: Self.depthLimit)) }
    depth += 1
    defer { depth -= 1 }
    offset += 1
    return try read(&self)
  }

  private mutating func array() throws(JSONError) -> JSON {
    var elements: [JSON] = []
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      elements.append(try value())
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw unexpected() }
    }
  }

  private mutating func object() throws(JSONError) -> JSON {
    var members: [(String, JSON)] = []
    var keys = Keys()
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      guard offset < text.count, text[offset] == UInt8(ascii: "\"") else { throw unexpected() }
      let start = offset
      let key = try string()
      guard keys.insert(key, among: members) else { throw error(.duplicateKey(key), at: start) }
      skipSpace()
      guard take(":") else { throw unexpected() }
      members.append((key, try value()))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw unexpected() }
    }
  }

  private mutating func number() throws(JSONError) -> Int {
    let start = offset
    let isNegative = take("-")
    var value = 0
    let first = offset
    while offset < text.count, case let digit = text[offset] &- UInt8(ascii: "0"), digit <= 9 {
      // Counted downwards, as the lowest number has no positive counterpart.
      let (tenfold, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = tenfold.subtractingReportingOverflow(Int(digit))
      guard !overflows, !overflowsToo else { throw error(.outOfRange, at: start) }
      value = sum
      offset += 1
    }
    guard offset > first else { throw unexpected() }
    if offset > first + 1, text[first] == UInt8(ascii: "0") { throw error(.leadingZero, at: first) }
    if offset < text.count, [0x2e, 0x65, 0x45].contains(text[offset]) { throw error(.notWhole, at: start) }
    guard !isNegative else { return value }
    guard value != Int.min else { throw error(.outOfRange, at: start) }
    return -value
  }

  private mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    skipPlain()
    guard offset < text.count else { throw error(.unexpectedEnd) }
    if text[offset] == UInt8(ascii: "\"") {
      offset += 1
      return try decoded(UnsafeBufferPointer(rebasing: text[start..<(offset - 1)]), at: start)
    }
    // Gathered as bytes, and made a `String` once: a text of many lines has an escape in each.
    var whole: Bytes = []
    try append(start..<offset, to: &whole)
    while true {
      guard offset < text.count else { throw error(.unexpectedEnd) }
      switch text[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return String(decoding: whole, as: UTF8.self)
      case UInt8(ascii: "\\"):
        whole += try escape().utf8
      case let byte where byte < 0x20:
        throw error(.bareControl(byte))
      default:
        let start = offset
        skipPlain()
        try append(start..<offset, to: &whole)
      }
    }
  }

  /// Adds a plain part of a string, if it is UTF-8.
  private func append(_ part: Range<Int>, to whole: inout Bytes) throws(JSONError) {
    let bytes = UnsafeBufferPointer(rebasing: text[part])
    if bytes.contains(where: { $0 >= 0x80 }) { _ = try decoded(bytes, at: part.lowerBound) }
    whole += bytes
  }

  /// Goes on to the next byte that is no plain part of a string: `"`, `\`, or a control character.
  private mutating func skipPlain() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawBufferPointer(text)
    while offset + 8 <= text.count {
      // Eight bytes at once: the high bit of a byte is left where it was the one looked for, or lower than
      // 0x20. The borrow may mark a byte above such a one as well; the exact look below then decides.
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5c)
      let found =
        ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word)
      if found & highs != 0 { break }
      offset += 8
    }
    while offset < text.count, text[offset] >= 0x20, text[offset] != 0x22, text[offset] != 0x5c {
      offset += 1
    }
  }

  private func decoded(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) throws(JSONError) -> String {
    var string = String(decoding: bytes, as: UTF8.self)
    // What is not UTF-8 is decoded to U+FFFD, and so does not read as it was.
    let intact = string.withUTF8 {
      CommonEnds.samePrefix(UnsafeRawBufferPointer($0), UnsafeRawBufferPointer(bytes))
    }
    guard intact == bytes.count, string.utf8.count == bytes.count else {
      throw error(.invalidUTF8, at: start + intact)
    }
    return string
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = offset
    offset += 1
    guard offset < text.count else { throw error(.unexpectedEnd) }
    let letter = text[offset]
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw error(.unknownEscape, at: start)
    }
    let unit = try fourDigits()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(unit)), take("\\"), take("u"),
      case let trail = try fourDigits(), UTF16.isTrailSurrogate(UInt16(trail)),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (trail - 0xdc00))
    else { throw error(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func fourDigits() throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard offset < text.count else { throw error(.unexpectedEnd) }
      switch text[offset] {
      case let digit where (0x30...0x39).contains(digit): unit = unit << 4 | UInt32(digit - 0x30)
      case let digit where (0x41...0x46).contains(digit): unit = unit << 4 | UInt32(digit - 0x41 + 10)
      case let digit where (0x61...0x66).contains(digit): unit = unit << 4 | UInt32(digit - 0x61 + 10)
      default: throw unexpected()
      }
      offset += 1
    }
    return unit
  }
}

/// The keys of one object so far.
private struct Keys {
  /// Only made for an object with many members: comparing a few is quicker than hashing them.
  private var many: Set<Bytes> = []
  private static let few = 8

  /// Adds a key, unless it is there already.
  ///
  /// `members`: the members before it.
  mutating func insert(_ key: String, among members: [(String, JSON)]) -> Bool {
    if members.count < Self.few {
      return !members.contains { $0.0.utf8.elementsEqual(key.utf8) }
    }
    if many.isEmpty { many = Set(members.map { Bytes($0.0.utf8) }) }
    return many.insert(Bytes(key.utf8)).inserted
  }
}
