/// The words of a `reload` command: parted by blanks; single quotes, double quotes and backslashes keep a word
/// together, as in sh(1). An unquoted `~/` at a word's start is the home; nothing else is expanded.
package struct ReloadWords: Hashable, Sendable {
  /// The program and its arguments.
  package let words: [Bytes]

  /// Why a command has no words.
  package enum Problem: Error, Hashable {
    /// A quote that nothing ends.
    case unclosed(Unicode.Scalar)
    /// Nothing stands behind the last backslash.
    case endsInBackslash
  }

  /// `home`: what `~` stands for.
  package init(_ command: String, home: Bytes) throws(Problem) {
    var words: [Bytes] = []
    var word: String?
    var quote: Unicode.Scalar?
    var isEscaped = false
    var isInHome = false
    func add(_ scalar: Unicode.Scalar) { word = (word ?? "") + String(scalar) }
    func finish() {
      guard let done = word else { return }
      words.append(
        isInHome && done.hasPrefix("~/") ? home + Bytes(done.utf8.dropFirst()) : Bytes(done.utf8))
      word = nil
      isInHome = false
    }
    for scalar in command.unicodeScalars {
      if isEscaped {
        add(scalar)
        isEscaped = false
      } else if scalar == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if scalar == open { quote = nil } else { add(scalar) }
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
        word = word ?? ""
      } else if scalar == " " || scalar == "\t" {
        finish()
      } else {
        if word == nil, scalar == "~" { isInHome = true }
        add(scalar)
      }
    }
    if let quote { throw .unclosed(quote) }
    if isEscaped { throw .endsInBackslash }
    finish()
    self.words = words
  }
}

extension ReloadWords.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unclosed("'"): "a single quote is not closed"
    case .unclosed: "a double quote is not closed"
    case .endsInBackslash: "it ends in a backslash"
    }
  }
}
