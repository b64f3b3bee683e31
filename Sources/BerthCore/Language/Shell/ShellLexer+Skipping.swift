/// The quick way over what most of a text is made of.
extension ShellLexer {
  /// Reads on over bytes that mean nothing where they stand.
  ///
  /// `overBlanks`: whether it is blanks that mean nothing, in the open.
  ///
  /// - Returns: where the next byte is that may mean something.
  mutating func skip(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, overBlanks: Bool = false
  ) -> Int {
    guard let meaning = overBlanks ? .blank : Meaning(of: self) else { return start }
    var end = start
    Meaning.ofBytes.withUnsafeBufferPointer { meanings in
      while end < text.count, meanings[Int(text[end])] & meaning.rawValue == 0 { end += 1 }
    }
    guard end > start else { return start }
    endsWithQuote = false
    switch meaning {
    case .open, .double, .blank: previous = text[end - 1]
    case .document: documentLine += text[start..<end]
    case .single, .comment: break
    }
    return end
  }

  /// Where a byte may mean something: one bit for each.
  private enum Meaning: UInt8 {
    case open = 1
    case double = 2
    case single = 4
    case comment = 8
    case document = 16
    /// Any that is no blank.
    case blank = 32

    /// Nil: nowhere is sure to be nothing.
    init?(of lexer: ShellLexer) {
      if lexer.isInDocument {
        self = .document
      } else if lexer.isComment {
        self = .comment
      } else {
        guard !lexer.isEscaped, case .none = lexer.documentStart else { return nil }
        switch lexer.frames[lexer.frames.count - 1] {
        case .command, .backquote, .arithmetic: self = .open
        case .double: self = .double
        case .single: self = .single
        case .dollarSingle, .parameter, .bracket: return nil
        }
      }
    }

    static let ofBytes: [UInt8] = (0...255).map { (byte: UInt8) in
      var bits: UInt8 = 0
      if " \t\r\n\u{b}\u{c}'\"`\\$#()[{};&|<>".utf8.contains(byte) { bits |= open.rawValue }
      if "\"`\\$([{".utf8.contains(byte) { bits |= double.rawValue }
      if "'`".utf8.contains(byte) { bits |= single.rawValue }
      if "\n`".utf8.contains(byte) { bits |= comment.rawValue }
      if byte == lineFeed { bits |= document.rawValue }
      if !isBlank(byte) { bits |= blank.rawValue }
      return bits
    }
  }
}
