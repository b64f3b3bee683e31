/// Commands made of commands, the short forms of zsh among them.
extension ShellWalk {
  mutating func conditional() throws(Lost) -> Bool? {
    while true {
      advance()  // if, elif
      let status = try list(until: [.then, .brace])
      let otherwise = chance.given(status.map(!))
      chance = chance.given(status)
      if isWord(among: .then) {
        advance()
        _ = try list(until: [.elif, .else, .fi])
      } else if isWord(among: .brace) {
        _ = try braces()
        guard isWord(among: [.elif, .else]) else { return nil }
      } else {
        _ = try andOr()  // zsh: `if (( x )) command`
        return nil
      }
      chance = otherwise
      if isWord(among: .elif) { continue }
      if isWord(among: .else) {
        advance()
        if isWord(among: .brace) {
          _ = try braces()
          return nil
        }
        _ = try list(until: .fi)
      }
      try pass(.fi)
      skipWords()
      return nil
    }
  }

  mutating func loop() throws(Lost) -> Bool? {
    advance()
    _ = try list(until: [.do, .brace])
    chance = chance.given(nil)
    return try body()
  }

  mutating func iteration() throws(Lost) -> Bool? {
    chance = chance.given(nil)
    let isForeach = isWord(among: .foreach)
    while let word = token, word.kind != .sign, !isWord(among: [.do, .brace]) { advance() }
    while let sign = token, sign.isNewline || sign.is(";") { advance() }
    guard isForeach else { return try body() }
    _ = try list(until: .end)
    try pass(.end)
    return nil
  }

  /// Of a loop.
  mutating func body() throws(Lost) -> Bool? {
    if isWord(among: .do) {
      advance()
      _ = try list(until: .done)
      try pass(.done)
      skipWords()
    } else if isWord(among: .brace) {
      _ = try braces()
    } else {
      _ = try andOr()
    }
    return nil
  }

  mutating func choice() throws(Lost) -> Bool? {
    advance()
    let asksIfInteractive =
      token.map { $0.is("$-") || $0.is("\"$-\"") || $0.is("${-}") || $0.is("\"${-}\"") } ?? false
    advance()
    skipNewlines()
    try pass(.in)
    var rest = chance
    while true {
      skipNewlines()
      if isWord(among: .esac) { break }
      var isInteractives = false
      while let part = token, !part.is(")") {
        guard !part.isNewline else { throw Lost() }
        isInteractives =
          isInteractives || asksIfInteractive && Self.interactive.next(in: part.text, from: 0) != nil
        let isWhole = part.kind == .parentheses
        advance()
        if isWhole { break }
      }
      if token?.is(")") == true { advance() }
      chance = asksIfInteractive && isInteractives ? rest : rest.given(nil)
      if asksIfInteractive, isInteractives { rest = .never }
      _ = try list(until: .esac)
      if token?.kind == .sign { advance() }
    }
    advance()
    skipWords()
    return nil
  }

  private static let interactive = WordSearch(["*i*"])

  mutating func braces() throws(Lost) -> Bool? {
    advance()
    let status = try list(until: .closingBrace)
    try pass(.closingBrace)
    if isWord(among: .always) {
      advance()
      _ = try command()
    }
    skipWords()
    return status
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

  mutating func function(_ names: [Range<Int>]) throws(Lost) -> Bool? {
    if isPassing { return try anonymousFunction() }
    let end = firstEnd
    definitionDepth += 1
    defer { (firstEnd, definitionDepth) = (end, definitionDepth - 1) }
    firstEnd = nil
    chance = .certainly
    _ = try anonymousFunction()
    if firstEnd != nil {
      for name in names {
        endingFunctions.insert(text(in: name))
        endingShapes |= Self.shape(of: UnsafeBufferPointer(rebasing: tokens.bytes[name]))
      }
    }
    return true
  }
}
