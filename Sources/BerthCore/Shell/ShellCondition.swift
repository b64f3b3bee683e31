/// What a test comes to in an interactive shell, as far as that can be told: nil where it depends on anything else.
struct ShellCondition {
  let values: ShellValues
  /// Paths that are there for sure.
  let present: Set<String>

  /// `words`: what stands between `[` and `]`, `[[` and `]]`, or after `test`, connectives included.
  func holds(_ words: ArraySlice<ArraySlice<UInt8>>) -> Bool? {
    guard words.count <= Self.limit else { return nil }
    if let part = split(words, at: ["||", "-o"]) { return either(holds(part.0), holds(part.1)) }
    if let part = split(words, at: ["&&", "-a"]) { return both(holds(part.0), holds(part.1)) }
    if words.first?.elementsEqual("!".utf8) == true { return holds(words.dropFirst()).map(!) }
    let texts = words.map { String(decoding: $0, as: UTF8.self) }
    switch texts.count {
    case 1: return isEmpty(texts[0]).map(!)
    case 2: return unary(texts[0], texts[1])
    case 3: return compare(texts[0], texts[1], texts[2])
    default: return nil
    }
  }

  /// Words of a test that anybody writes: each connective is a step into it.
  private static let limit = 64

  /// Parts at a connective, which is never the first word: `-o interactive` is a test.
  private func split(
    _ words: ArraySlice<ArraySlice<UInt8>>, at connectives: [String]
  ) -> (ArraySlice<ArraySlice<UInt8>>, ArraySlice<ArraySlice<UInt8>>)? {
    guard words.count > 2 else { return nil }
    for index in words.indices.dropFirst() where words[index].count == 2 {
      let word = String(decoding: words[index], as: UTF8.self)
      if connectives.contains(word), !words[index - 1].elementsEqual("!".utf8),
        !words[index - 1].elementsEqual(word.utf8)
      {
        return (words[..<index], words[(index + 1)...])
      }
    }
    return nil
  }

  private func unary(_ test: String, _ operand: String) -> Bool? {
    switch test {
    case "-z": return isEmpty(operand)
    case "-n": return isEmpty(operand).map(!)
    case "-t": return true
    case "-o": return operand == "interactive" ? true : nil
    case "-v": return operand == "PS1" ? true : nil
    case "-e", "-f", "-r", "-s":
      return values.text(of: ArraySlice(operand.utf8)).flatMap { present.contains($0) ? true : nil }
    default: return nil
    }
  }

  private func compare(_ left: String, _ test: String, _ right: String) -> Bool? {
    let pattern = right.filter { $0 != "\"" && $0 != "'" }
    let isEqual: Bool
    switch test {
    case "=", "==", "=~": isEqual = true
    case "!=": isEqual = false
    default: return nil
    }
    if ["$-", "${-}"].contains(Self.unquoted(left)) {
      return pattern == "*i*" || test == "=~" && pattern == "i" ? isEqual : nil
    }
    // `[ "${-#*i}" != "$-" ]`
    if ["${-#*i}", "${-%i*}", "${-##*i}", "${-/i/}"].contains(Self.unquoted(left)) {
      return Self.unquoted(right) == "$-" ? !isEqual : nil
    }
    guard pattern.isEmpty else { return nil }
    return isEmpty(left).map { $0 == isEqual }
  }

  /// Whether a word comes to nothing: PS1 is set in interactive shells.
  private func isEmpty(_ word: String) -> Bool? {
    let plain = Self.unquoted(word)
    if ["$PS1", "${PS1}", "${PS1-}", "${PS1:-}", "${PS1+x}", "${PS1:+x}", "$-"].contains(plain) {
      return false
    }
    return values.text(of: ArraySlice(word.utf8)).map(\.isEmpty)
  }

  private static func unquoted(_ word: String) -> String {
    word.hasPrefix("\"") && word.hasSuffix("\"") && word.count > 1
      ? String(word.dropFirst().dropLast()) : word
  }
}

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
