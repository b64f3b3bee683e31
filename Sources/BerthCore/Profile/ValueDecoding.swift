extension ProfileDecoder {
  /// The variables of a `vars:`; what is wrong with them is reported and left out.
  mutating func variables(_ node: YAMLNode) -> [String: Value] {
    guard case .mapping(let members) = node.kind else {
      if case .invalid = node.kind { return [:] }
      problems.report(
        "'vars' must be a mapping, not \(node.description)", at: node.place, hint: "write 'vars: {}' for none"
      )
      return [:]
    }
    return map(of: members)
  }

  private mutating func map(of members: [YAMLNode.Member]) -> [String: Value] {
    var map: [String: Value] = [:]
    map.reserveCapacity(members.count)
    for member in members {
      if !Value.isName(member.key) {
        problems.report(
          "no template can name the variable \(quoted(member.key))", at: member.place,
          hint: "use letters, digits, '_' and '-', and begin with a letter or '_'")
      }
      map[member.key] = value(member.value)
    }
    return map
  }

  private mutating func value(_ node: YAMLNode) -> Value {
    switch node.kind {
    case .scalar(let text, plain: true): return Value(plain: text)
    case .scalar(let text, plain: false):
      if text.utf8.contains(0) {
        problems.report("the value has a NUL character, which no dotfile can hold", at: node.place)
      }
      return .string(text)
    case .sequence(let items): return .list(items.map { value($0) })
    case .mapping(let members): return .map(map(of: members))
    case .invalid: return .null
    }
  }
}
