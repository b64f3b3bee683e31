/// The words and signs of a shell's text as its grammar sees them: quoted text stays in its word, a redirection is a
/// word, comments and here-documents are left out, and what stands between parentheses is one token.
struct ShellTokens {
  enum Kind { case word, sign, parentheses }

  /// So small that it is handed on in registers.
  struct Token {
    let kind: Kind
    /// Which of the words of the grammar it is: one or none.
    let reserved: ShellReserved
    /// Quotes included.
    let text: UnsafeBufferPointer<UInt8>
    private let start: Int

    fileprivate init(kind: Kind, range: Range<Int>, in bytes: UnsafePointer<UInt8>) {
      self.kind = kind
      start = range.lowerBound
      text = UnsafeBufferPointer(start: bytes + start, count: range.count)
      reserved = kind == .word ? ShellReserved(text) : []
    }

    /// Where it stands in the text.
    var range: Range<Int> { start..<start + text.count }

    @inline(__always)
    func `is`(_ word: StaticString) -> Bool { text.is(word) }

    var isNewline: Bool { kind == .sign && text[0] == lineFeed }

    /// Whether it stands between two statements of a list.
    var isSeparator: Bool {
      guard kind == .sign else { return false }
      switch text[0] {
      case lineFeed: return true
      case UInt8(ascii: ";"): return text.count == 1
      case UInt8(ascii: "&"): return text.count == 1 || text[1] != UInt8(ascii: "&")
      default: return false
      }
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var lexer = ShellLexer()
  /// What the lexer says of itself.
  private var isAtRest = true
  private let meanings = ShellLexer.Meaning.ofBytes

  /// - Parameter bytes: to stay as they are for as long as tokens are read.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Whether the text ended with something still open. Asked at the end.
  var isUnfinished: Bool { !lexer.isComplete }

  /// Where reading can begin anew.
  struct Place {
    fileprivate let at: Int
    fileprivate let previous: UInt8
  }

  /// Where the next token is; nil, where it depends on more than the last byte how that is read.
  var place: Place? {
    isAtRest && !lexer.awaitsDocument ? Place(at: at, previous: lexer.previous) : nil
  }

  /// Whether one follows, as in `name()`.
  var isAtParenthesis: Bool { at < bytes.count && bytes[at] == UInt8(ascii: "(") }

  mutating func goBack(to place: Place) {
    lexer = ShellLexer()
    lexer.previous = place.previous
    at = place.at
    isAtRest = true
  }

  mutating func next() -> Token? {
    skipBlanks()
    guard at < bytes.count, let base = bytes.baseAddress else { return nil }
    let start = at
    let kind: Kind
    switch bytes[at] {
    case UInt8(ascii: "("):
      if isAtRest, follows("()") {
        lexer.previous = UInt8(ascii: ")")
        at += 2
        kind = .parentheses
        break
      }
      step()
      while at < bytes.count, !isAtRest, !lexer.isInTheOpen {
        at = lexer.skip(bytes, from: at)
        if at < bytes.count { step() }
      }
      kind = .parentheses
    case lineFeed:
      step()
      kind = .sign
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ")"):
      if follows("&>") {
        readWord()
        kind = .word
      } else {
        for _ in 0..<signLength { step() }
        kind = .sign
      }
    default:
      readWord()
      kind = .word
    }
    return Token(kind: kind, range: start..<at, in: base)
  }

  private var signLength: Int {
    if follows(";;&") { return 3 }
    let isLong =
      follows(";;") || follows(";&") || follows(";|") || follows("&&") || follows("&|") || follows("&!")
      || follows("||") || follows("|&")
    return isLong ? 2 : 1
  }

  private mutating func readWord() {
    let start = at
    while true {
      skip(upTo: .open)
      guard at < bytes.count else { return }
      guard isAtRest || lexer.isInTheOpen else {
        step()
        continue
      }
      let byte = bytes[at]
      let isRedirection =
        at > start && (bytes[at - 1] == UInt8(ascii: ">") || bytes[at - 1] == UInt8(ascii: "<"))
      switch byte {
      case _ where isBlank(byte): return
      case lineFeed, UInt8(ascii: ")"), UInt8(ascii: ";"): return
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if !isRedirection, mayEnd(start) { return }
      case UInt8(ascii: "|"):
        if !isRedirection { return }
      case UInt8(ascii: "&"):
        if !isRedirection, !(at == start && follows("&>")) { return }
      case UInt8(ascii: "("):
        // `name()`; any other parenthesis in a word is a list, a pattern or a substitution.
        if at > start, isFollowedByClosing { return }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if passesText(in: byte) { continue }
      default: break
      }
      step()
    }
  }

  /// Goes past quotes that hold nothing but text. Of any others it is the lexer that knows where they end.
  private mutating func passesText(in quote: UInt8) -> Bool {
    let isDouble = quote == UInt8(ascii: "\"")
    guard isAtRest, isDouble || lexer.previous != UInt8(ascii: "$") else { return false }
    var end = at + 1
    while end < bytes.count, bytes[end] != quote {
      switch bytes[end] {
      case UInt8(ascii: "\\") where isDouble: end += 1
      case UInt8(ascii: "`") where isDouble: return false
      case UInt8(ascii: "$") where isDouble && end + 1 < bytes.count:
        if "([{".utf8.contains(bytes[end + 1]) { return false }
      default: break
      }
      end += 1
    }
    guard end < bytes.count else { return false }
    at = end + 1
    lexer.previous = UInt8(ascii: "a")
    return true
  }

  /// Whether a redirection ends the word that began there: it is not its number, its `{name}` or its `&`.
  private func mayEnd(_ start: Int) -> Bool {
    start < at && !bytes[start..<at].isDigits && bytes[start] != UInt8(ascii: "{")
      && bytes[start] != UInt8(ascii: "&")
  }

  /// Whether this stands here.
  @inline(__always)
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
      if !isAtRest, !lexer.isInTheOpen {
        at = lexer.skip(bytes, from: at)
        // In a comment the line feed is the next token; in a here-document all is skipped.
        guard at < bytes.count, !lexer.isComment || bytes[at] != lineFeed else { return }
        step()
      } else if isBlank(byte) {
        if !isAtRest { step() }
        skip(upTo: .blank)
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

  private mutating func skip(upTo meaning: ShellLexer.Meaning) {
    guard isAtRest else {
      at = lexer.skip(bytes, from: at)
      return
    }
    let start = at
    while at < bytes.count, meanings[Int(bytes[at])] & meaning.rawValue == 0 { at += 1 }
    if at > start { lexer.previous = bytes[at - 1] }
  }

  private mutating func step() {
    let byte = bytes[at]
    at += 1
    if isAtRest, isPlain(byte) {
      lexer.previous = byte
    } else {
      lexer.read(byte)
      isAtRest = lexer.isAtRest
    }
  }

  /// Whether a byte in the open changes nothing but what the last byte is.
  private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: ">"): true
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"):
      lexer.previous != UInt8(ascii: "$")
    case UInt8(ascii: "<"): lexer.previous != byte
    case lineFeed: !lexer.awaitsDocument
    default: false
    }
  }
}
