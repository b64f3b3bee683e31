/// Follows a shell's text with its lexer, and knows of the command at its end which words it has: what tells whether a
/// word there is read once more.
struct ShellCommandReader {
  private(set) var lexer = ShellLexer()
  /// One for each of the lexer's frames; those of quotes and the like stay empty.
  private var commands = [Command()]
  private var declared: [String: ShellReading] = [:]
  /// That a value is read as a number, which only the word after it says.
  private(set) var lateProblem: QuotingProblem?

  private struct Command {
    enum Kind {
      case commands
      /// `name=(…)`, with what the variable makes of an item.
      case array(ShellReading)
      /// `(…)` within a word: zsh may take it for what selects files, and run it.
      case group
    }

    var kind = Kind.commands
    var words = CommandWords()
    /// The last word that has ended: of a long command, too.
    var last = ""
    /// Within `[[ … ]]`, which operators and parentheses do not end.
    var isConditional = false
    /// What the next word is to an operator before it.
    var redirection: ShellReading?
    /// After a `&`, which bash reads with a `>` after it as a redirection.
    var isAfterAmpersand = false
    /// Whether the word being read, and the one before it, hold a value that is no number.
    var holdsValue = false
    var lastHoldsValue = false
  }

  /// Whether a word after a value may still say so.
  var awaitsMore: Bool { commands.contains { $0.holdsValue || $0.lastHoldsValue } }

  mutating func read(_ text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { text in
      var next = 0
      while next < text.count {
        let end = lexer.skip(text, from: next)
        if end > next { read(plain: text[next..<end]) } else { read(text[next]) }
        next = max(end, next + 1)
      }
    }
  }

  /// Bytes that mean nothing to the lexer where they stand.
  private mutating func read(plain bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    if lexer.isInDocument || lexer.isComment { return }
    let owner = owner
    if owner == lexer.frames.count - 1 {
      endAfterAmpersand(of: owner)
    } else if commands[owner].words.current == nil {
      return
    }
    commands[owner].words.append(bytes)
  }

  /// What hinders the value at the text's end; nil when it can stand there as a quoted word.
  func problem(with value: String) -> QuotingProblem? {
    if let obstacle = lexer.obstacle {
      // In arithmetic a number is at home, and anything else would be evaluated.
      return obstacle == .insideArithmetic && value.utf8.isDigits ? nil : obstacle
    }
    return lexer.isComment ? nil : reading.problem(with: value)
  }

  /// Notes that the next bytes are the value's.
  mutating func expect(_ value: String) {
    if ShellReading.number.problem(with: value) != nil { commands[owner].holdsValue = true }
  }

  private var reading: ShellReading {
    let command = commands[owner]
    let prefix = command.words.current ?? []
    if let redirection = command.redirection { return redirection }
    switch command.kind {
    case .group: return .code(by: "(…)")
    case .array(let item):
      return prefix.first == UInt8(ascii: "[") && !prefix.contains(UInt8(ascii: "=")) ? .number : item
    case .commands: break
    }
    let words = command.isConditional ? ["[["] : ShellEvaluation.command(command.words.words)
    return ShellEvaluation.reading(after: words, last: command.last, prefix: prefix, declared: declared)
  }

  /// The frame whose word the text ends in: the last one that holds commands.
  private var owner: Int {
    lexer.frames.lastIndex { $0 == .command || $0 == .backquote } ?? 0
  }

  mutating func read(_ byte: UInt8) {
    let depth = lexer.frames.count
    let owner = owner
    let isInTheOpen = owner == depth - 1
    let wasEscaped = lexer.isEscaped
    let isSkipped = lexer.isInDocument || lexer.isComment && byte != lineFeed
    lexer.read(byte)
    let isArithmetic = if case .arithmetic = lexer.frames[lexer.frames.count - 1] { true } else { false }
    if lexer.frames.count > depth {
      open(byte, isInTheOpen: isInTheOpen, in: owner)
    } else if lexer.frames.count < depth {
      close(byte, depth - lexer.frames.count)
    } else if isSkipped || lexer.isComment || isInTheOpen && isArithmetic {
      return
    } else if !isInTheOpen {
      if commands[owner].words.current != nil { commands[owner].words.append(byte) }
    } else if wasEscaped {
      if byte != lineFeed { commands[owner].words.append(byte) }
    } else if byte != UInt8(ascii: "\\") {
      readInTheOpen(byte, of: owner)
    }
  }

