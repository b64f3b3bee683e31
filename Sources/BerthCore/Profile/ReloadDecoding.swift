extension ProfileDecoder {
  /// `reload: COMMAND`, or `reload: { label: TEXT, command: TEXT or LIST }`; nil, and reported, for anything else.
  mutating func reload(_ node: YAMLNode) -> Reload? {
    guard case .mapping = node.kind else { return command(node, "reload").map { Reload($0) } }
    guard let fields = fields(of: node, "'reload'", known: ["label", "command"]) else { return nil }
    let label = fields["label"].flatMap { line($0, "label") }
    guard let command = fields["command"] else {
      problems.report(
        "'reload' is missing its 'command'", at: node.place, hint: "write reload: { label: …, command: … }")
      return nil
    }
    guard case .sequence(let items) = command.kind else {
      return self.command(command, "command").map { Reload($0, label: label) }
    }
    if items.isEmpty { problems.report("'command' has no words", at: command.place) }
    return Reload(words: items.compactMap { commandWord($0) }, label: label)
  }

  /// A command on one line, whose quotes are closed.
  private mutating func command(_ node: YAMLNode, _ key: String) -> String? {
    guard let command = line(node, key) else { return nil }
    do {
      _ = try ReloadWords(command, home: "")
    } catch {
      problems.report("'\(key)' can't be read: \(error)", at: node.place)
      return nil
    }
    return command
  }

  /// A word of a command: any text, a script of several lines too.
  private mutating func commandWord(_ node: YAMLNode) -> String? {
    // An empty word is one.
    if case .scalar("", plain: false) = node.kind { return "" }
    guard let word = text(node, "a word of 'command'") else { return nil }
    guard !word.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" && $0 != "\t" }) else {
      problems.report("a word of 'command' has a control character", at: node.place)
      return nil
    }
    return word
  }
}
