/// OpenSSH's client configuration: a value is one argument, and none of it a token, a variable or a command.
///
/// Tried on OpenSSH 9.2. Before 8.7 a backslash between quotes was itself, so one is doubled only where 8.7
/// and later would take it for an escape.
struct SSHConfigQuoter: Quoter {
  private var lexer = SSHConfigLexer()
  var lateProblem: QuotingProblem? { lexer.lateProblem }
  var awaitsMore: Bool { lexer.shell?.awaitsMore ?? false }

  mutating func read(_ text: ArraySlice<UInt8>) { lexer.read(text) }

  mutating func quote(_ value: String, before next: UInt8?) throws(QuotingProblem) -> Bytes {
    let quotable = try QuotableValue(value)
    guard !value.hasLineBreak else { throw .lineBreak(.sshConfig) }
    if let obstacle = lexer.obstacle ?? lexer.shell?.problem(with: value) { throw obstacle }
    lexer.expect(value)
    guard !lexer.isComment, let keyword = lexer.keyword else { return Self.argument(value) }
    if lexer.isInMatchCommand { return try matchCommandWord(quotable, before: next) }
    if lexer.isAtMatchCommand {
      return [UInt8(ascii: "\"")] + (try matchCommandWord(quotable, before: next)) + [UInt8(ascii: "\"")]
    }
    let isWord = " \t=".utf8.contains(lexer.previous) && next.map { " \t\r\n".utf8.contains($0) } ?? true
    if value.isEmpty, isWord, !SSHConfigKeyword.takesEmpty(keyword) { throw .empty(keyword: keyword) }
    let text = try withTokensEscaped(value, keyword: keyword)
    switch keyword {
    case "match": return try matchCriterion(text)
    case SSHConfigKeyword.proxyJump:
      if let character = text.unicodeScalars.first(where: { !Self.isSafe($0) }) {
        throw .unquotable(character, keyword: keyword)
      }
      return Bytes(text.utf8)
    case SSHConfigKeyword.knownHostsCommand:
      // ssh runs it without a shell, so that only its own token names the home.
      if case .home(let rest) = quotable {
        return Bytes("\"%d\"".utf8)
          + (rest.map { Self.commandWord(Bytes("/".utf8) + $0.doublingPercent) } ?? [])
      }
      return Self.commandWord(Bytes(text.utf8))
    case _ where SSHConfigKeyword.commands.contains(keyword):
      // ssh does not follow the shell into `"$(…)"`: what opens a quote for the one would close it for the other.
      if lexer.isQuotedForSSH, let byte = value.utf8.first(where: { "'\"\\".utf8.contains($0) }) {
        throw .unquotable(Unicode.Scalar(byte), keyword: keyword)
      }
      return Self.command(quotable)
    default: return Self.argument(text)
    }
  }

  // MARK: arguments

  /// The value with every `%` doubled, where the keyword expands those.
  private func withTokensEscaped(_ value: String, keyword: String) throws(QuotingProblem) -> String {
    if SSHConfigKeyword.expandingTilde.contains(keyword), value.utf8.first == UInt8(ascii: "~"), value != "~",
      !value.hasPrefix("~/")
    {
      throw .homeOfUser(keyword: keyword)
    }
    let bytes = Bytes(value.utf8)
    let holdsReference = zip(bytes, bytes.dropFirst()).contains {
      $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{")
    }
    if holdsReference,
      SSHConfigKeyword.expandingEnvironment.contains(keyword)
        || SSHConfigKeyword.expandingLately.contains(keyword)
    {
      throw .environmentReference(keyword: keyword)
    }
    if SSHConfigKeyword.namingVariable.contains(keyword), bytes.first == UInt8(ascii: "$") {
      throw .environmentReference(keyword: keyword)
    }
    guard bytes.contains(UInt8(ascii: "%")) else { return value }
    if SSHConfigKeyword.expandingLately.contains(keyword) { throw .uncertain("%", keyword: keyword) }
    guard SSHConfigKeyword.expandingTokens.contains(keyword) else { return value }
    return String(decoding: bytes.doublingPercent, as: UTF8.self)
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (UInt8(ascii: scalar).isNameByte || "/.,:@+-~".unicodeScalars.contains(scalar))
  }

  /// Bare where nothing in it needs quotes, else `"…"`.
  private static func argument(_ value: String) -> Bytes {
    if !value.isEmpty, value.unicodeScalars.allSatisfy(isSafe) { return Bytes(value.utf8) }
    var quoted: Bytes = [UInt8(ascii: "\"")]
    let bytes = Bytes(value.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { quoted.append(UInt8(ascii: "\\")) }
      if byte == UInt8(ascii: "\\") {
        let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: "\"")
        if "\\\"'".utf8.contains(next) { quoted.append(byte) }
      }
      quoted.append(byte)
    }
    return quoted + [UInt8(ascii: "\"")]
  }

