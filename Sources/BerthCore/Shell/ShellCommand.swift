/// A simple command: assignments, a name, its arguments.
struct ShellCommand {
  /// To stay as it is for as long as the command is asked.
  private let text: UnsafeBufferPointer<UInt8>
  /// Where its words stand in the text, without the redirections.
  private(set) var words: [Range<Int>]
  /// Each with what it leads to.
  private(set) var redirections: [Bytes] = []
  /// Before the name: assignments, and what may stand there.
  private var leading = 0

  /// `parts`: the words of the text; of a `[[`, in which nothing is a redirection, up to the `]]`.
  init(_ parts: [Range<Int>], in text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    words = parts
    if parts.contains(where: { text[$0].contains(where: Self.isSign) }) { takeOutRedirections() }
    while leading < words.count, isAssignment(words[leading]) || Self.isPrefix(word(words[leading])) {
      leading += 1
    }
  }

  private mutating func takeOutRedirections() {
    let isTest = word(words[0]).is("[[")
    var awaitsTarget = false
    words.removeAll { range in
      let part = text[range]
      let sign = part.drop { $0.isNameByte || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
      if awaitsTarget {
        redirections[redirections.count - 1] += part
        awaitsTarget = false
      } else if let first = sign.first, Self.isSign(first), !isTest {
        redirections.append(Bytes(part))
        awaitsTarget = sign.allSatisfy { Self.isSign($0) || $0 == UInt8(ascii: "|") }
      } else {
        return false
      }
      return true
    }
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
  }

  private static func isPrefix(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    word.is("builtin") || word.is("command") || word.is("-") || word.is("noglob")
  }

  func word(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: text[range]) }

  /// Empty where there are assignments alone.
  var name: UnsafeBufferPointer<UInt8> {
    guard leading < words.count else { return word(0..<0) }
    let name = words[leading]
    // `\.` is `.`, without its alias.
    return word(text[name].first == UInt8(ascii: "\\") ? name.dropFirst() : name)
  }

  var arguments: ArraySlice<Range<Int>> { words[min(leading + 1, words.count)...] }

  /// What is put into variables that outlast the command.
  var assignments: [(name: String, value: Range<Int>)] {
    let name = name
    switch true {
    case leading == words.count: return words.compactMap(assignment)
    case name.is("export"), name.is("typeset"), name.is("declare"), name.is("readonly"), name.is("local"):
      return arguments.compactMap(assignment)
    case name.is(":"): return arguments.compactMap(defaultAssignment)
    default: return []
    }
  }

  /// Whether it opens a terminal multiplexer in this terminal: what follows is read when the person has left that.
  var holdsTerminal: Bool {
    var words: [String] { arguments.map { String(decoding: text[$0], as: UTF8.self) } }
    let name = name
    if name.is("tmux") {
      let words = words
      guard let verb = words.first(where: { !$0.hasPrefix("-") && !$0.hasPrefix("/") }) else {
        return !words.contains("-V")
      }
      return (verb.hasPrefix("a") || verb.hasPrefix("new")) && verb != "new-window" && !words.contains("-d")
    }
    if name.is("screen") {
      return !words.contains {
        ["-ls", "-list", "-wipe", "-X", "-Q", "-v"].contains($0) || $0.hasPrefix("-dm")
      }
    }
    guard name.is("byobu") || name.is("zellij") else { return false }
    return words.first?.hasPrefix("a") ?? true
  }

  private func isAssignment(_ range: Range<Int>) -> Bool {
    let name = text[range].prefix(while: \.isNameByte)
    return !name.isEmpty && name.endIndex < range.upperBound && text[name.endIndex] == UInt8(ascii: "=")
  }

  /// `NAME=VALUE`; of any other kind of assignment the value can't be told, and is taken for none.
  private func assignment(_ range: Range<Int>) -> (String, Range<Int>)? {
    guard isAssignment(range) else { return nil }
    let name = text[range].prefix(while: \.isNameByte)
    return (String(decoding: name, as: UTF8.self), name.endIndex + 1..<range.upperBound)
  }

  /// `: ${NAME:=VALUE}`
  private func defaultAssignment(_ range: Range<Int>) -> (String, Range<Int>)? {
    let bare = text[range].first == UInt8(ascii: "\"") ? text[range].dropFirst().dropLast() : text[range]
    guard bare.starts(with: "${".utf8), bare.last == UInt8(ascii: "}") else { return nil }
    let name = bare.dropFirst(2).prefix(while: \.isNameByte)
    let operation = bare[name.endIndex...]
    guard !name.isEmpty, operation.starts(with: ":=".utf8) || operation.starts(with: "=".utf8) else {
      return nil
    }
    return (String(decoding: name, as: UTF8.self), bare.startIndex..<bare.endIndex)
  }
}
