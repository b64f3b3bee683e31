/// Where a start-up file says a word that may end it, and the word may be a command there.
///
/// Only what goes before it on its line is looked at, and that is told for sure whatever the lines before have begun: a
/// string, a document, a comment. So most files that say the words in comments and as arguments need no grammar.
struct EndingMention {
  private let text: UnsafeBufferPointer<UInt8>
  private let words: WordSearch

  /// The first place; nil, if there is none.
  static func first(of words: WordSearch, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let mention = EndingMention(text: text, words: words)
    var from = start
    while let place = words.next(in: text, from: from) {
      if mention.mayBeCommand(place) { return place }
      from = place + 1
    }
    return nil
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
      if !isArgument, isApart, !goesBefore(index..<wordEnd) { isArgument = true }
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
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ","),
      UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "%"), UInt8(ascii: "="), UInt8(ascii: "#"):
      true
    default: byte.isNameByte || byte >= 0x80
    }
  }

  /// The word behind it is its target, and none of the command's.
  private func isRedirection(_ byte: UInt8, at index: Int) -> Bool {
    "<>".utf8.contains(byte) || "&|!".utf8.contains(byte) && index > 0 && "<>".utf8.contains(text[index - 1])
  }

  /// Whether another word is the command's name, for all that this one says.
  private func goesBefore(_ word: Range<Int>) -> Bool {
    let word = UnsafeBufferPointer(rebasing: text[word])
    return word.first == UInt8(ascii: "-") || !ShellReserved(word).isDisjoint(with: Self.prefixes)
      || word.is("builtin") || word.is("command") || word.is("exec") || word.is("eval") || word.is("coproc")
      || word.contains(UInt8(ascii: "=")) || word.isDigits
  }

  private static let prefixes: ShellReserved = [
    .if, .then, .else, .elif, .while, .until, .do, .repeat, .always, .in, .prefix,
  ]
}