  /// A host, a user or the like of `Match`, where quotes cannot be escaped.
  private func matchCriterion(_ value: String) throws(QuotingProblem) -> Bytes {
    if let character = value.unicodeScalars.first(where: { "\"\\".unicodeScalars.contains($0) }) {
      throw .unquotable(character, keyword: "match")
    }
    if !value.isEmpty, value.unicodeScalars.allSatisfy(Self.isSafe) { return Bytes(value.utf8) }
    // Releases before 10 know quotes around a whole word only.
    guard " \t=".utf8.contains(lexer.previous) else { throw .unquotable("\"", keyword: "match") }
    return Bytes("\"\(value)\"".utf8)
  }

  // MARK: commands

  /// A word of a command that the user's shell runs: quoted so that ssh, which first checks the line's quotes
  /// by its own rules, finds them in order too; each backslash therefore in double quotes.
  private static func command(_ value: QuotableValue) -> Bytes {
    switch value {
    case .text(let text): return commandWord(text.doublingPercent)
    case .home(nil): return Bytes("\"$HOME\"".utf8)
    case .home(let rest?):
      let isPlain = rest.allSatisfy { $0.isNameByte || " /.,:@+-=~".utf8.contains($0) }
      return isPlain
        ? Bytes("\"$HOME/".utf8) + rest + [UInt8(ascii: "\"")]
        : Bytes("\"$HOME/\"".utf8) + commandWord(rest.doublingPercent)
    }
  }

  /// `'it'"'"'s'`, which the shells and ssh's own splitting into words read alike.
  private static func commandWord(_ text: Bytes) -> Bytes {
    if text.isDigits { return text }
    guard !text.isEmpty else { return Bytes("''".utf8) }
    var quoted: Bytes = []
    var isOpen = false
    for byte in text {
      let isSingle = byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
      if isSingle != isOpen {
        quoted.append(UInt8(ascii: "'"))
        isOpen.toggle()
      }
      switch byte {
      case UInt8(ascii: "'"): quoted += "\"'\"".utf8
      case UInt8(ascii: "\\"): quoted += "\"\\\\\"".utf8
      default: quoted.append(byte)
      }
    }
    if isOpen { quoted.append(UInt8(ascii: "'")) }
    return quoted
  }

  /// A word within the double quotes of `Match exec "…"`. No quote can be escaped there in a way that all
  /// releases read alike, so that single quotes around it all are the only form.
  private func matchCommandWord(_ value: QuotableValue, before next: UInt8?) throws(QuotingProblem) -> Bytes {
    let text: Bytes
    var word: Bytes = []
    switch value {
    case .text(let whole): text = whole
    case .home(let rest):
      // The shell expands `~` where it begins a word, and alone where it ends one as well.
      guard lexer.isAtMatchCommand || " \t\"".utf8.contains(lexer.previous),
        rest != nil || next.map({ " \t\r\n\"/".utf8.contains($0) }) ?? true
      else { throw .homeInsideWord }
      guard let rest else { return [UInt8(ascii: "~")] }
      word = Bytes("~/".utf8)
      text = rest
    }
    if let byte = text.first(where: { "'\"\\".utf8.contains($0) }) {
      throw .unquotable(Unicode.Scalar(byte), keyword: "match exec")
    }
    let isPlain = !text.isEmpty && text.allSatisfy { $0.isNameByte || "/.,:@+-".utf8.contains($0) }
    let isBare = word.isEmpty ? text.isDigits : isPlain || text.isEmpty
    return word + (isBare ? text : Self.commandWord(text.doublingPercent))
  }
}

extension [UInt8] {
  /// With `%%` for every `%`.
  fileprivate var doublingPercent: [UInt8] {
    flatMap { $0 == UInt8(ascii: "%") ? [$0, $0] : [$0] }
  }
}
