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
    guard name.allSatisfy(Self.isPlain) else {
      // What comes before its name may be many things; an assignment alone is none.
      return parts.count > 1 || nextMention(of: words, from: first.lowerBound) < last.upperBound
    }
    guard functionDepth == 0 || !name.is("return") else { return false }
    return Self.isNamed(name) || isEndingFunction(name)
  }

  /// Whether a simple command may end the file, for all that is said in it.
  mutating func mayEnd(_ first: ShellTokens.Token, end: Int) -> Bool {
    guard let words else { return false }
    if nextMention(of: words, from: first.range.lowerBound) < end {
      return functionDepth == 0 || !first.is("return")
    }
    return isEndingFunction(first.text)
  }

  /// A byte of a name that is what it says.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "["): true
    default: byte.isNameByte
    }
  }

  /// Commands that may end a file, those whose status is known, and those that stand before others.
  private static func isNamed(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.is("[") || name.is("test") || name.is("return") || name.is("exit") || name.is("exec")
      || name.is("logout") || name.is("bye") || name.is("tmux") || name.is("screen") || name.is("byobu")
      || name.is("zellij") || name.is("true") || name.is(":") || name.is("tty") || name.is("false")
      || name.is("command") || name.is("builtin") || name.is("-")
  }
}
