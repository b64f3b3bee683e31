/// tmux's configuration: a value is one argument of its command, and neither expanded nor run.
struct TmuxQuoter: Quoter {
  private var lexer = TmuxLexer()

  mutating func read(_ text: ArraySlice<UInt8>) { lexer.read(text) }

  func quote(_ value: String, before next: UInt8?) throws(QuotingProblem) -> Bytes {
    let quotable = try QuotableValue(value)
    if let obstacle = lexer.obstacle { throw obstacle }
    if lexer.isComment {
      if value.hasLineBreak { throw .lineBreakInComment }
    } else {
      try check(value)
    }
    switch quotable {
    case .text(let text): return text.isDigits ? text : AlternatingQuotes.quoted(text)
    case .home(nil): return Bytes("\"$HOME\"".utf8)
    case .home(let rest?):
      let isPlain = !rest.contains { "\\\"$".utf8.contains($0) || $0 < 0x20 || $0 == 0x7F }
      return isPlain
        ? Bytes("\"$HOME/".utf8) + rest + [UInt8(ascii: "\"")]
        : Bytes("\"$HOME/\"".utf8) + AlternatingQuotes.quoted(rest)
    }
  }

  private func check(_ value: String) throws(QuotingProblem) {
    let command = lexer.command
    switch TmuxCommand.argument(after: command.words, prefix: command.current) {
    case .literal: break
    case .code(let name): throw .run(by: name)
    case .format(let name):
      if let character = value.unicodeScalars.first(where: { $0 == "#" || $0 == "%" }) {
        throw .expanded(character, by: name)
      }
    }
    if value.hasSuffix(";"), TmuxCommand.isBinding(command.words) { throw .endsCommand(of: "bind-key") }
  }
}
