/// The text of a profile, found fit for libyaml, and what stands at one of its places.
///
/// It is looked over before libyaml sees it: libyaml's place for a bad byte is wrong, and it takes more
/// characters for line ends than an editor does, after which all its lines are off by one.
struct YAMLText {
  /// 8 MiB: some hundred thousand entries.
  static let sizeLimit = 8 << 20

  /// UTF-8 without a byte order mark, its lines ended by LF or CRLF.
  let bytes: ArraySlice<UInt8>
  let name: String

  /// - Throws: the first thing that keeps the text from being read.
  init(_ text: Bytes, name: String) throws(InvalidProfile) {
    self.name = name
    guard text.count <= Self.sizeLimit else {
      throw InvalidProfile([
        Diagnostic(
          at: Place(file: name, line: 1, column: 1), "the profile is larger than 8 MiB",
          hint: "split it, and join the parts with 'extends'")
      ])
    }
    bytes = text.starts(with: [0xef, 0xbb, 0xbf]) ? text[3...] : text[...]
    if let flaw = text.withUnsafeBufferPointer({ Self.firstFlaw(in: $0, from: bytes.startIndex) }) {
      let (message, hint) = Self.wording(of: flaw, in: text)
      throw InvalidProfile([Diagnostic(at: place(of: flaw), message, hint: hint)])
    }
  }

  /// The index of the first byte that begins something unfit.
  private static func firstFlaw(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < text.count {
      let byte = text[index]
      let next = index + 1 < text.count ? text[index + 1] : 0
      switch byte {
      case UInt8(ascii: "%"):
        // Each of these lines is compared with all before it by libyaml: a megabyte of them takes minutes.
        let atStart = index == start || text[index - 1] == UInt8(ascii: "\n")
        if atStart, index + 3 < text.count, next == 0x54, text[index + 2] == 0x41, text[index + 3] == 0x47 {
          return index
        }
        index += 1
      case 0x20..<0x7f, 0x09, 0x0a:
        index += 1
      case 0x0d:
        guard next == 0x0a else { return index }
        index += 2
      case 0x80...:
        let length = sequenceLength(in: text, at: index)
        guard length > 0 else { return index }
        if byte == 0xc2, next < 0xa0 { return index }
        if byte == 0xe2, next == 0x80, text[index + 2] & 0xfe == 0xa8 { return index }
        if byte == 0xef, next == 0xbb, text[index + 2] == 0xbf { return index }
        if byte == 0xef, next == 0xbf, text[index + 2] >= 0xbe { return index }
        index += length
      default:
        return index
      }
    }
    return nil
  }

  /// How many bytes the character at `index` has, which begins with one from 0x80 on; 0 where it is not UTF-8
  /// (RFC 3629, section 4).
  private static func sequenceLength(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let (length, second): (Int, ClosedRange<UInt8>)
    switch text[index] {
    case 0xc2...0xdf: (length, second) = (2, 0x80...0xbf)
    case 0xe0: (length, second) = (3, 0xa0...0xbf)
    case 0xed: (length, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: (length, second) = (3, 0x80...0xbf)
    case 0xf0: (length, second) = (4, 0x90...0xbf)
    case 0xf1...0xf3: (length, second) = (4, 0x80...0xbf)
    case 0xf4: (length, second) = (4, 0x80...0x8f)
    default: return 0
    }
    guard index + length <= text.count, second.contains(text[index + 1]) else { return 0 }
    for offset in 2..<max(length, 2) where text[index + offset] & 0xc0 != 0x80 { return 0 }
    return length
  }

  /// What to say of the flaw at `index`.
  private static func wording(of index: Int, in text: Bytes) -> (message: String, hint: String?) {
    let byte = text[index]
    if text.starts(with: [0xff, 0xfe]) || text.starts(with: [0xfe, 0xff]) || (byte == 0 && index < 2) {
      return ("the profile is in UTF-16", "save it as UTF-8")
    }
    let escape = "in double quotes, write it as an escape"
    switch byte {
    case UInt8(ascii: "%"):
      return ("tags are not supported", "leave this line out")
    case 0x0d:
      return ("found a carriage return that does not end a line", "save the profile with LF or CRLF")
    case 0..<0x80:
      return ("found the control character U+\(byte.digits(radix: 16, count: 4, uppercase: true))", escape)
    default:
      let length = text.withUnsafeBufferPointer { sequenceLength(in: $0, at: index) }
      let character = String(decoding: text[index..<index + length], as: UTF8.self)
      guard let scalar = character.unicodeScalars.first else {
        return (
          "byte 0x\(byte.digits(radix: 16, count: 2, uppercase: true)) is not UTF-8",
          "save the profile as UTF-8"
        )
      }
      return (
        "found the control character U+\(scalar.value.digits(radix: 16, count: 4, uppercase: true))", escape
      )
    }
  }

  /// The place of the byte at `index`.
  private func place(of index: Int) -> Place {
    let before = bytes[..<index]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.startIndex
    let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let column = before[lineStart...].reduce(1) { $0 + ($1 & 0xc0 == 0x80 ? 0 : 1) }
    return Place(file: name, line: line, column: column)
  }

  /// The place itself, or the end of the text where it lies beyond: libyaml ends a last line that has no end.
  func clamped(_ place: Place) -> Place {
    let last = bytes.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    return place.line <= last
      ? place : Place(file: place.file, line: last, column: line(last).count + 1)
  }

  /// A line of the text, without its end, as characters; `number` counts from 1.
  func line(_ number: Int) -> [Unicode.Scalar] {
    var start = bytes.startIndex
    for _ in 1..<max(number, 1) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return [] }
      start = end + 1
    }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    var line = bytes[start..<end]
    if line.last == 0x0d { line.removeLast() }
    return Array(String(decoding: line, as: UTF8.self).unicodeScalars)
  }

  /// The character at a place, or nil at the end of a line.
  func scalar(at place: Place) -> Unicode.Scalar? {
    let line = line(place.line)
    return line.indices.contains(place.column - 1) ? line[place.column - 1] : nil
  }
}
