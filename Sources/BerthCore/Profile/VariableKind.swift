/// What a variable may be: its type, and which of that type's values.
package struct VariableKind: Hashable, Sendable {
  /// What its values are.
  package var type: VariableType
  /// Nothing else, if there are any.
  package var choices: [String] = []
  /// The bounds of an integer.
  package var least: Int?
  /// The same: the greatest one.
  package var most: Int?

  package init(_ type: VariableType) { self.type = type }

  /// Why a value is none of this kind.
  package struct Mismatch: Error, Hashable {
    /// What it has to be: `is true or false, not 'no'`.
    package let message: String
    /// What was probably meant, or what it may be.
    package let hint: String?
  }

  /// The value that a text stands for, be it written in a profile or behind `--set`.
  package func value(of text: String) throws(Mismatch) -> Value {
    guard let value = type.value(of: text) else { throw mismatch(quoted(text), hint: hint(for: text)) }
    if type == .path {
      // Below the root every absolute path lies.
      do throws(HomePath.Problem) { _ = try HomePath(text, home: "/") } catch {
        throw Self.mismatch(error, text)
      }
    }
    guard choices.isEmpty || choices.contains(where: { .string($0) == value }) else {
      throw mismatch(quoted(text), hint: didYouMean(text, among: choices))
    }
    if case .string(let digits) = value, type == .integer, let number = Int(digits),
      number < least ?? .min || number > most ?? .max
    {
      throw mismatch(quoted(text), hint: nil)
    }
    return value
  }

  /// That something else stands there: a list, or nothing.
  package func mismatch(_ what: String, hint: String? = nil) -> Mismatch {
    Mismatch(message: "is \(wanted), not \(what)", hint: hint)
  }

  private var wanted: String {
    guard choices.isEmpty else { return "one of \(choices.joined(separator: ", "))" }
    switch type {
    case .text: return "a text"
    case .boolean: return "true or false"
    case .path: return "a path"
    case .list: return "a list"
    case .map: return "a map"
    case .any: return "anything"
    case .integer:
      switch (least, most) {
      case (let least?, let most?): return "a whole number from \(least) to \(most)"
      case (let least?, nil): return "a whole number of \(least) or more"
      case (nil, let most?): return "a whole number of \(most) or less"
      case (nil, nil): return "a whole number"
      }
    }
  }

  private func hint(for text: String) -> String? {
    guard type == .boolean else { return nil }
    switch text.lowercased() {
    case "yes", "y", "on", "1": return "did you mean 'true'?"
    case "no", "n", "off", "0": return "did you mean 'false'?"
    default: return didYouMean(text, among: ["true", "false"])
    }
  }

  private static func mismatch(_ problem: HomePath.Problem, _ text: String) -> Mismatch {
    switch problem {
    case .empty, .relative:
      return Mismatch(message: "is a path, not \(quoted(text))", hint: "write '~/…' or '/…'")
    case .isHome:
      return mismatch(.namesFolder, text)
    default:
      let (message, hint) = problem.wording(for: quoted(text))
      return Mismatch(message: "is no good: \(message)", hint: hint)
    }
  }
}

/// The type of a variable; a profile can name the first four.
package enum VariableType: String, Hashable, Sendable, CaseIterable {
  case text
  /// A whole number.
  case integer
  case boolean
  /// `~/…` or `/…`, of a file.
  case path
  case list
  case map
  /// Declared as nothing: whatever comes.
  case any

  /// What `type:` may name.
  static let names = [text, integer, boolean, path].map(\.rawValue)

  /// The value of this type that a text stands for; nil: none.
  fileprivate func value(of text: String) -> Value? {
    switch self {
    case .text, .path: return .string(text)
    case .any: return Value(plain: text)
    case .integer: return Int(text).map { .string(String($0)) }
    case .boolean:
      if case .bool(let bool) = Value(plain: text) { return .bool(bool) }
      return nil
    case .list, .map: return nil
    }
  }
}