  private mutating func open(_ byte: UInt8, isInTheOpen: Bool, in owner: Int) {
    endAfterAmpersand(of: owner)
    var command = Command()
    if byte == UInt8(ascii: "("), isInTheOpen {
      command.isConditional = commands[owner].isConditional
      if let word = commands[owner].words.current, let last = word.last {
        if last == UInt8(ascii: "="), let name = ShellEvaluation.Assignment(word)?.name {
          command.kind = .array(ShellEvaluation.variable(name, declared))
        } else if !"$=".utf8.contains(last) {
          command.kind = .group
        }
        commands[owner].words.append(byte)
      } else if commands[owner].redirection != nil {
        commands[owner].words.append(byte)
      }
    } else if "'\"`{".utf8.contains(byte) {
      commands[owner].words.begin()
    }
    commands += [command] + Array(repeating: Command(), count: lexer.frames.count - commands.count - 1)
  }

  private mutating func close(_ byte: UInt8, _ count: Int) {
    let closed = commands[commands.count - count]
    commands.removeLast(count)
    guard byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") else { return }
    let owner = owner
    if commands[owner].words.current == nil {
      endCommand(of: owner)
    } else if case .group = closed.kind, closed.words.words.isEmpty, closed.words.current == nil,
      closed.last.isEmpty
    {
      // `name()` begins a function.
      commands[owner].words.append(byte)
      endCommand(of: owner)
    } else {
      commands[owner].words.append(byte)
    }
  }

  private mutating func readInTheOpen(_ byte: UInt8, of owner: Int) {
    if byte != UInt8(ascii: ">") { endAfterAmpersand(of: owner) }
    let isRedirection = commands[owner].redirection != nil && commands[owner].words.current == nil
    switch byte {
    case 0x20, 0x09: endWord(of: owner)
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      commands[owner].isAfterAmpersand = false
      let word = commands[owner].words.current ?? []
      if word.isDigits || word.first == UInt8(ascii: "{") && word.last == UInt8(ascii: "}") {
        commands[owner].words.drop()
      }
      endWord(of: owner)
      if !commands[owner].isConditional { commands[owner].redirection = .literal }
    case UInt8(ascii: "&") where isRedirection: commands[owner].redirection = .descriptor
    case UInt8(ascii: "|") where isRedirection: break
    case UInt8(ascii: "&") where !commands[owner].isConditional:
      endWord(of: owner)
      commands[owner].isAfterAmpersand = true
    case lineFeed, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ")"):
      endCommand(of: owner)
    default: commands[owner].words.append(byte)
    }
  }

  private mutating func endAfterAmpersand(of owner: Int) {
    guard commands[owner].isAfterAmpersand else { return }
    commands[owner].isAfterAmpersand = false
    endCommand(of: owner)
  }

  private mutating func endWord(of owner: Int) {
    guard let word = commands[owner].words.current else { return }
    let holdsValue = commands[owner].holdsValue
    commands[owner].holdsValue = false
    if commands[owner].redirection != nil {
      commands[owner].redirection = nil
      commands[owner].words.drop()
      return
    }
    let text = String(decoding: word, as: UTF8.self)
    let words = commands[owner].isConditional ? ["[["] : ShellEvaluation.command(commands[owner].words.words)
    if commands[owner].lastHoldsValue, ShellEvaluation.comparesNumbers(text, in: words) {
      lateProblem = .insideArithmetic
    }
    if let (name, reading) = ShellEvaluation.declared(text, in: words) { declared[name] = reading }
    commands[owner].words.end()
    commands[owner].last = text
    commands[owner].lastHoldsValue = holdsValue
    if text == "[[", words.isEmpty { commands[owner].isConditional = true }
    if text == "]]" { commands[owner].isConditional = false }
    // Both begin commands anew wherever they stand, in zsh's short forms, too.
    if text == "{" || text == "]]" { endCommand(of: owner) }
  }

  private mutating func endCommand(of owner: Int) {
    endWord(of: owner)
    guard !commands[owner].isConditional else { return }
    let kind = commands[owner].kind
    if case .commands = kind {} else { return }
    commands[owner] = Command()
  }
}
