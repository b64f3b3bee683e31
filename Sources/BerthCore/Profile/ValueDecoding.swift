extension ProfileDecoder {
  private static let declarationKeys = ["default", "type", "min", "max", "choices", "description"]

  /// The variables of a `vars:`; what is wrong with them is reported.
  mutating func variables(_ node: YAMLNode) -> [String: Variable] {
    guard case .mapping(let members) = node.kind else {
      if case .invalid = node.kind { return [:] }
      problems.report(
        "'vars' must be a mapping, not \(node.description)", at: node.place, hint: "write 'vars: {}' for none"
      )
      return [:]
    }
    var variables: [String: Variable] = [:]
    variables.reserveCapacity(members.count)
    for member in members {
      check(name: member)
      if Self.isDeclaration(member.value) {
        // With whatever value, templates may use it.
        variables[member.key] = declaration(of: member.key, member.value) ?? Variable(.string(""))
      } else {
        variables[member.key] = variable(member.value)
      }
    }
    return variables
  }

  /// A variable by its value alone, which is its default: its YAML type is the variable's type.
  private mutating func variable(_ node: YAMLNode, kind: VariableKind? = nil) -> Variable {
    let value = value(node)
    guard case .scalar(let text, let isPlain) = node.kind else {
      return Variable(value, kind: kind, isDeclared: kind != nil, place: node.place)
    }
    // `007` and `1.0` are texts: nobody means the number seven by them.
    let isInteger = isPlain && Int(text).map { String($0) == text } ?? false
    return Variable(
      value, kind: kind ?? (isInteger ? VariableKind(.integer) : nil), isDeclared: kind != nil, written: text,
      place: node.place)
  }

  // MARK: - The long form

  /// Whether a mapping says what a variable may be. Any other is the variable's value.
  private static func isDeclaration(_ node: YAMLNode) -> Bool {
    guard case .mapping(let members) = node.kind, !members.isEmpty else { return false }
    return members.contains { $0.key == "default" }
      || members.allSatisfy {
        declarationKeys.contains($0.key) || suggestion(for: $0.key, among: ["default"]) != nil
      }
  }

  /// `{ default: 1, type: integer, min: 1, max: 60 }`.
  private mutating func declaration(of name: String, _ node: YAMLNode) -> Variable? {
    guard let fields = fields(of: node, "'\(name)'", known: Self.declarationKeys) else { return nil }
    if let description = fields["description"] { _ = text(description, "'description'") }
    guard let given = fields["default"] else {
      problems.report("variable '\(name)' is missing its 'default'", at: node.place)
      return nil
    }
    guard let type = fields["type"].map({ self.type($0) }) ?? variable(given).kind.type else { return nil }
    var kind = VariableKind(type)
    kind.least = fields["min"].flatMap { bound($0, "min", of: type) }
    kind.most = fields["max"].flatMap { bound($0, "max", of: type) }
    if let least = kind.least, let most = kind.most, least > most, let place = fields["max"]?.place {
      problems.report("'max' is less than 'min'", at: place)
      return nil
    }
    kind.choices = fields["choices"].map { choices($0, kind) } ?? []
    let declared = variable(given, kind: kind)
    do throws(VariableKind.Mismatch) {
      return try declared.checked()
    } catch {
      problems.report("'\(name)' \(error.message)", at: given.place, hint: error.hint)
      return nil
    }
  }

  private mutating func type(_ node: YAMLNode) -> VariableType? {
    word(node, "type", among: VariableType.names).flatMap(VariableType.init(rawValue:))
  }

  private mutating func bound(_ node: YAMLNode, _ key: String, of type: VariableType) -> Int? {
    guard type == .integer else {
      problems.report("'\(key)' goes with 'type: integer' only", at: node.place)
      return nil
    }
    if case .invalid = node.kind { return nil }
    guard case .scalar(let text, plain: true) = node.kind, let number = Int(text) else {
      problems.report("'\(key)' must be a whole number, not \(node.description)", at: node.place)
      return nil
    }
    return number
  }

  private mutating func choices(_ node: YAMLNode, _ kind: VariableKind) -> [String] {
    guard let items = items(node, "choices", hint: "write [one, other]") else { return [] }
    if items.isEmpty { problems.report("'choices' has none", at: node.place, hint: "leave it out") }
    guard [.text, .integer, .path].contains(kind.type) else {
      problems.report("'choices' goes with a text, an integer or a path only", at: node.place)
      return []
    }
    return items.compactMap { item in
      guard case .scalar(let text, _) = item.kind, !item.isNull else {
        problems.report("a choice must be a text, not \(item.description)", at: item.place)
        return nil
      }
      do throws(VariableKind.Mismatch) {
        guard case .string(let choice) = try kind.value(of: text) else { return nil }
        return choice
      } catch {
        problems.report("a choice \(error.message)", at: item.place, hint: error.hint)
        return nil
      }
    }
  }

  // MARK: - Values

  private mutating func check(name member: YAMLNode.Member) {
    guard !Value.isName(member.key) else { return }
    problems.report(
      "no template can name the variable \(quoted(member.key))", at: member.place,
      hint: "use letters, digits, '_' and '-', and begin with a letter or '_'")
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
    case .mapping(let members):
      var map: [String: Value] = [:]
      map.reserveCapacity(members.count)
      for member in members {
        check(name: member)
        map[member.key] = value(member.value)
      }
      return .map(map)
    case .invalid: return .null
    }
  }
}
