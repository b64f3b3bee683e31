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
    if let flaw = Self.firstFlaw(in: bytes) {
      let (message, hint) = Self.wording(of: flaw, in: text)
      throw InvalidProfile([Diagnostic(at: place(of: flaw.index), message, hint: hint)])
    }
  }

  /// The first that is unfit: where it begins, and which character it is; nil: none.
  private static func firstFlaw(in text: ArraySlice<UInt8>) -> (index: Int, scalar: Unicode.Scalar?)? {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = text.makeIterator()
    var index = text.startIndex
    while true {
      switch parser.parseScalar(from: &rest) {
      case .emptyInput: return nil
      case .error: return (index, nil)
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if isUnfit(scalar, at: index, in: text) { return (index, scalar) }
        index += encoded.count
      }
    }
  }

  private static func isUnfit(_ scalar: Unicode.Scalar, at index: Int, in text: ArraySlice<UInt8>) -> Bool {
    switch scalar.value {
    // Each of these lines is compared with all before it by libyaml: a megabyte of them takes minutes.
    case 0x25:
      (index == text.startIndex || text[index - 1] == lineFeed) && text[index...].starts(withText: "%TAG")
    case 0x0d: index + 1 == text.endIndex || text[index + 1] != lineFeed
    case 0x09, 0x0a: false
    case 0..<0x20, 0x7f..<0xa0, 0x2028...0x2029, 0xfeff, 0xfffe...0xffff: true
    default: false
    }
  }

  /// What to say of a flaw.
  private static func wording(
    of flaw: (index: Int, scalar: Unicode.Scalar?), in text: Bytes
  ) -> (message: String, hint: String?) {
    let byte = text[flaw.index]
    if text.starts(with: [0xff, 0xfe]) || text.starts(with: [0xfe, 0xff]) || (byte == 0 && flaw.index < 2) {
      return ("the profile is in UTF-16", "save it as UTF-8")
    }
    switch flaw.scalar {
    case "%": return ("tags are not supported", "leave this line out")
    case "\r": return ("found a carriage return that does not end a line", "save the profile with LF or CRLF")
    case let scalar?:
      return (
        "found the control character U+\(scalar.value.digits(radix: 16, count: 4, uppercase: true))",
        "in double quotes, write it as an escape"
      )
    case nil:
      return (
        "byte 0x\(byte.digits(radix: 16, count: 2, uppercase: true)) is not UTF-8",
        "save the profile as UTF-8"
      )
    }
  }

  /// The place of the byte at `index`.
  private func place(of index: Int) -> Place {
    let before = bytes[..<index]
    let lineStart = before.lastIndex(of: lineFeed).map { $0 + 1 } ?? bytes.startIndex
    let line = before.reduce(1) { $0 + ($1 == lineFeed ? 1 : 0) }
    let column = before[lineStart...].reduce(1) { $0 + ($1 & 0xc0 == 0x80 ? 0 : 1) }
    return Place(file: name, line: line, column: column)
  }

  /// The place itself, or the end of the text where it lies beyond: libyaml ends a last line that has no end.
  func clamped(_ place: Place) -> Place {
    let last = bytes.reduce(1) { $0 + ($1 == lineFeed ? 1 : 0) }
    return place.line <= last
      ? place : Place(file: place.file, line: last, column: line(last).count + 1)
  }

  /// A line of the text, without its end, as characters; `number` counts from 1.
  func line(_ number: Int) -> [Unicode.Scalar] {
    var start = bytes.startIndex
    for _ in 1..<max(number, 1) {
      guard let end = bytes[start...].firstIndex(of: lineFeed) else { return [] }
      start = end + 1
    }
    let end = bytes[start...].firstIndex(of: lineFeed) ?? bytes.endIndex
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
