/// The words and signs of a shell's text as its grammar sees them: quoted text stays in its word, a redirection is a
/// word, comments and here-documents are left out, and what stands between parentheses is one token.
struct ShellTokens {
  enum Kind { case word, sign, parentheses }

  struct Token {
    let kind: Kind
    /// As it stands in the text, quotes included.
    let text: ArraySlice<UInt8>
    /// Where its line begins, and that line's number, counted from 1.
    let lineStart: Int
    let line: Int

    func `is`(_ text: StaticString) -> Bool {
      self.text.count == text.utf8CodeUnitCount && self.text.starts(withText: text)
    }

    var isNewline: Bool { kind == .sign && text.first == newline }

    /// Whether it stands between two statements of a list.
    var isSeparator: Bool { isNewline || `is`(";") || `is`("&") || `is`("&!") || `is`("&|") }
  }

  private let bytes: Bytes
  private var at = 0
  private var line = 1
  private var lineStart = 0
  private var lexer = ShellLexer()

  init(_ bytes: Bytes) {
    self.bytes = bytes
  }

  /// Whether the text ended with something still open. Asked at the end.
  var isUnfinished: Bool { !lexer.isComplete }

  mutating func next() -> Token? {
    skipBlanks()
    guard at < bytes.count else { return nil }
    let (start, line, lineStart) = (at, line, lineStart)
    func token(_ kind: Kind) -> Token {
      Token(kind: kind, text: bytes[start..<at], lineStart: lineStart, line: line)
    }
    if bytes[at] == UInt8(ascii: "(") {
      step()
      while at < bytes.count, !lexer.isInTheOpen { step() }
      return token(.parentheses)
    }
    if let sign = Self.signs.first(where: { bytes[at...].starts(withText: $0) }),
      !bytes[at...].starts(withText: "&>")
    {
      for _ in 0..<sign.utf8CodeUnitCount { step() }
      return token(.sign)
    }
    readWord()
    return token(.word)
  }

  private static let signs: [StaticString] = [
    "\n", ";;&", ";;", ";&", ";|", "&&", "&|", "&!", "||", "|&", ";", "&", "|", ")",
  ]

  private mutating func readWord() {
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      guard lexer.isInTheOpen else {
        step()
        continue
      }
      if isBlank(byte) || byte == newline || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ";") { return }
      let isRedirection =
        at > start && (bytes[at - 1] == UInt8(ascii: ">") || bytes[at - 1] == UInt8(ascii: "<"))
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">"), !isRedirection, mayEnd(start) { return }
      if byte == UInt8(ascii: "|"), !isRedirection { return }
      if byte == UInt8(ascii: "&"), !isRedirection, !(at == start && follows(">")) { return }
      // `name()`; any other parenthesis in a word is a list, a pattern or a substitution.
      if byte == UInt8(ascii: "("), at > start, isFollowedByClosing { return }
      step()
    }
  }

  /// Whether a redirection ends the word that began there: it is not its number, its `{name}` or its `&`.
  private func mayEnd(_ start: Int) -> Bool {
    start < at && !bytes[start..<at].isDigits && !"{&".utf8.contains(bytes[start])
  }

  private func follows(_ next: StaticString) -> Bool { bytes[(at + 1)...].starts(withText: next) }

  private var isFollowedByClosing: Bool {
    bytes[(at + 1)...].first { !isBlank($0) } == UInt8(ascii: ")")
      && bytes[at - 1] != UInt8(ascii: "=") && bytes[at - 1] != UInt8(ascii: "$")
  }

  /// To the next token: past blanks, comments, here-documents and lines' ends that a backslash takes away.
  private mutating func skipBlanks() {
    while at < bytes.count {
      let byte = bytes[at]
      if !lexer.isInTheOpen {
        // In a comment the line feed is the next token; in a here-document all is skipped.
        if lexer.isComment, byte == newline { return }
        step()
      } else if isBlank(byte) {
        step()
      } else if byte == UInt8(ascii: "\\"), follows("\n") || follows("\r\n") {
        while bytes[at] != newline { step() }
        step()
      } else if byte == UInt8(ascii: "#") {
        step()
        if !lexer.isComment { return }
      } else {
        return
      }
    }
  }

  private mutating func step() {
    let byte = bytes[at]
    lexer.read(byte)
    at += 1
    if byte == newline {
      line += 1
      lineStart = at
    }
  }
}

private let newline = UInt8(ascii: "\n")
