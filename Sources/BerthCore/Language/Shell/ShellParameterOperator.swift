/// What follows the name in the shell's `${name…}` (XCU 2.6.2), as far as it has been read.
enum ShellParameterOperator: Hashable {
  case none(nameLength: Int)
  /// `:`, which `-`, `=`, `+` or `?` may follow; a number in bash.
  case colon
  /// `-`, `=`, `+`, `?`, alone or after `:`: a word is due.
  case word
  /// `#` and `%`: a pattern is due, in which single quotes quote even within double quotes.
  case pattern
  /// Any other of bash's or zsh's, whose rules of quoting are their own.
  case other

  /// The operator once this byte has been read, too.
  func reading(_ byte: UInt8) -> ShellParameterOperator {
    switch self {
    case .none(let nameLength):
      if byte.isNameByte || nameLength == 0 && "@*#?-$!".utf8.contains(byte) {
        return .none(nameLength: nameLength + 1)
      }
      if byte == UInt8(ascii: ":") { return .colon }
      if "-=+?".utf8.contains(byte) { return .word }
      return "#%".utf8.contains(byte) ? .pattern : .other
    case .colon: return "-=+?".utf8.contains(byte) ? .word : .other
    case .word, .pattern, .other: return self
    }
  }
}
