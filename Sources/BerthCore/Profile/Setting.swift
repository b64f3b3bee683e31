/// A `--set KEY=VALUE`.
package struct Setting: Hashable, Sendable {
  /// The variable's.
  package let name: String
  /// All behind the first `=`.
  package let text: String

  /// - Returns: nil for a text of another form.
  package init?(_ text: String) {
    let scalars = text.unicodeScalars
    guard let end = scalars.firstIndex(of: "=") else { return nil }
    name = String(scalars[..<end])
    guard Value.isName(name) else { return nil }
    self.text = String(scalars[scalars.index(after: end)...])
  }
}

extension Setting: CustomStringConvertible {
  /// `KEY=VALUE`
  package var description: String { "\(name)=\(text)" }

  /// As a receipt keeps it.
  package var json: JSON { .string(description) }
}

/// A setting that its variable does not take.
package struct SettingProblem: Error, Hashable {
  /// The variable's.
  package let name: String
  /// Without a place.
  package let diagnostic: Diagnostic

  init(_ name: String, _ message: String, hint: String?) {
    self.name = name
    diagnostic = Diagnostic(at: nil, message, hint: hint)
  }
}

/// Settings of a call that can't be used: all of them. Exit status 64.
package struct InvalidSettings: Error {
  /// One at least.
  package let problems: [SettingProblem]

  package init(_ problems: [SettingProblem]) { self.problems = problems }
}

extension Profile {
  /// What settings make of their variables, and those that are not taken.
  ///
  /// `isUsed`: whether any template uses a variable that the profile does not name.
  package func values(
    of settings: [Setting], isUsed: (String) -> Bool
  ) -> (values: [String: Value], problems: [SettingProblem]) {
    var values: [String: Value] = [:]
    var problems: [SettingProblem] = []
    for setting in settings {
      do {
        values[setting.name] = try value(of: setting, isUsed: isUsed)
      } catch {
        problems.append(error)
      }
    }
    return (values, problems)
  }

  /// What a setting makes of its variable.
  package func value(of setting: Setting, isUsed: (String) -> Bool) throws(SettingProblem) -> Value {
    let name = setting.name
    guard let variable = vars[name] ?? entries.lazy.compactMap({ $0.vars[name] }).first else {
      // A variable that nothing knows is a slip of the finger.
      if isUsed(name) { return Value(plain: setting.text) }
      let known = Set(vars.keys).union(entries.flatMap(\.vars.keys))
      throw SettingProblem(
        name, "profile '\(self.name)' has no variable '\(name)'",
        hint: didYouMean(name, among: known) ?? "it has \(known.sorted().joined(separator: ", "))")
    }
    do throws(VariableKind.Mismatch) {
      return try variable.kind.value(of: setting.text)
    } catch {
      throw SettingProblem(name, "'\(name)' \(error.message)", hint: error.hint)
    }
  }
}
