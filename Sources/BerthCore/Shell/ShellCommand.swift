/// A simple command: assignments, a name, its arguments.
struct ShellCommand {
  /// As they stand in the text, without the redirections.
  private(set) var words: [ArraySlice<UInt8>] = []
  /// Each with what it leads to.
  private(set) var redirections: [Bytes] = []
  /// What is put into variables that outlast the command.
  private(set) var assignments: [(name: String, value: ArraySlice<UInt8>)] = []
  /// Empty where there are assignments alone.
  private(set) var name = ""
  private(set) var arguments: ArraySlice<ArraySlice<UInt8>>

  /// - Parameter parts: the words of the text; of a `[[`, in which nothing is a redirection, up to the `]]`.
  init(_ parts: [ArraySlice<UInt8>]) {
    var awaitsTarget = false
    let isTest = parts.first?.elementsEqual("[[".utf8) == true
    for part in parts {
      guard awaitsTarget || part.contains(where: { "<>&".utf8.contains($0) }) else {
        words.append(part)
        continue
      }
      let sign = part.drop { $0.isNameByte || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
      if awaitsTarget {
        redirections[redirections.count - 1] += part
        awaitsTarget = false
      } else if let first = sign.first, "<>&".utf8.contains(first), !isTest {
        redirections.append(Bytes(part))
        awaitsTarget = sign.allSatisfy { "<>&|".utf8.contains($0) }
      } else {
        words.append(part)
      }
    }
    arguments = words[...]
    while let word = arguments.first {
      if let assignment = Self.assignment(word) {
        assignments.append(assignment)
      } else if !Self.prefixes.contains(where: { word.elementsEqual($0.utf8) }) {
        break
      }
      arguments.removeFirst()
    }
    guard let first = arguments.popFirst() else { return }
    // `\.` is `.`, without its alias.
    name = String(decoding: first.first == UInt8(ascii: "\\") ? first.dropFirst() : first, as: UTF8.self)
    assignments = []
    if Self.declarations.contains(name) {
      assignments = arguments.compactMap(Self.assignment)
    } else if name == ":" {
      assignments = arguments.compactMap(Self.defaultAssignment)
    }
  }

  /// What may stand before a command's name.
  private static let prefixes = ["builtin", "command", "-", "noglob"]

  private static let declarations: Set = ["export", "typeset", "declare", "readonly", "local"]

  /// Whether it opens a terminal multiplexer in this terminal: what follows is read when the person has left that.
  var holdsTerminal: Bool {
    let words = arguments.map { String(decoding: $0, as: UTF8.self) }
    switch name {
    case "tmux":
      guard let verb = words.first(where: { !$0.hasPrefix("-") && !$0.hasPrefix("/") }) else {
        return !words.contains("-V")
      }
      return (verb.hasPrefix("a") || verb.hasPrefix("new")) && verb != "new-window" && !words.contains("-d")
    case "screen":
      return !words.contains {
        ["-ls", "-list", "-wipe", "-X", "-Q", "-v"].contains($0) || $0.hasPrefix("-dm")
      }
    case "byobu", "zellij": return words.isEmpty || words[0].hasPrefix("a")
    default: return false
    }
  }

  /// `NAME=VALUE`; of any other kind of assignment the value can't be told, and is taken for none.
  private static func assignment(_ word: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
    let name = word.prefix(while: \.isNameByte)
    let rest = word[name.endIndex...]
    guard !name.isEmpty, rest.first == UInt8(ascii: "=") else { return nil }
    return (String(decoding: name, as: UTF8.self), rest.dropFirst())
  }

  /// `: ${NAME:=VALUE}`
  private static func defaultAssignment(_ word: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
    let bare = word.first == UInt8(ascii: "\"") ? word.dropFirst().dropLast() : word
    guard bare.starts(withText: "${"), bare.last == UInt8(ascii: "}") else { return nil }
    let name = bare.dropFirst(2).prefix(while: \.isNameByte)
    let operation = bare[name.endIndex...]
    guard !name.isEmpty, operation.starts(withText: ":=") || operation.starts(withText: "=") else {
      return nil
    }
    return (String(decoding: name, as: UTF8.self), bare)
  }
}
