/// The known keys of a mapping, and their values.
struct Fields {
  fileprivate(set) var members: [YAMLNode.Member]

  /// The value of a key; nil where the mapping does not have it.
  subscript(key: String) -> YAMLNode? {
    members.first { $0.key == key }?.value
  }
}

extension ProfileDecoder {
  /// The members of a mapping, whose unknown keys are reported.
  ///
  /// `what`: what must be a mapping, for the message.
  /// `known`: all keys it may have.
  ///
  /// - Returns: nil, and reported, when it is no mapping.
  mutating func fields(of node: YAMLNode, _ what: String, known: [String]) -> Fields? {
    guard case .mapping(let members) = node.kind else {
      if case .invalid = node.kind { return nil }
      problems.report(
        "\(what) must be a mapping, not \(node.description)", at: node.place,
        hint: "its keys are \(known.joined(separator: ", "))")
      return nil
    }
    var fields = Fields(members: [])
    fields.members.reserveCapacity(members.count)
    for member in members {
      if known.contains(member.key) {
        fields.members.append(member)
        continue
      }
      problems.report(
        "unknown key \(quoted(member.key))", at: member.place, hint: Self.hint(for: member.key, among: known))
      // Read as what was meant, it is not missing as well, and its value's problems come to light.
      if !problems.isFull, let meant = Self.likely(member.key, among: known),
        !members.contains(where: { $0.key == meant }), fields[meant] == nil
      {
        fields.members.append(.init(key: meant, place: member.place, value: member.value))
      }
    }
    return fields
  }

  /// What to say of a word that is none of those known.
  static func hint(for word: String, among known: [String]) -> String {
    if let meant = likely(word, among: known) { return "did you mean '\(meant)'?" }
    return "use one of \(known.joined(separator: ", "))"
  }

  private static func likely(_ word: String, among known: [String]) -> String? {
    // Nobody misspells a word of ten letters in more than forty.
    word.utf8.count <= 40 ? suggestion(for: word, among: known) : nil
  }

  /// A text that says something; nil, and reported, for anything else.
  ///
  /// `what`: what must be a text, for the message: `'path'`.
  mutating func text(_ node: YAMLNode, _ what: String) -> String? {
    switch node.kind {
    case .scalar("", plain: false):
      problems.report("\(what) is empty", at: node.place)
      return nil
    case .scalar(let text, plain: _) where !node.isNull:
      return text
    case .invalid:
      return nil
    default:
      problems.report("\(what) must be a text, not \(node.description)", at: node.place)
      return nil
    }
  }

  /// A text of one line that says something.
  mutating func line(_ node: YAMLNode, _ key: String) -> String? {
    guard let text = text(node, "'\(key)'") else { return nil }
    if text.utf8.allSatisfy({ $0 == 0x20 }) {
      problems.report("'\(key)' is empty", at: node.place)
      return nil
    }
    if text.hasControlCharacter {
      let isLines = text.utf8.contains(lineFeed)
      problems.report(
        isLines ? "'\(key)' must be one line" : "'\(key)' has a control character", at: node.place)
      return nil
    }
    return text
  }

  /// One of a few words.
  mutating func word(_ node: YAMLNode, _ key: String, among known: [String]) -> String? {
    guard let text = text(node, "'\(key)'") else { return nil }
    guard known.contains(text) else {
      problems.report(
        "unknown \(key) \(quoted(text))", at: node.place, hint: Self.hint(for: text, among: known))
      return nil
    }
    return text
  }

  /// The items of a list; nil, and reported, for anything else.
  mutating func items(_ node: YAMLNode, _ key: String, hint: String) -> [YAMLNode]? {
    switch node.kind {
    case .sequence(let items): return items
    case .invalid: return nil
    default:
      problems.report("'\(key)' must be a list, not \(node.description)", at: node.place, hint: hint)
      return nil
    }
  }
}
