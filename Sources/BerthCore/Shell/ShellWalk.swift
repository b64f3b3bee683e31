/// A walk through a shell's text, past every command that an interactive shell may come to.
///
/// It follows the grammar (XCU 2.10, and the short forms of zsh) and knows what the usual tests come to in an
/// interactive shell; of any other condition both ways are taken. Where the grammar is beyond it, it stops and says
/// at which command.
struct ShellWalk {
  /// Whether an interactive shell comes to a command.
  enum Chance: Int { case never, perhaps, certainly }

  /// Something beyond the walk.
  struct Lost: Error {}

  /// What begins and ends with a line and is part of nothing bigger.
  struct Statement {
    /// Whole lines.
    var range: Range<Int>
    /// Every simple command in it and every test; a `!` is one of its own, and so are redirections of an `if`.
    var commands: [Command] = []
    /// Whether these are joined by `;`, `&&`, `||` and `if` without `else` alone.
    var isPlain = true

    /// Each word, and each redirection with what it leads to, as it stands in the text.
    struct Command {
      let words: [String]
      let redirections: [Bytes]
    }
  }

  /// Those that were understood.
  private(set) var statements: [Statement] = []
  var statement: Statement?
  /// The command after which the file may not be read on, where it stands, and where the lines of the outermost
  /// one begin that it is a part of.
  var firstEnd: (place: Int, command: String, outermost: Int)?
  /// The files that are read on the way, for sure.
  var sources: [String] = []
  /// What is known of the variables at the end; what is only perhaps assigned counts as assigned.
  var values: ShellValues

  let shell: Shell
  let purpose: Purpose
  let words: WordSearch?
  /// The next of them that has been found.
  var mention: Int?
  /// Whether nothing but the grammar is looked at.
  var isPassing = false
  let condition: ShellCondition
  let text: ArraySlice<UInt8>
  private(set) var tokens = ShellTokens(UnsafeBufferPointer(start: nil, count: 0))
  var token: ShellTokens.Token?
  var startsLine = true
  /// For the words of a command, so that not each needs an array of its own.
  var spareWords: [Range<Int>] = []
  var chance = Chance.certainly
  /// Where the lines of the outermost command begin that was read last.
  private(set) var outermost = 0
  /// Whether that is beyond the walk, which ended there.
  private(set) var isLost = false
  private var depth = 0
  var functionDepth = 0
  /// Functions being defined, within each other: what they do is not done yet.
  var definitionDepth = 0
  /// Functions that may end the shell when they are called.
  var endingFunctions: Set<String> = []
  /// A bit for the length and the first byte of each name, so that most commands are told from them at once.
  var endingShapes: UInt64 = 0

  init(
    _ text: ArraySlice<UInt8>, shell: Shell, for purpose: Purpose, variables: [String: String] = [:],
    present: Set<String> = []
  ) {
    self.shell = shell
    self.purpose = purpose
    words = purpose.words
    let constants = variables.merging(shell.variables) { given, _ in given }
    values = ShellValues(constants)
    condition = ShellCondition(values: ShellValues(constants), present: present)
    self.text = text
    text.withUnsafeBufferPointer { bytes in
      tokens = ShellTokens(bytes)
      isLost = !walk()
      token = nil
    }
  }

  /// - Returns: whether all of it was understood that had to be read.
  private mutating func walk() -> Bool {
    do throws(Lost) {
      token = tokens.next()
      _ = try list(until: [])
      if checkOver() { return true }
      if tokens.isUnfinished { return false }
      finish(at: text.count)
      return true
    } catch {
      return false
    }
  }

  // MARK: lists

  /// Commands one after the other, up to a word that ends them, or to what is none of theirs.
  mutating func list(until ends: ShellReserved) throws(Lost) -> Bool? {
    var status: Bool? = true
    while true {
      while let sign = token, sign.isSeparator {
        if depth == 0, sign.isNewline { finish(at: sign.range.upperBound) }
        advance()
      }
      guard let first = token else {
        if ends.isEmpty { return status }
        throw Lost()
      }
      if isWord(among: ends) || first.kind == .sign && !ends.isEmpty { return status }
      if depth == 0 {
        if checkOver() { return status }
        if startsLine { begin(at: first.range.lowerBound) }
      }
      if depth > 0 || !passes() { status = try andOr() }
      guard let next = token, !next.isSeparator else { continue }
      if ends.isEmpty { throw Lost() }
      return status
    }
  }

  private mutating func begin(at place: Int) {
    outermost = place
    while outermost > 0, text[outermost - 1] != lineFeed { outermost -= 1 }
    switch purpose {
    case .statements, .commands: statement = Statement(range: outermost..<outermost)
    case .end, .sources, .values: break
    }
  }

