/// Commands that are made of words alone, and what they do to a walk.
extension ShellWalk {
  mutating func simple() throws(Lost) -> Bool? {
    var words = spareWords
    spareWords = []
    words.removeAll(keepingCapacity: true)
    defer { spareWords = words }
    while let part = token, part.kind != .sign {
      if part.kind == .parentheses, isOnlyBlank(part), !words.isEmpty {
        advance()
        return try function(words.map(text(in:)))
      }
      // zsh takes a closing brace anywhere.
      if shell == .zsh, part.is("}"), !words.isEmpty { break }
      words.append(part.range)
      advance()
    }
    return isOfInterest(words) ? meet(words) : nil
  }

  private func isOnlyBlank(_ parentheses: ShellTokens.Token) -> Bool {
    text[parentheses.range].dropFirst().dropLast().allSatisfy(isBlank)
  }

  func text(in range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  func command(of words: [Range<Int>]) -> ShellCommand { ShellCommand(words.map { text[$0] }) }

  mutating func record(_ words: [Range<Int>]) {
    guard purpose == .commands, !words.isEmpty else { return }
    let command = command(of: words)
    statement?.commands.append(command)
  }

  mutating func meet(_ words: [Range<Int>]) -> Bool? {
    record(words)
    let command = command(of: words)
    let place = words.first?.lowerBound ?? outermost
    if purpose == .values || purpose == .sources, here != .never, definitionDepth == 0 {
      for (name, value) in command.assignments { values.set(name, to: values.text(of: value)) }
    }
    switch command.name {
    case "return" where functionDepth > 0: return nil
    // It may have redirections alone.
    case "exec" where command.arguments.isEmpty: return true
    case "return", "exit", "logout", "bye", "exec": end(command.name, at: place)
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
    case let name where endingFunctions.contains(name) || command.holdsTerminal: end(name, at: place)
    default: break
    }
    return nil
  }

  private mutating func end(_ command: String, at place: Int) {
    guard here != .never, firstEnd == nil else { return }
    firstEnd = (place, command, outermost)
  }

  /// Behind a command that may end the file, nothing is sure.
  private var here: Chance { firstEnd == nil ? chance : chance.given(nil) }
}
