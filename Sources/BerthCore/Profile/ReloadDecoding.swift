extension ProfileDecoder {
  /// `reload: COMMAND`, or `reload: { label: TEXT, command: TEXT or LIST }`, or `template: NAME` in the command's
  /// place; nil, and reported, for anything else.
  mutating func reload(_ node: YAMLNode) -> EntryReload? {
    guard case .mapping = node.kind else { return command(node, "reload").map { .command(Reload($0)) } }
    guard let fields = fields(of: node, "'reload'", known: ["label", "command", "template"]) else {
      return nil
    }
    let label = fields["label"].flatMap { line($0, "label") }
    switch (fields["command"], fields["template"]) {
    case (nil, nil):
      problems.report(
        "'reload' is missing its 'command'", at: node.place, hint: "write reload: { label: …, command: … }")
      return nil
    case (nil, let template?):
      return line(template, "template").map {
        .template(TemplateReference(name: $0, place: template.place, profile: name), label: label)
      }
    case (let command?, nil):
      guard case .sequence(let items) = command.kind else {
        return self.command(command, "command").map { .command(Reload($0, label: label)) }
      }
      if items.isEmpty { problems.report("'command' has no words", at: command.place) }
      return .command(Reload(words: items.compactMap { commandWord($0) }, label: label))
    case (_?, let template?):
      problems.report(
        "'reload' has both a 'command' and a 'template'", at: template.place, hint: "leave one of them out")
      return nil
    }
  }

  /// A command on one line, whose quotes are closed.
  private mutating func command(_ node: YAMLNode, _ key: String) -> String? {
    guard let command = line(node, key) else { return nil }
    do {
      _ = try ReloadWords(command, home: [])
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
