/// The POSIX shell, and bash and zsh, sourced or run: a value is one word of literal text.
///
/// That a word is not code does not make the command it is given to harmless: `eval {{x}}`, `sh -c {{x}}` and
/// bash's `[[ {{x}} -eq 0 ]]` run what they are given, as they would from a variable.
struct ShellQuoter: Quoter {
  private var lexer = ShellLexer()

  mutating func read(_ text: ArraySlice<UInt8>) { lexer.read(text) }

  func quote(_ value: String, before next: UInt8?) throws(QuotingProblem) -> Bytes {
    let quotable = try QuotableValue(value)
    if let obstacle = lexer.obstacle {
      // In arithmetic a number is at home, and anything else would be evaluated.
      guard obstacle == .insideArithmetic, value.utf8.isDigits else { throw obstacle }
      return Bytes(value.utf8)
    }
    if lexer.isComment, value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) { throw .lineBreakInComment }
    var quoted = ShellWord.quoted(quotable, endsBefore: next)
    // zsh with RC_QUOTES reads two quotes that touch as one that is meant.
    if lexer.endsWithQuote, quoted.first == UInt8(ascii: "'") {
      quoted.insert(contentsOf: "\"\"".utf8, at: 0)
    }
    if next == UInt8(ascii: "'"), quoted.last == next { quoted += "\"\"".utf8 }
    return quoted
  }
}

/// The spellings of a value as a word of the shell.
enum ShellWord {
  /// Single quotes, which leave nothing to expand; a path in the home as `"$HOME/…"`; digits bare, unless what
  /// follows could make them the number of a redirection.
  static func quoted(_ value: QuotableValue, endsBefore next: UInt8?) -> Bytes {
    switch value {
    case .text(let text):
      if text.isDigits, next.map({ " \t\r\n;)]}".utf8.contains($0) }) ?? true { return text }
      return single(text)
    case .home(nil): return Bytes("\"$HOME\"".utf8)
    case .home(let rest?):
      // Between double quotes only what means nothing there, to the history expansion of a shell at its
      // prompt neither.
      let isPlain = !rest.contains { "\\\"$`!".utf8.contains($0) || $0 < 0x20 || $0 == 0x7F }
      return isPlain
        ? Bytes("\"$HOME/".utf8) + rest + [UInt8(ascii: "\"")] : Bytes("\"$HOME/\"".utf8) + single(rest)
    }
  }

  /// `'it'\''s'`, without empty pairs of quotes within: zsh with RC_QUOTES would read them as a quote.
  private static func single(_ text: Bytes) -> Bytes {
    let quote = UInt8(ascii: "'")
    guard !text.isEmpty else { return [quote, quote] }
    var quoted: Bytes = []
    quoted.reserveCapacity(text.count + 2)
    var isOpen = false
    for byte in text {
      if (byte != quote) != isOpen {
        quoted.append(quote)
        isOpen.toggle()
      }
      if byte == quote { quoted.append(UInt8(ascii: "\\")) }
      quoted.append(byte)
    }
    if isOpen { quoted.append(quote) }
    return quoted
  }
}
