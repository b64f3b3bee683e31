/// The words and signs of a shell's text as its grammar sees them: quoted text stays in its word, a redirection is a
/// word, comments and here-documents are left out, and what stands between parentheses is one token.
struct ShellTokens {
  enum Kind { case word, sign, parentheses }

  struct Token {
    let kind: Kind
    /// Where it stands in the text, quotes included.
    let range: Range<Int>
    fileprivate let text: UnsafePointer<UInt8>

    func `is`(_ word: StaticString) -> Bool {
      guard range.count == word.utf8CodeUnitCount else { return false }
      for index in 0..<range.count where text[index] != word.utf8Start[index] { return false }
      return true
    }

    var isNewline: Bool { kind == .sign && text[0] == lineFeed }

    /// Whether it stands between two statements of a list.
    var isSeparator: Bool {
      guard kind == .sign else { return false }
      switch text[0] {
      case lineFeed: return true
      case UInt8(ascii: ";"): return range.count == 1
      case UInt8(ascii: "&"): return range.count == 1 || text[1] != UInt8(ascii: "&")
      default: return false
      }
    }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var lexer = ShellLexer()

  /// - Parameter bytes: to stay as they are for as long as tokens are read.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Whether the text ended with something still open. Asked at the end.
  var isUnfinished: Bool { !lexer.isComplete }

  mutating func next() -> Token? {
    skipBlanks()
    guard at < bytes.count, let base = bytes.baseAddress else { return nil }
    let start = at
    let kind: Kind
    switch bytes[at] {
    case UInt8(ascii: "("):
      step()
      while at < bytes.count, !lexer.isInTheOpen {
        at = lexer.skip(bytes, from: at)
        if at < bytes.count { step() }
      }
      kind = .parentheses
    case lineFeed:
      step()
      kind = .sign
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ")"):
      if !follows("&>"), let sign = Self.signs.first(where: { follows($0) }) {
        for _ in 0..<sign.utf8CodeUnitCount { step() }
        kind = .sign
      } else {
        readWord()
        kind = .word
      }
    default:
      readWord()
      kind = .word
    }
    return Token(kind: kind, range: start..<at, text: base + start)
  }

  private static let signs: [StaticString] = [
    ";;&", ";;", ";&", ";|", "&&", "&|", "&!", "||", "|&", ";", "&", "|", ")",
  ]

  private mutating func readWord() {
    let start = at
    while true {
      at = lexer.skip(bytes, from: at)
      guard at < bytes.count else { return }
      let byte = bytes[at]
      guard lexer.isInTheOpen else {
        step()
        continue
      }
      if isBlank(byte) || byte == lineFeed || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ";") {
        return
      }
      let isRedirection =
        at > start && (bytes[at - 1] == UInt8(ascii: ">") || bytes[at - 1] == UInt8(ascii: "<"))
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">"), !isRedirection, mayEnd(start) { return }
      if byte == UInt8(ascii: "|"), !isRedirection { return }
      if byte == UInt8(ascii: "&"), !isRedirection, !(at == start && follows("&>")) { return }
      // `name()`; any other parenthesis in a word is a list, a pattern or a substitution.
      if byte == UInt8(ascii: "("), at > start, isFollowedByClosing { return }
      step()
    }
  }

  /// Whether a redirection ends the word that began there: it is not its number, its `{name}` or its `&`.
  private func mayEnd(_ start: Int) -> Bool {
    start < at && !bytes[start..<at].isDigits && bytes[start] != UInt8(ascii: "{")
      && bytes[start] != UInt8(ascii: "&")
  }

  /// Whether this stands here.
  private func follows(_ text: StaticString) -> Bool {
    guard bytes.count - at >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[at + index] != text.utf8Start[index] { return false }
    return true
  }

  private var isFollowedByClosing: Bool {
    bytes[(at + 1)...].first { !isBlank($0) } == UInt8(ascii: ")")
      && bytes[at - 1] != UInt8(ascii: "=") && bytes[at - 1] != UInt8(ascii: "$")
  }

  /// To the next token: past blanks, comments, here-documents and lines' ends that a backslash takes away.
  private mutating func skipBlanks() {
    while at < bytes.count {
      let byte = bytes[at]
      if !lexer.isInTheOpen {
        at = lexer.skip(bytes, from: at)
        // In a comment the line feed is the next token; in a here-document all is skipped.
        guard at < bytes.count, !lexer.isComment || bytes[at] != lineFeed else { return }
        step()
      } else if isBlank(byte) {
        step()
        at = lexer.skip(bytes, from: at, overBlanks: true)
      } else if byte == UInt8(ascii: "\\"), follows("\\\n") || follows("\\\r\n") {
        while bytes[at] != lineFeed { step() }
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
    lexer.read(bytes[at])
    at += 1
  }
}
