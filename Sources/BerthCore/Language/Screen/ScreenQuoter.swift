/// screen's configuration: a value is one argument of its command.
///
/// Tried on screen 4.9. A quoted argument is still text that some commands read once more: `%` in those that
/// show it, `^` and `\` in those that type it, all of it in `eval`. Such values are refused there.
struct ScreenQuoter: Quoter {
  private var lexer = ScreenLexer()
  /// Whether the line being read holds a value.
  private var lineHasValue = false
  private(set) var lateProblem: QuotingProblem?
  var awaitsMore: Bool { lineHasValue }

  /// screen reads a longer line in pieces, and takes the rest for a command of its own.
  private static let lineLimit = 2047

  mutating func read(_ text: ArraySlice<UInt8>) {
    for byte in text {
      lexer.read(byte)
      if byte == lineFeed { lineHasValue = false }
      if lineHasValue, lexer.lineLength > Self.lineLimit { lateProblem = .lineTooLong(limit: Self.lineLimit) }
    }
  }

  mutating func quote(_ value: String, before next: UInt8?) throws(QuotingProblem) -> Bytes {
    let quotable = try QuotableValue(value)
    if let obstacle = lexer.obstacle { throw obstacle }
    if lexer.isComment {
      if value.hasLineBreak { throw .lineBreakInComment }
    } else {
      try check(value)
    }
    lineHasValue = true
    switch quotable {
    case .text(let text): return text.isDigits ? text : AlternatingQuotes.quoted(text)
    case .home(nil): return Bytes("\"$HOME\"".utf8)
    case .home(let rest?):
      let isPlain = rest.allSatisfy { $0.isNameByte || "/.,:@+-=~".utf8.contains($0) }
      return Bytes("$HOME/".utf8) + (isPlain ? rest : AlternatingQuotes.quoted(rest))
    }
  }

  private func check(_ value: String) throws(QuotingProblem) {
    var words = lexer.command.words[...]
    // `bind [-c class] key command …`, the key being literal.
    if words.first == "bind" {
      words = words.dropFirst()
      if words.first == "-c" { words = words.dropFirst(2) }
      if words.isEmpty { return }
      words = words.dropFirst()
    }
    guard let name = words.first else { throw .run(by: "screen") }
    // A window's title is an operand of its own.
    let isTitle = name == "screen" && words.last == "-t"
    if Self.codeCommands.contains(name), !isTitle { throw .run(by: name) }
    if Self.typingCommands.contains(name),
      let character = value.unicodeScalars.first(where: { $0 == "^" || $0 == "\\" })
    {
      throw .expanded(character, by: name)
    }
    if value.unicodeScalars.contains("%"), !Self.literalCommands.contains(name) {
      throw .expanded("%", by: name)
    }
  }

  private static let codeCommands: Set<String> = [
    "eval", "at", "idle", "blankerprg", "bindkey", "exec", "screen", "shell", "defshell", "backtick",
    "printcmd",
  ]

  private static let typingCommands: Set<String> = ["stuff", "register", "process"]

  private static let literalCommands: Set<String> = [
    "setenv", "unsetenv", "chdir", "source", "term", "escape", "defescape",
    "stuff", "register", "readbuf", "writebuf", "bufferfile", "sessionname",
  ]
}
