/// The value of a profile variable, as templates see it.
package indirect enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case string(String)
  case list([Value])
  case map([String: Value])
}

extension Value {
  /// The value of an unquoted text: `true` and `false`, and `null`, `~` and nothing, each in the spellings of
  /// YAML 1.2's core schema; everything else is a text as it stands, so that `007` and `1.0` stay themselves.
  package init(plain text: String) {
    switch text {
    case "true", "True", "TRUE": self = .bool(true)
    case "false", "False", "FALSE": self = .bool(false)
    case "", "~", "null", "Null", "NULL": self = .null
    default: self = .string(text)
    }
  }

  /// The value that `--set KEY=VALUE` gives: what stands after the `=`, by the rules of an unquoted text in a
  /// profile.
  package static func parsing(setOption text: String) -> Value {
    Value(plain: text)
  }

  /// Whether templates can name a variable so: a letter of ASCII or `_`, then letters, digits, `_` and `-`. No
  /// dot: in a template that reaches into a map.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isNameByte, !first.isDigit else { return false }
    return text.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "-") }
  }
}
