/// Follows a screenrc (screen(1), "Customization"), line by line: nothing reaches over a line's end.
struct ScreenLexer {
  private(set) var command = CommandWords()
  private(set) var isComment = false
  /// In bytes, so far.
  private(set) var lineLength = 0
  private var quote: UInt8?
  private var isEscaped = false
  private var previous: UInt8 = 0

  /// What hinders a quoted word here.
  var obstacle: QuotingProblem? {
    if isComment { return nil }
    if quote != nil { return .insideQuotes }
    if isEscaped { return .after("\\") }
    // `$'` is literal today, and `^'` a control character.
    return "$^".utf8.contains(previous) ? .after(Unicode.Scalar(previous)) : nil
  }

  mutating func read(_ byte: UInt8) {
    if byte == lineFeed {
      self = ScreenLexer()
      return
    }
    lineLength += 1
    if isComment { return }
    if isEscaped {
      isEscaped = false
      command.append(byte)
      previous = 0
      return
    }
    previous = byte
    if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
      isEscaped = true
    } else if let quote {
      if byte == quote { self.quote = nil } else { command.append(byte) }
      previous = 0
    } else {
      readUnquoted(byte)
    }
  }

  private mutating func readUnquoted(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      quote = byte
      command.begin()
    case 0x20, 0x09: command.end()
    case UInt8(ascii: "#") where command.current == nil: isComment = true
    default: command.append(byte)
    }
  }
}
