/// Commands made of commands, the short forms of zsh among them.
extension ShellWalk {
  mutating func conditional() throws(Lost) -> Bool? {
    while true {
      advance()  // if, elif
      let status = try list(until: Ends.then)
      let otherwise = chance.given(status.map(!))
      chance = chance.given(status)
      if token?.is("then") == true {
        advance()
        _ = try list(until: Ends.branch)
      } else if token?.is("{") == true {
        _ = try braces()
        guard isWord(among: Ends.otherwise) else { return nil }
      } else {
        _ = try andOr()  // zsh: `if (( x )) command`
        return nil
      }
      chance = otherwise
      if token?.is("elif") == true { continue }
      if token?.is("else") == true {
        advance()
        if token?.is("{") == true {
          _ = try braces()
          return nil
        }
        _ = try list(until: Ends.fi)
      }
      try pass("fi")
      skipWords()
      return nil
    }
  }

  mutating func loop() throws(Lost) -> Bool? {
    advance()
    _ = try list(until: Ends.do)
    chance = chance.given(nil)
    return try body()
  }

  mutating func iteration() throws(Lost) -> Bool? {
    chance = chance.given(nil)
    let isForeach = token?.is("foreach") == true
    while let word = token, word.kind != .sign, !word.is("do"), !word.is("{") { advance() }
    while let sign = token, sign.isNewline || sign.is(";") { advance() }
    guard isForeach else { return try body() }
    _ = try list(until: Ends.end)
    try pass("end")
    return nil
  }

  /// Of a loop.
  mutating func body() throws(Lost) -> Bool? {
    if token?.is("do") == true {
      advance()
      _ = try list(until: Ends.done)
      try pass("done")
      skipWords()
    } else if token?.is("{") == true {
      _ = try braces()
    } else {
      _ = try andOr()
    }
    return nil
  }

  mutating func choice() throws(Lost) -> Bool? {
    advance()
    let asksIfInteractive = ["$-", "\"$-\"", "${-}", "\"${-}\""].contains(word())
    skipNewlines()
    try pass("in")
    var rest = chance
    while true {
      skipNewlines()
      if token?.is("esac") == true { break }
      var isInteractives = false
      while let part = token, !part.is(")") {
        guard !part.isNewline else { throw Lost() }
        isInteractives = isInteractives || text(in: part.range).contains("*i*")
        let isWhole = part.kind == .parentheses
        advance()
        if isWhole { break }
      }
      if token?.is(")") == true { advance() }
      chance = asksIfInteractive && isInteractives ? rest : rest.given(nil)
      if asksIfInteractive, isInteractives { rest = .never }
      _ = try list(until: Ends.esac)
      if token?.kind == .sign { advance() }
    }
    advance()
    skipWords()
    return nil
  }

  mutating func braces() throws(Lost) -> Bool? {
    advance()
    let status = try list(until: Ends.brace)
    try pass("}")
    if token?.is("always") == true {
      advance()
      _ = try command()
    }
    skipWords()
    return status
  }

  /// `[[` and `]]` with them.
  mutating func testWords() throws(Lost) -> [Range<Int>] {
    var words: [Range<Int>] = []
    while let word = token {
      if !word.isNewline { words.append(word.range) }
      advance()
      if word.is("]]") { return words }
    }
    throw Lost()
  }

  /// It runs where it stands; a return in it is its own.
  mutating func anonymousFunction() throws(Lost) -> Bool? {
    functionDepth += 1
    defer { functionDepth -= 1 }
    skipNewlines()
    _ = try command()
    skipWords()
    return nil
  }

  mutating func function(_ names: [String]) throws(Lost) -> Bool? {
    if try passesHarmlessBody() { return true }
    let end = firstEnd
    definitionDepth += 1
    defer { (firstEnd, definitionDepth) = (end, definitionDepth - 1) }
    firstEnd = nil
    chance = .certainly
    _ = try anonymousFunction()
    if firstEnd != nil { endingFunctions.formUnion(names) }
    return true
  }

  /// Goes over a function's body that says none of the words that could end the shell from there, as most do: its
  /// grammar alone is looked at. Of any other it is not known where it ends before, and all is as it was.
  private mutating func passesHarmlessBody() throws(Lost) -> Bool {
    guard purpose == .end, definitionDepth == 0, endingFunctions.isEmpty, let start = token?.range.lowerBound
    else { return false }
    let before = self
    isPassing = true
    _ = try anonymousFunction()
    let end = token?.range.lowerBound ?? text.count
    let mention = next(of: StartupFileReader.endsOfFunctions, from: start, known: before.functionMention)
    if mention < end { self = before } else { isPassing = false }
    functionMention = mention
    return mention >= end
  }
}

/// What ends a list of commands: made once, since they are asked for at every step.
private enum Ends {
  static let then: [StaticString] = ["then", "{"]
  static let branch: [StaticString] = ["elif", "else", "fi"]
  static let otherwise: [StaticString] = ["elif", "else"]
  static let fi: [StaticString] = ["fi"]
  static let `do`: [StaticString] = ["do", "{"]
  static let end: [StaticString] = ["end"]
  static let done: [StaticString] = ["done"]
  static let esac: [StaticString] = ["esac"]
  static let brace: [StaticString] = ["}"]
}
