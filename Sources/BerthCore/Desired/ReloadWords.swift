/// The words of a `reload` command: parted by blanks; single quotes, double quotes and backslashes keep a word
/// together, as in sh(1). An unquoted `~/` at a word's start is the home; nothing else is expanded.
package struct ReloadWords: Hashable, Sendable {
  package let words: [String]

  /// - Parameter home: what `~` stands for.
  package init(_ command: String, home: String) {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    var isInHome = false
    func finish() {
      guard let done = word else { return }
      words.append(isInHome && done.hasPrefix("~/") ? home + done.dropFirst() : done)
      word = nil
      isInHome = false
    }
    for character in command {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        finish()
      } else {
        if word == nil, character == "~" { isInHome = true }
        word = (word ?? "") + String(character)
      }
    }
    finish()
    self.words = words
  }
}
