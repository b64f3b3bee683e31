/// The POSIX shell, and bash and zsh, sourced or run: a value is one word of literal text, and no command gets it that
/// would read that text once more.
struct ShellQuoter: Quoter {
  private var reader = ShellCommandReader()
  var lateProblem: QuotingProblem? { reader.lateProblem }
  var awaitsMore: Bool { reader.awaitsMore }

  mutating func read(_ text: ArraySlice<UInt8>) { reader.read(text) }

  mutating func quote(_ value: String, before next: UInt8?) throws(QuotingProblem) -> Bytes {
    let quotable = try QuotableValue(value)
    if let problem = reader.problem(with: value) { throw problem }
    reader.expect(value)
    let lexer = reader.lexer
    if lexer.obstacle != nil { return Bytes(value.utf8) }
    if lexer.isComment, value.hasLineBreak {
      throw .lineBreakInComment
    }
    var quoted = Self.word(quotable, endsBefore: next)
    // zsh with RC_QUOTES reads two quotes that touch as one that is meant.
    if lexer.endsWithQuote, quoted.first == UInt8(ascii: "'") {
      quoted.insert(contentsOf: "\"\"".utf8, at: 0)
    }
    if next == UInt8(ascii: "'"), quoted.last == next { quoted += "\"\"".utf8 }
    return quoted
  }

  /// Single quotes, which leave nothing to expand; a path in the home as `"$HOME/…"`; digits bare, unless what
  /// follows could make them the number of a redirection.
  private static func word(_ value: QuotableValue, endsBefore next: UInt8?) -> Bytes {
    switch value {
    case .text(let text):
      if text.isDigits, next.map({ " \t\r\n;)]}".utf8.contains($0) }) ?? true { return text }
      return singleQuoted(text)
    case .home(nil): return Bytes("\"$HOME\"".utf8)
    case .home(let rest?):
      // Between double quotes only what means nothing there, to the history expansion of a shell at its
      // prompt neither.
      let isPlain = !rest.contains { "\\\"$`!".utf8.contains($0) || $0 < 0x20 || $0 == 0x7F }
      return isPlain
        ? Bytes("\"$HOME/".utf8) + rest + [UInt8(ascii: "\"")] : Bytes("\"$HOME/\"".utf8) + singleQuoted(rest)
    }
  }
}
