/// What a walk is for, and what it may pass over for that.
extension ShellWalk {
  /// What is asked of a walk: it looks no closer, and goes no further, than that takes.
  enum Purpose {
    /// `firstEnd`.
    case end
    /// `sources`.
    case sources
    /// `values`.
    case values
    /// `statements`, without their commands.
    case statements
    /// `statements`.
    case commands

    /// The words of which a command has to say one, if it is to be of any interest.
    var words: WordSearch? {
      switch self {
      case .end: StartupFileReader.ends
      case .sources: WordSearch([". ", ".\t", "source"])
      case .values, .statements, .commands: nil
      }
    }
  }

  /// Whether the rest can't change what is asked for. Of a line that has begun, an unfinished end can.
  mutating func checkOver() -> Bool {
    if firstEnd != nil, purpose == .end { return true }
    guard startsLine, let words, let place = token?.range.lowerBound, endingFunctions.isEmpty else {
      return false
    }
    return nextMention(of: words, from: place) == text.count
  }

  /// Where one of the words is said next, for an end where it may be a command; the text's end, if nowhere.
  mutating func nextMention(of words: WordSearch, from place: Int) -> Int {
    if let mention, mention >= place { return mention }
    let next =
      purpose == .end
      ? EndingMention.first(of: words, in: tokens.bytes, from: place)
      : words.next(in: tokens.bytes, from: place)
    mention = next ?? text.count
    return next ?? text.count
  }

  /// Whether to look closer at a simple command.
  mutating func isOfInterest(_ parts: [Range<Int>]) -> Bool {
    switch purpose {
    case .statements: return false
    case .sources, .values, .commands: return true
    case .end: break
    }
    guard let words, let first = parts.first, let last = parts.last else { return true }
    let name = UnsafeBufferPointer(rebasing: tokens.bytes[first])
    guard name.allSatisfy({ $0.isNameByte || "-./:[".utf8.contains($0) }) else {
      // What comes before its name may be many things; an assignment alone is none.
      return parts.count > 1 || nextMention(of: words, from: first.lowerBound) < last.upperBound
    }
    guard functionDepth == 0 || !name.is("return") else { return false }
    return Self.named.contains(where: name.is) || isEndingFunction(name)
  }

  /// Whether a simple command may end the file, for all that is said in it.
  mutating func mayEnd(_ first: ShellTokens.Token, end: Int) -> Bool {
    guard let words else { return false }
    if nextMention(of: words, from: first.range.lowerBound) < end {
      return functionDepth == 0 || !first.is("return")
    }
    return isEndingFunction(first.text)
  }

  /// Commands that may end a file, those whose status is known, and those that stand before others.
  private static let named: [StaticString] = [
    "exec", "return", "exit", "logout", "bye", "tmux", "screen", "byobu", "zellij", "[", "test", "true", ":",
    "tty",
    "false", "command", "builtin", "-",
  ]
}
