/// Follows the grammar of the POSIX shell (XCU 2.2 and 2.3, with what bash and zsh add) as far as needed to
/// tell how a word would be read where a text ends: in the open, in quotes, in a comment, in arithmetic.
///
/// A known limit: within `$(…)` the lone `)` of a `case` pattern is taken for the end; write `(pattern)`.
struct ShellLexer {
  enum Frame: Hashable {
    /// The text itself, `(…)` and `$(…)`.
    case command
    case single
    /// `$'…'`, in which a backslash escapes.
    case dollarSingle
    case double
    case backquote
    /// `${…}`, with the operator after the name once it is known, and whether it stands within double quotes.
    case parameter(ShellParameterOperator, isInDouble: Bool)
    /// `$((…))` and `((…))`, with the number of open parentheses.
    case arithmetic(Int)
    /// `$[…]`, the older form of it in bash and zsh, with the number of open brackets.
    case bracket(Int)
  }

  private(set) var frames: [Frame] = [.command]
  /// Where among them a backquote is open: of one within another, the first.
  private var backquote: Int?
  private(set) var isEscaped = false
  var isComment = false
  /// The last byte that is neither escaped nor between quotes; `a` stands for any that means nothing.
  var previous: UInt8 = lineFeed
  var documentStart = DocumentStart.none
  /// What is known of that document.
  var startingDocument = Document()
  var pendingDocuments: ArraySlice<Document> = []
  var isInDocument = false
  var documentLine: Bytes = []

  /// Whether the text ends with the end of a '…', so that a quote after it would touch that.
  var endsWithQuote = false

  /// Whether the next byte is one of a command of the text itself: not quoted, in no comment or here-document,
  /// and between no parentheses.
  var isInTheOpen: Bool {
    guard frames.count == 1, !isEscaped, !isComment, !isInDocument else { return false }
    return switch documentStart {
    case .none, .word(quote: nil): true
    default: false
    }
  }

  /// Whether a text of this state is as one that begins, but for documents awaited: the most common of all states.
  var isAtRest: Bool {
    guard frames.count == 1, !isEscaped, !isComment, !isInDocument else { return false }
    if case .none = documentStart { return true }
    return false
  }

  var awaitsDocument: Bool { !pendingDocuments.isEmpty }

  /// Whether a text may end here: nothing is open, and no here-document awaited.
  var isComplete: Bool {
    frames.count == 1 && !isEscaped && !isInDocument && pendingDocuments.isEmpty
  }

  /// What hinders a quoted word here; nil when it would be read as one word.
  var obstacle: QuotingProblem? {
    if isInDocument { return .insideHereDocument }
    if case .none = documentStart {} else { return .insideHereDocument }
    if backquote != nil { return .insideBackquotes }
    if isEscaped { return .after("\\") }
    switch frames[frames.count - 1] {
    case .single, .dollarSingle, .double: return .insideQuotes
    case .parameter(let operation, let isInDouble):
      if isInDouble { return .insideQuotes }
      guard operation == .word || operation == .pattern else { return .insideParameter }
    case .arithmetic, .bracket: return .insideArithmetic
    case .command, .backquote: break
    }
    if !isComment, previous == UInt8(ascii: "$") { return .after("$") }
    return nil
  }

  mutating func read(_ text: some Sequence<UInt8>) {
    for byte in text { read(byte) }
  }

  mutating func read(_ byte: UInt8) {
    endsWithQuote = false
    if isInDocument {
      readDocument(byte)
    } else if isComment {
      if byte == lineFeed { endLine() }
      if byte == UInt8(ascii: "`"), backquote != nil { toggleBackquote() }
    } else if isEscaped {
      isEscaped = false
      // An escaped line feed is as if it were not there.
      if byte != lineFeed { previous = UInt8(ascii: "a") }
    } else if !readDocumentStart(byte) {
      readInFrame(byte)
    }
  }

  private mutating func readInFrame(_ byte: UInt8) {
    if byte == UInt8(ascii: "`") {
      // Within backquotes the next one ends them, quoted or not.
      if backquote != nil || frames.last != .single && frames.last != .dollarSingle {
        toggleBackquote()
        return
      }
    }
    switch frames[frames.count - 1] {
    case .single:
      if byte == UInt8(ascii: "'") { closeQuote(single: true) }
    case .dollarSingle:
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      if byte == UInt8(ascii: "'") { closeQuote(single: true) }
    case .double:
      if byte == UInt8(ascii: "\"") {
        closeQuote(single: false)
      } else {
        readExpansion(byte)
      }
    case .parameter(let operation, let isInDouble): readInParameter(byte, operation, isInDouble)
    case .arithmetic(let depth): readInArithmetic(byte, depth)
    case .bracket(let depth): readInBracket(byte, depth)
    case .command, .backquote: readInTheOpen(byte)
    }
  }

