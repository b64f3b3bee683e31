/// The quick way over what most of a text is made of.
extension ShellLexer {
  /// Reads on over bytes that mean nothing where they stand.
  ///
  /// `meaning`: what may mean something, if that is known.
  ///
  /// - Returns: where the next byte is that may mean something.
  mutating func skip(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, upTo meaning: Meaning? = nil
  ) -> Int {
    guard let meaning = meaning ?? self.meaning else { return start }
    var end = start
    let meanings = Meaning.ofBytes
    while end < text.count, meanings[Int(text[end])] & meaning.rawValue == 0 { end += 1 }
    guard end > start else { return start }
    endsWithQuote = false
    switch meaning {
    case .open, .double, .parameter, .blank: previous = text[end - 1]
    case .document: documentLine += text[start..<end]
    case .single, .comment: break
    }
    return end
  }

  /// Nil: nowhere is sure to be nothing.
  private var meaning: Meaning? {
    if isInDocument { return .document }
    if isComment { return .comment }
    guard !isEscaped, case .none = documentStart else { return nil }
    return switch frames[frames.count - 1] {
    case .command, .backquote, .arithmetic: .open
    case .double: .double
    case .single: .single
    case .parameter(.word, _), .parameter(.pattern, _), .parameter(.other, _): .parameter
    case .dollarSingle, .parameter, .bracket: nil
    }
  }

  /// Where a byte may mean something: one bit for each.
  enum Meaning: UInt8 {
    case open = 1
    case double = 2
    case single = 4
    case comment = 8
    case document = 16
    /// Any that is no blank.
    case blank = 32
    case parameter = 64

    /// Never freed.
    nonisolated(unsafe) static let ofBytes: UnsafePointer<UInt8> = {
      let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
      for byte in 0...255 { bytes[byte] = bits(of: UInt8(byte)) }
      return UnsafePointer(bytes)
    }()

    private static func bits(of byte: UInt8) -> UInt8 {
      var bits: UInt8 = 0
      if " \t\r\n\u{b}\u{c}'\"`\\$#()[{};&|<>".utf8.contains(byte) { bits |= open.rawValue }
      if "\"`\\$([{".utf8.contains(byte) { bits |= double.rawValue }
      if "}'\"`\\$([{".utf8.contains(byte) { bits |= parameter.rawValue }
      if "'`".utf8.contains(byte) { bits |= single.rawValue }
      if "\n`".utf8.contains(byte) { bits |= comment.rawValue }
      if byte == lineFeed { bits |= document.rawValue }
      if !isBlank(byte) { bits |= blank.rawValue }
      return bits
    }
  }
}
