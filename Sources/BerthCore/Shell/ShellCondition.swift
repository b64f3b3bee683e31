/// What a test comes to in an interactive shell, as far as that can be told: nil where it depends on anything else.
struct ShellCondition {
  let values: ShellValues
  /// Paths that are there for sure.
  let present: Set<String>

  /// `words`: what stands between `[` and `]`, `[[` and `]]`, or after `test`, connectives included.
  func holds(_ words: ArraySlice<Range<Int>>, in text: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard words.count <= Self.limit else { return nil }
    func word(_ index: Int) -> Word { Word(rebasing: text[words[words.startIndex + index]]) }
    // A connective is never the first word: `-o interactive` is a test.
    func connective(_ signs: (StaticString, StaticString)) -> Int? {
      words.count > 2
        ? words.indices.dropFirst().first { index in
          let (sign, before) = (Word(rebasing: text[words[index]]), Word(rebasing: text[words[index - 1]]))
          guard !before.is("!") else { return false }
          return sign.is(signs.0) && !before.is(signs.0) || sign.is(signs.1) && !before.is(signs.1)
        } : nil
    }
    if let index = connective(("||", "-o")) {
      return either(holds(words[..<index], in: text), holds(words[(index + 1)...], in: text))
    }
    if let index = connective(("&&", "-a")) {
      return both(holds(words[..<index], in: text), holds(words[(index + 1)...], in: text))
    }
    if !words.isEmpty, word(0).is("!") { return holds(words.dropFirst(), in: text).map(!) }
    switch words.count {
    case 1: return isEmpty(word(0)).map(!)
    case 2: return unary(word(0), word(1))
    case 3: return compare(word(0), word(1), word(2))
    default: return nil
    }
  }

  private typealias Word = UnsafeBufferPointer<UInt8>

  /// Words of a test that anybody writes: each connective is a step into it.
  private static let limit = 64

  private func unary(_ test: Word, _ operand: Word) -> Bool? {
    switch true {
    case test.is("-z"): return isEmpty(operand)
    case test.is("-n"): return isEmpty(operand).map(!)
    case test.is("-t"): return true
    case test.is("-o"): return operand.is("interactive") ? true : nil
    case test.is("-v"): return operand.is("PS1") ? true : nil
    case test.is("-e"), test.is("-f"), test.is("-r"), test.is("-s"):
      return values.text(of: operand[...]).flatMap { present.contains($0) ? true : nil }
    default: return nil
    }
  }

  private func compare(_ left: Word, _ test: Word, _ right: Word) -> Bool? {
    let isEqual = test.is("=") || test.is("==") || test.is("=~")
    guard isEqual || test.is("!=") else { return nil }
    func isPattern(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { right.lazy.filter { !isQuote($0) }.elementsEqual($0) }
    }
    let plain = Self.unquoted(left)
    if plain.is("$-") || plain.is("${-}") {
      return isPattern("*i*") || test.is("=~") && isPattern("i") ? isEqual : nil
    }
    // `[ "${-#*i}" != "$-" ]`
    if plain.is("${-#*i}") || plain.is("${-%i*}") || plain.is("${-##*i}") || plain.is("${-/i/}") {
      return Self.unquoted(right).is("$-") ? !isEqual : nil
    }
    guard right.allSatisfy(isQuote) else { return nil }
    return isEmpty(left).map { $0 == isEqual }
  }

  /// Whether a word comes to nothing: PS1 is set in interactive shells.
  private func isEmpty(_ word: Word) -> Bool? {
    let plain = Self.unquoted(word)
    if plain.is("$PS1") || plain.is("${PS1}") || plain.is("${PS1-}") || plain.is("${PS1:-}")
      || plain.is("${PS1+x}") || plain.is("${PS1:+x}") || plain.is("$-")
    {
      return false
    }
    return values.text(of: word[...]).map(\.isEmpty)
  }

  private static func unquoted(_ word: Word) -> Word {
    let quote = UInt8(ascii: "\"")
    return word.first == quote && word.last == quote && word.count > 1
      ? Word(rebasing: word[1..<word.count - 1]) : word
  }
}

/// A quote of the shell's.
func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

/// "And" of what is known.
func both(_ left: Bool?, _ right: Bool?) -> Bool? {
  if left == false || right == false { return false }
  return left == true && right == true ? true : nil
}

/// "Or" of what is known.
func either(_ left: Bool?, _ right: Bool?) -> Bool? {
  if left == true || right == true { return true }
  return left == false && right == false ? false : nil
}
