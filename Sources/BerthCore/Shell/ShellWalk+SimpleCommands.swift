/// Commands that are made of words alone, and what they do to a walk.
extension ShellWalk {
  mutating func simple() throws(Lost) -> Bool? {
    if isPassing { return try passing() }
    var words = takeSpareWords()
    defer { spareWords = words }
    while let part = token, part.kind != .sign {
      if part.kind == .parentheses, isOnlyBlank(part), !words.isEmpty {
        advance()
        return try function(words)
      }
      // zsh takes a closing brace anywhere.
      if shell == .zsh, part.is("}"), !words.isEmpty { break }
      words.append(part.range)
      advance()
    }
    return isOfInterest(words) ? meet(words) : nil
  }

  /// Over a simple command that does not end the file, whatever comes before it.
  private mutating func passing() throws(Lost) -> Bool? {
    guard let first = token else { return nil }
    var end = first.range.lowerBound
    while let part = token, part.kind != .sign {
      if part.kind == .parentheses, isOnlyBlank(part), end > first.range.lowerBound {
        advance()
        return try anonymousFunction()
      }
      if shell == .zsh, part.reserved == .closingBrace, end > first.range.lowerBound { break }
      end = part.range.upperBound
      advance()
    }
    if mayEnd(first, end: end) { throw Lost() }
    return nil
  }

  /// `[[` and `]]`, and what is between them.
  mutating func test() throws(Lost) -> Bool? {
    var words = takeSpareWords()
    defer { spareWords = words }
    while let word = token {
      if !word.isNewline { words.append(word.range) }
      advance()
      guard word.is("]]") else { continue }
      skipWords()
      return isPassing || purpose == .statements ? nil : meet(words)
    }
    throw Lost()
  }

  private mutating func takeSpareWords() -> [Range<Int>] {
    var words: [Range<Int>] = []
    swap(&words, &spareWords)
    words.removeAll(keepingCapacity: true)
    return words
  }

  private func isOnlyBlank(_ parentheses: ShellTokens.Token) -> Bool {
    parentheses.text.dropFirst().dropLast().allSatisfy(isBlank)
  }

  func text(in range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  mutating func record(_ words: [Range<Int>]) {
    guard purpose == .commands, !words.isEmpty else { return }
    let read = ShellCommand(words, in: tokens.bytes)
    let command = Statement.Command(words: read.words.map(text(in:)), redirections: read.redirections)
    statement?.commands.append(command)
  }

  mutating func meet(_ words: [Range<Int>]) -> Bool? {
    record(words)
    let command = ShellCommand(words, in: tokens.bytes)
    let name = command.name
    if purpose == .values || purpose == .sources, here != .never, definitionDepth == 0 {
      for (name, value) in command.assignments { values.set(name, to: values.text(of: tokens.bytes[value])) }
    }
    switch true {
    case name.is("return") && functionDepth > 0: return nil
    // It may have redirections alone.
    case name.is("exec") && command.arguments.isEmpty: return true
    case name.is("."), name.is("source"):
      if here == .certainly, functionDepth == 0, let word = command.arguments.first,
        let path = values.text(of: tokens.bytes[word])
      {
        sources.append(path)
      }
    case name.is("["), name.is("[["): return condition.holds(command.arguments.dropLast(), in: tokens.bytes)
    case name.is("test"): return condition.holds(command.arguments, in: tokens.bytes)
    case name.is("true"), name.is(":"), name.is("tty"): return true
    case name.is("false"): return false
    case name.is("return"), name.is("exit"), name.is("logout"), name.is("bye"), name.is("exec"),
      command.holdsTerminal, isEndingFunction(name):
      end(String(decoding: name, as: UTF8.self), at: words.first?.lowerBound ?? outermost)
    default: break
    }
    return nil
  }

  /// Of the file's own.
  func isEndingFunction(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    endingShapes & Self.shape(of: name) != 0
      && endingFunctions.contains(String(decoding: name, as: UTF8.self))
  }

  static func shape(of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    1 << ((UInt64(name.first ?? 0) &* 5 &+ UInt64(name.count)) % 64)
  }

  private mutating func end(_ command: String, at place: Int) {
    guard here != .never, firstEnd == nil else { return }
    firstEnd = (place, command, outermost)
  }

  /// Behind a command that may end the file, nothing is sure.
  private var here: Chance { firstEnd == nil ? chance : chance.given(nil) }
}
