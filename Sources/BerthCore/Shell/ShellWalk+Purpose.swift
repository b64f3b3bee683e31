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

  /// Where one of the words is said next; the text's end, if nowhere.
  mutating func nextMention(of words: WordSearch, from place: Int) -> Int {
    let next = next(of: words, from: place, known: mention)
    mention = next
    return next
  }

  /// The same, where an answer is known that may hold still.
  func next(of words: WordSearch, from place: Int, known: Int?) -> Int {
    if let known, known >= place { return known }
    return text.place(of: words, from: place) ?? text.count
  }

  /// Whether to look closer at a simple command.
  mutating func isOfInterest(_ parts: [Range<Int>], isTest: Bool = false) -> Bool {
    switch purpose {
    case .statements: return false
    case .sources, .values, .commands: return true
    case .end: if isPassing { return false }
    }
    guard !isTest, let words, let first = parts.first, let last = parts.last else { return true }
    let name = text[first]
    guard name.allSatisfy({ $0.isNameByte || "-./:[".utf8.contains($0) }) else {
      // What comes before its name may be many things; an assignment alone is none.
      return parts.count > 1 || nextMention(of: words, from: first.lowerBound) < last.upperBound
    }
    guard functionDepth == 0 || !name.elementsEqual("return".utf8) else { return false }
    return Self.named.contains { name.count == $0.utf8CodeUnitCount && name.starts(withText: $0) }
      || !endingFunctions.isEmpty && endingFunctions.contains(text(in: first))
  }

  /// Commands that may end a file, those whose status is known, and those that stand before others.
  private static let named: [StaticString] = [
    "exec", "return", "exit", "logout", "bye", "tmux", "screen", "byobu", "zellij", "[", "test", "true", ":",
    "tty",
    "false", "command", "builtin", "-",
  ]
}