  private mutating func readInTheOpen(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): openQuote(byte)
    case UInt8(ascii: "#") where Self.endsWord(previous): isComment = true
    case UInt8(ascii: "("):
      if previous == byte, frames.count > 1, frames.last == .command {
        frames[frames.count - 1] = .arithmetic(2)
        previous = UInt8(ascii: "a")
      } else {
        frames.append(.command)
        previous = byte
      }
    case UInt8(ascii: ")"):
      if frames.count > 1, frames.last == .command { frames.removeLast() }
      previous = byte
    case UInt8(ascii: "<") where previous == byte:
      documentStart = .afterOperator
      previous = UInt8(ascii: "a")
    case lineFeed:
      previous = byte
      endLine()
    default: readExpansion(byte)
    }
  }

  private mutating func readInArithmetic(_ byte: UInt8, _ depth: Int) {
    switch byte {
    case UInt8(ascii: "("):
      if previous == UInt8(ascii: "$") {
        frames.append(.command)
        previous = byte
      } else {
        frames[frames.count - 1] = .arithmetic(depth + 1)
        previous = UInt8(ascii: "a")
      }
    case UInt8(ascii: ")"):
      frames[frames.count - 1] = .arithmetic(depth - 1)
      if depth == 1 { frames.removeLast() }
      previous = UInt8(ascii: "a")
    case UInt8(ascii: "'"), UInt8(ascii: "\""): openQuote(byte)
    default: readExpansion(byte)
    }
  }

  private mutating func readInBracket(_ byte: UInt8, _ depth: Int) {
    switch byte {
    case UInt8(ascii: "["):
      frames[frames.count - 1] = .bracket(depth + 1)
      previous = UInt8(ascii: "a")
    case UInt8(ascii: "]"):
      frames[frames.count - 1] = .bracket(depth - 1)
      if depth == 1 { frames.removeLast() }
      previous = UInt8(ascii: "a")
    case UInt8(ascii: "'"), UInt8(ascii: "\""): openQuote(byte)
    default: readExpansion(byte)
    }
  }

  private mutating func readInParameter(
    _ byte: UInt8, _ operation: ShellParameterOperator, _ isInDouble: Bool
  ) {
    if byte == UInt8(ascii: "}") {
      frames.removeLast()
      previous = UInt8(ascii: "a")
      return
    }
    let next = operation.reading(byte)
    if next != operation {
      frames[frames.count - 1] = .parameter(next, isInDouble: isInDouble)
      previous = UInt8(ascii: "a")
      return
    }
    switch byte {
    case UInt8(ascii: "\""): openQuote(byte)
    case UInt8(ascii: "'") where !isInDouble || operation == .pattern: openQuote(byte)
    default: readExpansion(byte)
    }
  }

  /// Backslash and dollar, which mean the same in the open and within double quotes.
  private mutating func readExpansion(_ byte: UInt8) {
    let follows = previous == UInt8(ascii: "$")
    previous = byte
    switch byte {
    case UInt8(ascii: "\\"):
      isEscaped = true
    case UInt8(ascii: "$") where follows:
      previous = UInt8(ascii: "a")
    case UInt8(ascii: "(") where follows:
      frames.append(.command)
    case UInt8(ascii: "[") where follows:
      frames.append(.bracket(1))
      previous = UInt8(ascii: "a")
    case UInt8(ascii: "{") where follows:
      frames.append(.parameter(.none(nameLength: 0), isInDouble: isInDouble))
      previous = UInt8(ascii: "a")
    default: break
    }
  }

  private mutating func openQuote(_ quote: UInt8) {
    if quote == UInt8(ascii: "\"") {
      frames.append(.double)
    } else {
      frames.append(previous == UInt8(ascii: "$") ? .dollarSingle : .single)
    }
    previous = UInt8(ascii: "a")
  }

  private mutating func closeQuote(single: Bool) {
    frames.removeLast()
    previous = UInt8(ascii: "a")
    endsWithQuote = single
  }

  private mutating func toggleBackquote() {
    if let open = backquote {
      frames.removeSubrange(open...)
      backquote = nil
      isComment = false
      previous = UInt8(ascii: "a")
    } else {
      backquote = frames.count
      frames.append(.backquote)
      previous = lineFeed
    }
  }

  static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, lineFeed, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  /// Whether a `${…}` that opens here stands within double quotes, be it by others.
  private var isInDouble: Bool {
    if case .parameter(_, let isInDouble) = frames[frames.count - 1] { return isInDouble }
    return frames[frames.count - 1] == .double
  }
}
