/// The words and signs of a shell's text as its grammar sees them: quoted text stays in its word, comments and
/// here-documents are left out, and what stands between parentheses is one token.
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
    switch bytes[at] {
    case newline:
      step()
      return token(.sign)
    case UInt8(ascii: "("):
      step()
      while at < bytes.count, !lexer.isInTheOpen { step() }
      return token(.parentheses)
    case UInt8(ascii: "&") where follows(">"): break
    case let byte where Self.isSign(byte):
      let longest = Self.signs.first { bytes[at...].starts(withText: $0) }
      for _ in 0..<(longest?.utf8CodeUnitCount ?? 1) { step() }
      return token(.sign)
    default: break
    }
    readWord()
    return token(.word)
  }

  private static let signs: [StaticString] = [";;&", ";;", ";&", ";|", "&&", "&|", "&!", "||", "|&"]

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|")
      || byte == UInt8(ascii: ")")
  }

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
      if byte == UInt8(ascii: "|"), !isRedirection { return }
      if byte == UInt8(ascii: "&"), !isRedirection, !(at == start && follows(">")) { return }
      // `name()`; any other parenthesis in a word is a list, a pattern or a substitution.
      if byte == UInt8(ascii: "("), at > start, isFollowedByClosing { return }
      step()
    }
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
      } else if byte == UInt8(ascii: "\\"), follows("\n") {
        step()
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
