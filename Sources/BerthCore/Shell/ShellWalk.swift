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
    var commands: [ShellCommand] = []
    /// Whether these are joined by `;`, `&&`, `||` and `if` without `else` alone.
    var isPlain = true
  }

  /// Those that were understood.
  private(set) var statements: [Statement] = []
  private var statement: Statement?
  /// The command after which the file may not be read on, and where the lines of the outermost one begin that it is
  /// a part of.
  var firstEnd: (line: Int, command: String, outermost: Int)?
  /// The files that are read on the way, for sure.
  var sources: [String] = []
  /// What is known of the variables at the end; what is only perhaps assigned counts as assigned.
  var values: ShellValues

  private let shell: Shell
  private let condition: ShellCondition
  private var tokens: ShellTokens
  var token: ShellTokens.Token?
  private var startsLine = true
  var chance = Chance.certainly
  /// Where the lines of the outermost command begin that was read last.
  private(set) var outermost = 0
  /// Whether that is beyond the walk, which ended there.
  private(set) var isLost = false
  private var depth = 0
  var functionDepth = 0
  /// Functions that may end the shell when they are called.
  var endingFunctions: Set<String> = []

  init(_ text: Bytes, shell: Shell, variables: [String: String] = [:], present: Set<String> = []) {
    self.shell = shell
    let constants = variables.merging(shell.variables) { given, _ in given }
    values = ShellValues(constants)
    condition = ShellCondition(values: ShellValues(constants), present: present)
    tokens = ShellTokens(text)
    do throws(Lost) {
      token = tokens.next()
      _ = try list(until: [])
      if tokens.isUnfinished { throw Lost() }
      finish(at: text.count)
    } catch {
      isLost = true
    }
  }

  // MARK: lists

  /// Commands one after the other, up to a word that ends them, or to what is none of theirs.
  mutating func list(until ends: [StaticString]) throws(Lost) -> Bool? {
    var status: Bool? = true
    while true {
      while let sign = token, sign.isSeparator {
        if depth == 0, sign.isNewline { finish(at: sign.text.endIndex) }
        advance()
      }
      guard let first = token else {
        if ends.isEmpty { return status }
        throw Lost()
      }
      if isWord(among: ends) || first.kind == .sign && !ends.isEmpty { return status }
      if depth == 0, startsLine {
        outermost = first.lineStart
        statement = Statement(range: outermost..<outermost)
      }
      status = try andOr()
      guard let next = token, !next.isSeparator else { continue }
      if ends.isEmpty { throw Lost() }
      return status
    }
  }

  private mutating func finish(at end: Int) {
    guard let done = statement else { return }
    statements.append(done)
    statements[statements.count - 1].range = done.range.lowerBound..<end
    statement = nil
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
    while let sign = token, isWord(among: ["!", "time", "noglob", "nocorrect"]) {
      if sign.is("!") { isNegated.toggle() }
      statement?.commands.append(ShellCommand([sign.text]))
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
      if first.text.count == 2 { return try anonymousFunction() }
      skipWords()
      return nil
    }
    switch String(decoding: first.text, as: UTF8.self) {
    case "if": return try conditional()
    case "while", "until": return try loop()
    case "for", "select", "foreach", "repeat": return try iteration()
    case "case": return try choice()
    case "{": return try braces()
    case "[[":
      let test = ShellCommand(try testWords())
      skipWords()
      return meet(test, at: first.line)
    case "function":
      advance()
      if token?.is("{") == true { return try anonymousFunction() }
      let name = word()
      if token?.kind == .parentheses { advance() }
      return try function([name])
    case "then", "else", "elif", "fi", "do", "done", "esac", "}", "in":
      throw Lost()
    default: return try simple()
    }
  }

  // MARK: simple commands

  private mutating func simple() throws(Lost) -> Bool? {
    let line = token?.line ?? 0
    var words: [ArraySlice<UInt8>] = []
    while let part = token, part.kind != .sign {
      if part.kind == .parentheses, isOnlyBlank(part.text), !words.isEmpty {
        advance()
        return try function(words.map { String(decoding: $0, as: UTF8.self) })
      }
      // zsh takes a closing brace anywhere.
      if shell == .zsh, part.is("}"), !words.isEmpty { break }
      words.append(part.text)
      advance()
    }
    return meet(ShellCommand(words), at: line)
  }

  private mutating func meet(_ command: ShellCommand, at line: Int) -> Bool? {
    statement?.commands.append(command)
    if here != .never {
      for (name, value) in command.assignments { values.set(name, to: values.text(of: value)) }
    }
    switch command.name {
    case "return" where functionDepth > 0: return nil
    // It may have redirections alone.
    case "exec" where command.arguments.isEmpty: return true
    case "return", "exit", "logout", "bye", "exec": end(command.name, at: line)
    case ".", "source":
      if here == .certainly, functionDepth == 0, let word = command.arguments.first,
        let path = values.text(of: word)
      {
        sources.append(path)
      }
    case "[", "[[": return condition.holds(command.arguments.dropLast())
    case "test": return condition.holds(command.arguments)
    case "true", ":", "tty": return true
    case "false": return false
    case let name where endingFunctions.contains(name) || command.holdsTerminal: end(name, at: line)
    default: break
    }
    return nil
  }

  private mutating func end(_ command: String, at line: Int) {
    guard here != .never, firstEnd == nil else { return }
    firstEnd = (line, command, outermost)
  }

  /// Behind a command that may end the file, nothing is sure.
  private var here: Chance { firstEnd == nil ? chance : chance.given(nil) }

  // MARK: tokens

  mutating func advance() {
    startsLine = token?.isNewline ?? true
    if token?.isPlain == false { statement?.isPlain = false }
    token = tokens.next()
  }

  /// Over a word that has to be here.
  mutating func pass(_ word: StaticString) throws(Lost) {
    guard token?.is(word) == true else { throw Lost() }
    advance()
  }

  func isWord(among words: [StaticString]) -> Bool {
    guard let token, token.kind == .word else { return false }
    return words.contains { token.is($0) }
  }

  mutating func word() -> String {
    defer { advance() }
    return token.map { String(decoding: $0.text, as: UTF8.self) } ?? ""
  }

  mutating func skipNewlines() {
    while token?.isNewline == true { advance() }
  }

  /// What follows a compound command in its line: redirections.
  mutating func skipWords() {
    var words: [ArraySlice<UInt8>] = []
    while let word = token, word.kind != .sign,
      !isWord(among: ["{", "}", "then", "do", "fi", "done", "else", "elif", "esac", "always"])
    {
      words.append(word.text)
      advance()
    }
    if !words.isEmpty { statement?.commands.append(ShellCommand(words)) }
  }
}

private func isOnlyBlank(_ parentheses: ArraySlice<UInt8>) -> Bool {
  parentheses.dropFirst().dropLast().allSatisfy(isBlank)
}

extension ShellTokens.Token {
  /// Whether a statement of simple commands, tests and `if` may have it.
  fileprivate var isPlain: Bool {
    let others: [StaticString] = [
      "else", "elif", "for", "select", "foreach", "repeat", "while", "until", "case", "{", "function",
    ]
    return switch kind {
    case .word: !others.contains(where: `is`)
    case .sign: isNewline || `is`(";") || `is`("&&") || `is`("||")
    case .parentheses: false
    }
  }
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
