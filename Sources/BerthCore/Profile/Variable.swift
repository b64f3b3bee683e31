/// A variable of a profile, or of one of its entries: what it is, and what it may be.
package struct Variable: Hashable, Sendable {
  /// What templates see.
  package fileprivate(set) var value: Value
  /// What its value may be.
  package private(set) var kind: VariableKind
  /// Whether it is said what it may be; else it is what the variable is that it stands for, or what its value shows.
  private var isDeclared: Bool
  /// The value as it stands in the profile, if that is a text.
  private let written: String?
  /// Where that is; nil for one made by hand.
  package let place: Place?

  /// `kind`: nil: what its value shows.
  package init(
    _ value: Value, kind: VariableKind? = nil, isDeclared: Bool = false, written: String? = nil,
    place: Place? = nil
  ) {
    self.value = value
    self.kind = kind ?? VariableKind(value.type)
    self.isDeclared = isDeclared
    self.written = written
    self.place = place
  }

  /// The same in place of another, whose kind it keeps to unless it declares one of its own.
  package func replacing(_ other: Variable?) -> Variable {
    guard let other, !isDeclared, other.kind.type != .any else { return self }
    var variable = self
    variable.kind = other.kind
    variable.isDeclared = other.isDeclared
    return variable
  }

  /// The same with the value that its kind makes of what is written.
  package func checked() throws(VariableKind.Mismatch) -> Variable {
    var variable = self
    switch (value, kind.type) {
    case (_, .any), (.list, .list), (.map, .map): return self
    case (.null, .text) where kind.choices.isEmpty: return self
    case (.list, _): throw kind.mismatch("a list")
    case (.map, _): throw kind.mismatch("a map")
    case (.null, _): throw kind.mismatch("nothing")
    case (.bool(let bool), _): variable.value = try kind.value(of: written ?? "\(bool)")
    case (.string(let text), _): variable.value = try kind.value(of: written ?? text)
    }
    return variable
  }
}

extension Value {
  /// The type that it has by itself.
  fileprivate var type: VariableType {
    switch self {
    case .null: .any
    case .bool: .boolean
    case .string: .text
    case .list: .list
    case .map: .map
    }
  }
}

extension Profile {
  /// The profile with every variable's value as its kind has it, and as problems every value that is none, and every
  /// target that another would lie in: what only the whole of a profile and all that it extends can show.
  package func checked() -> Profile {
    var problems = problems
    let start = Place(file: name, line: 1, column: 1)
    func check(_ variables: [String: Variable], over others: [String: Variable]) -> [String: Variable] {
      var checked = variables
      for (name, variable) in variables {
        var variable = variable.replacing(others[name])
        do throws(VariableKind.Mismatch) {
          checked[name] = try variable.checked()
        } catch {
          problems.report("'\(name)' \(error.message)", at: variable.place ?? start, hint: error.hint)
          // What comes of it is not told as well.
          variable.value = .string("")
          checked[name] = variable
        }
      }
      return checked
    }
    let vars = check(vars, over: [:])
    let entries = entries.map { entry in
      entry.vars.isEmpty ? entry : entry.with(vars: check(entry.vars, over: vars))
    }
    if sources.count > 1 {
      problems.reportFolders(
        among: Dictionary(entries.map { ($0.path, $0.place) }) { $1 }, of: name, inOneFile: false)
    }
    var profile = self
    profile.vars = vars
    profile.entries = entries
    profile.problems = problems
    return profile
  }
}