  private mutating func finish(at end: Int) {
    guard let done = statement else { return }
    statements.append(done)
    statements[statements.count - 1].range = done.range.lowerBound..<end
    statement = nil
  }

  /// Goes over a command that says nothing where that would end the file, as most do: its grammar alone is looked at.
  /// Of any other all is as it was.
  private mutating func passes() -> Bool {
    guard purpose == .end, let place = tokens.place, let first = token else { return false }
    // A function most likely passes, any other that says one of the words at once does not.
    if let mention, mention - first.range.lowerBound < 64, !tokens.isAtParenthesis,
      first.reserved != .function
    {
      return false
    }
    let before = (token, startsLine)
    isPassing = true
    defer { isPassing = false }
    do throws(Lost) {
      _ = try andOr()
      return true
    } catch {
      tokens.goBack(to: place)
      (token, startsLine) = before
      return false
    }
  }

  mutating func andOr() throws(Lost) -> Bool? {
    let before = chance
    defer { chance = before }
    var status = try pipeline()
    while let sign = token, sign.is("&&") || sign.is("||") {
      let isAnd = sign.is("&&")
      advance()
      skipNewlines()
      chance = before.given(isAnd ? status : status.map(!))
      let next = try pipeline()
      status = isAnd ? both(status, next) : either(status, next)
    }
    return status
  }

  private mutating func pipeline() throws(Lost) -> Bool? {
    var isNegated = false
    while let sign = token, isWord(among: .prefix) {
      if sign.is("!") { isNegated.toggle() }
      record([sign.range])
      advance()
    }
    let endBefore = firstEnd
    var status = try command()
    while let sign = token, sign.is("|") || sign.is("|&") {
      // All but the last run in shells of their own.
      firstEnd = endBefore
      advance()
      skipNewlines()
      _ = try command()
      status = nil
    }
    return isNegated ? status.map(!) : status
  }

  // MARK: commands

  mutating func command() throws(Lost) -> Bool? {
    depth += 1
    let before = chance
    defer { (depth, chance) = (depth - 1, before) }
    guard let first = token, first.kind != .sign, depth < 100 else { throw Lost() }
    if first.kind == .parentheses {
      advance()
      if first.range.count == 2 { return try anonymousFunction() }
      skipWords()
      return nil
    }
    switch first.reserved {
    case [], .end, .always: return try simple()
    case .prefix: return try simple()
    case .if: return try conditional()
    case .while, .until: return try loop()
    case .for, .select, .foreach, .repeat: return try iteration()
    case .case: return try choice()
    case .brace: return try braces()
    case .test: return try test()
    case .function:
      advance()
      if isWord(among: .brace) { return try anonymousFunction() }
      let name = token?.range ?? 0..<0
      advance()
      if token?.kind == .parentheses { advance() }
      return try function([name])
    default: throw Lost()
    }
  }

  // MARK: tokens

  mutating func advance() {
    startsLine = token?.isNewline ?? true
    if statement?.isPlain == true, token?.isPlain == false { statement?.isPlain = false }
    token = tokens.next()
  }

  /// Over a word that has to be here.
  mutating func pass(_ word: ShellReserved) throws(Lost) {
    guard isWord(among: word) else { throw Lost() }
    advance()
  }

  func isWord(among words: ShellReserved) -> Bool {
    token.map { !$0.reserved.isDisjoint(with: words) } ?? false
  }

  mutating func word() -> String {
    defer { advance() }
    return token.map { text(in: $0.range) } ?? ""
  }

  mutating func skipNewlines() {
    while token?.isNewline == true { advance() }
  }

  /// What follows a compound command in its line: redirections.
  mutating func skipWords() {
    var words: [Range<Int>] = []
    while let word = token, word.kind != .sign, word.reserved.isDisjoint(with: Self.following) {
      words.append(word.range)
      advance()
    }
    record(words)
  }

  private static let following: ShellReserved = [
    .brace, .closingBrace, .then, .do, .fi, .done, .else, .elif, .esac, .always,
  ]
}

extension ShellTokens.Token {
  /// Whether a statement of simple commands, tests and `if` may have it.
  fileprivate var isPlain: Bool {
    switch kind {
    case .word: reserved.isDisjoint(with: Self.compounds)
    case .sign: isNewline || `is`(";") || `is`("&&") || `is`("||")
    case .parentheses: false
    }
  }

  private static let compounds: ShellReserved = [
    .else, .elif, .for, .select, .foreach, .repeat, .while, .until, .case, .brace, .function,
  ]
}

extension ShellWalk.Chance {
  /// If a condition holds.
  func given(_ condition: Bool?) -> Self {
    switch condition {
    case true?: self
    case false?: .never
    case nil: self == .never ? .never : .perhaps
    }
  }
}
