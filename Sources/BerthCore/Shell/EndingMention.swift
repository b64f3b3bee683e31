/// Where a start-up file says a word that may end it, and the word may be a command there.
///
/// Only what goes before it on its line is looked at, and that is told for sure whatever the lines before have begun: a
/// string, a document, a comment. So most files that say the words in comments and as arguments need no grammar.
struct EndingMention {
  private let text: UnsafeBufferPointer<UInt8>
  private let words: WordSearch

  /// The first place; nil, if there is none.
  static func first(of words: WordSearch, in text: Bytes) -> Int? {
    text.withUnsafeBufferPointer { text in
      let mention = EndingMention(text: text, words: words)
      var from = 0
      while let place = words.next(in: text, from: from) {
        if mention.mayBeCommand(place) { return place }
        from = place + 1
      }
      return nil
    }
  }

  /// How far back it looks. What goes further may be a command.
  private static let reach = 256

  private func mayBeCommand(_ place: Int) -> Bool {
    guard isWhole(place) else { return false }
    let limit = max(0, place - Self.reach)
    var index = place
    if index > 0 {
      let before = text[index - 1]
      // The rest of a word; the last part of a path is a command as the path is.
      if before == UInt8(ascii: "/") {
        while index > limit, isPlain(text[index - 1]) { index -= 1 }
      } else if isPlain(before) || isQuote(before) && index > 1 && isPlain(text[index - 2]) {
        return false
      }
    }
    // An argument of a word before it, unless all those only go before a command.
    var isArgument = false
    while index > limit {
      while index > 0, isBlank(text[index - 1]) { index -= 1 }
      guard index > 0, text[index - 1] != lineFeed else { return !isArgument }
      guard isPlain(text[index - 1]) else {
        return !isArgument || isRedirection(text[index - 1], at: index - 1)
      }
      let wordEnd = index
      while index > limit, isPlain(text[index - 1]) { index -= 1 }
      let isApart = index == 0 || isBlank(text[index - 1]) || text[index - 1] == lineFeed
      if isApart, !goesBefore(index..<wordEnd) { isArgument = true }
    }
    return index > 0 || !isArgument
  }

  /// Whether it is one of the words, and no part of a longer name.
  private func isWhole(_ place: Int) -> Bool {
    if place > 0, text[place - 1].isNameByte { return false }
    var end = place
    while end < text.count, text[end].isNameByte { end += 1 }
    return words.isWord(place..<end, of: text)
  }

  /// A byte that begins, ends and parts nothing, wherever it stands.
  private func isPlain(_ byte: UInt8) -> Bool {
    byte.isNameByte || byte >= 0x80 || "-./:,+@%=#".utf8.contains(byte)
  }

  private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  /// The word behind it is its target, and none of the command's.
  private func isRedirection(_ byte: UInt8, at index: Int) -> Bool {
    "<>".utf8.contains(byte) || "&|!".utf8.contains(byte) && index > 0 && "<>".utf8.contains(text[index - 1])
  }

  /// Whether another word is the command's name, for all that this one says.
  private func goesBefore(_ word: Range<Int>) -> Bool {
    let bytes = text[word]
    return bytes.first == UInt8(ascii: "-") || bytes.contains(UInt8(ascii: "=")) || bytes.isDigits
      || Self.prefixes.contains { bytes.elementsEqual($0.utf8) }
  }

  private static let prefixes = [
    "if", "then", "else", "elif", "while", "until", "do", "time", "coproc", "repeat", "always", "in",
    "builtin", "command", "exec", "eval", "noglob", "nocorrect",
  ]
}
