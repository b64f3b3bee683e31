extension ProfileDecoder {
  private static let conditionKeys = ["command", "os", "hostname", "exists", "shell"]

  /// The tests of `when:`, each key one: all must hold. A key's list is one test that any of its items fulfils; so is a
  /// list of mappings, of which each is such a `when`.
  mutating func conditions(_ node: YAMLNode) -> [Condition] {
    guard case .sequence(let items) = node.kind, !items.isEmpty,
      items.allSatisfy({ if case .mapping = $0.kind { true } else { false } })
    else { return tests(node) }
    return [
      .any(
        items.map { item in
          let tests = tests(item)
          return tests.count == 1 ? tests[0] : .all(tests)
        })
    ]
  }

  private mutating func tests(_ node: YAMLNode) -> [Condition] {
    guard let fields = fields(of: node, "'when'", known: Self.conditionKeys) else { return [] }
    var conditions: [Condition] = []
    for member in fields.members where Self.conditionKeys.contains(member.key) {
      guard case .sequence(let items) = member.value.kind else {
        if let condition = condition(member.key, member.value) { conditions.append(condition) }
        continue
      }
      if items.isEmpty {
        problems.report("'\(member.key)' has nothing to test", at: member.value.place)
      }
      let choices = items.compactMap { condition(member.key, $0) }
      conditions.append(choices.count == 1 ? choices[0] : .any(choices))
    }
    return conditions
  }

  private mutating func condition(_ key: String, _ node: YAMLNode) -> Condition? {
    switch key {
    case "os": return word(node, "os", among: Condition.systems).map(Condition.os)
    case "shell": return word(node, "shell", among: Condition.shells).map(Condition.shell)
    case "command": return command(node).map(Condition.command)
    case "hostname": return hostname(node).map(Condition.hostname)
    default: return existingPath(node).map(Condition.exists)
    }
  }

  private mutating func command(_ node: YAMLNode) -> String? {
    guard let text = line(node, "command") else { return nil }
    if text.utf8.contains(UInt8(ascii: "/")) {
      problems.report(
        "command \(quoted(text)) is a path", at: node.place, hint: "use 'exists', or the command's name alone"
      )
      return nil
    }
    if text.utf8.contains(UInt8(ascii: " ")) {
      problems.report(
        "command \(quoted(text)) is more than a name", at: node.place,
        hint: "give the command's name alone; write several as a list")
      return nil
    }
    return text
  }

  private mutating func hostname(_ node: YAMLNode) -> String? {
    guard let text = line(node, "hostname") else { return nil }
    let unknown = text.unicodeScalars.first { "[]{}!, /".unicodeScalars.contains($0) }
    if let unknown {
      problems.report(
        "hostname \(quoted(text)) has \(quoted(String(unknown)))", at: node.place,
        hint: "patterns know '*' and '?'; write several as a list")
      return nil
    }
    return text
  }

  private mutating func existingPath(_ node: YAMLNode) -> String? {
    guard let text = line(node, "exists") else { return nil }
    guard text.utf8.first == UInt8(ascii: "/") || text.utf8.starts(with: "~/".utf8) else {
      problems.report(
        "exists \(quoted(text)) does not say where it begins", at: node.place, hint: "write '~/…' or '/…'")
      return nil
    }
    return text
  }
}
