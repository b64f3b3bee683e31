/// Follows a tmux configuration (tmux(1), "Command parsing and execution") as far as needed to tell in which
/// command, and how quoted, its text ends.
struct TmuxLexer {
  private(set) var command = CommandWords()
  private(set) var isComment = false
  private var quote: UInt8?
  private var isEscaped = false
  private var isAfterDollar = false
  /// Within `#{…}` of an `%if`, which alone may stand without quotes; up to the line's end.
  private var isInFormat = false

  /// What hinders a quoted word here.
  var obstacle: QuotingProblem? {
    if quote != nil { return .insideQuotes }
    if isComment { return nil }
    if isInFormat { return .insideFormat }
    if isEscaped { return .after("\\") }
    return isAfterDollar ? .after("$") : nil
  }

  mutating func read(_ text: some Sequence<UInt8>) {
    for byte in text { read(byte) }
  }

  private mutating func read(_ byte: UInt8) {
    isAfterDollar = byte == UInt8(ascii: "$") && quote == nil && !isEscaped
    if isEscaped {
      isEscaped = false
      // An escaped line feed is as if it were not there, in a comment too.
      if byte != lineFeed, !isComment { command.append(byte) }
    } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
      isEscaped = true
    } else if isComment || isInFormat {
      if byte == lineFeed { endCommand() }
    } else if let quote {
      if byte == quote { self.quote = nil } else { command.append(byte) }
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
    case lineFeed, UInt8(ascii: ";"): endCommand()
    case UInt8(ascii: "{") where command.current == nil, UInt8(ascii: "}"): endCommand()
    case UInt8(ascii: "#") where command.current == nil:
      let isCondition = ["%if", "%elif"].contains(command.words.first)
      isInFormat = isCondition
      isComment = !isCondition
    default: command.append(byte)
    }
  }

  private mutating func endCommand() {
    command.removeAll()
    isComment = false
    isInFormat = false
  }
}
