/// How a shell reads a word once more after it has taken its quotes away.
///
/// Tried with every row of `ShellEvaluation` on dash, bash, zsh, ksh and mksh: what one of them does counts for all.
enum ShellReading: Hashable {
  /// Not at all: the word is what it says.
  case literal
  /// As the name of a variable, whose subscript is arithmetic: `unset 'a[…]'`.
  case name(by: String)
  /// As arithmetic, in which `a[$(…)]` is run.
  case number
  /// As the number of an open file, after `>&` and `<&`.
  case descriptor
  /// As if it stood between double quotes, or as a prompt.
  case expanded(by: String)
  /// As code.
  case code(by: String)

  /// What hinders a value that is read so; nil where it comes out as itself.
  func problem(with value: String) -> QuotingProblem? {
    let digits = value.hasPrefix("-") ? value.dropFirst() : value[...]
    switch self {
    case .literal: return nil
    case .name(let command):
      return !value.isEmpty && value.utf8.allSatisfy(\.isNameByte) ? nil : .notAName(for: command)
    case .number: return Bytes(digits.utf8).isDigits ? nil : .insideArithmetic
    case .descriptor: return value.utf8.isDigits ? nil : .notADescriptor
    case .expanded(let variable):
      return value.unicodeScalars.first { "$`\\%!".unicodeScalars.contains($0) }.map {
        .expanded($0, by: variable)
      }
    case .code(let command): return .run(by: command)
    }
  }
}
