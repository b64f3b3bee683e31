/// Reads one statement of a shell and says what of a recipe it is, if all of it is.
///
/// What it knows: tests that only look, `ln -s $SSH_AUTH_SOCK LINK`, SSH_AUTH_SOCK set to the link, `. ~/.bashrc_agent`;
/// joined by `&&`, `||` and `;`, or in an `if` without `else`.
struct ShellRecipe {
  private var tokens: ArraySlice<RecipeToken>
  private let names: RecipeReader
  private var effects: [Recipe.Effect] = []
  /// Whether it asks if no socket is behind the link.
  private var asksForLink = false

  init(_ tokens: [RecipeToken], names: RecipeReader) {
    self.tokens = tokens[...]
    self.names = names
  }

  /// Nil, if there is anything else in it.
  mutating func effect() -> Recipe.Effect? {
    guard readList(until: []), tokens.isEmpty, let effect = effects.first else { return nil }
    return effect == .movesLink && asksForLink ? .makesLink : effect
  }

  // MARK: - Grammar

  /// Statements up to one of the words, which is left.
  private mutating func readList(until ends: Set<String>) -> Bool {
    while true {
      while tokens.first == .newline || tokens.first == .operation(";") { tokens.removeFirst() }
      guard let first = tokens.first else { return ends.isEmpty }
      if case .word(let word) = first, ends.contains(word) { return true }
      guard readCommand() else { return false }
      while case .operation(let joint)? = tokens.first, joint == "&&" || joint == "||" {
        tokens.removeFirst()
        while tokens.first == .newline { tokens.removeFirst() }
        guard readCommand() else { return false }
      }
      switch tokens.first {
      case nil, .newline, .operation(";"): continue
      default: return false
      }
    }
  }

  private mutating func readCommand() -> Bool {
    var isNegated = false
    while tokens.first == .word("!") {
      tokens.removeFirst()
      isNegated.toggle()
    }
    guard case .word(let word)? = tokens.first else { return false }
    switch word {
    case "if": return readCondition() && readRedirections()
    case "[[":
      let words = tokens.prefix { $0 != .word("]]") }
      tokens = tokens.dropFirst(words.count + 1)
      return readTest(words.dropFirst().compactMap(Self.text), isNegated)
    case "[", "test":
      var words = readWords().dropFirst()
      if word == "[" { guard words.popLast() == "]" else { return false } }
      return readTest(Array(words), isNegated) && readRedirections()
    default:
      return readAction(readWords()) && readRedirections()
    }
  }

  private mutating func readCondition() -> Bool {
    tokens.removeFirst()
    let before = effects.count
    guard readList(until: ["then"]), !tokens.isEmpty, effects.count == before else { return false }
    tokens.removeFirst()
    guard readList(until: ["fi"]), !tokens.isEmpty, effects.count > before else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func readWords() -> [String] {
    var words: [String] = []
    while case .word(let word)? = tokens.first {
      words.append(word)
      tokens.removeFirst()
    }
    return words
  }

  /// Those that only keep a command quiet.
  private mutating func readRedirections() -> Bool {
    while case .operation(let text)? = tokens.first, text.contains(">") {
      guard case .word(let target)? = tokens.dropFirst().first else { return false }
      guard target == "/dev/null" || text.hasSuffix(">&") && ["1", "2"].contains(target) else { return false }
      tokens.removeFirst(2)
    }
    return true
  }

  // MARK: - Commands

  /// A test that looks and does nothing besides.
  private mutating func readTest(_ words: [String], _ isNegated: Bool) -> Bool {
    let plain = words.map(Self.unquoted)
    guard !plain.isEmpty,
      !plain.contains(where: { $0.contains("$(") || $0.contains("`") || $0.contains("${") })
    else { return false }
    for (index, word) in plain.enumerated().dropFirst() where names.isLink(word) {
      let isAbsence = isNegated || index > 1 && plain[index - 2] == "!"
      if ["-S", "-e", "-h", "-L"].contains(plain[index - 1]), isAbsence { asksForLink = true }
    }
    return true
  }

  private mutating func readAction(_ words: [String]) -> Bool {
    let plain = words.map(Self.unquoted)
    let start = plain.first == "command" ? 1 : 0
    guard plain.count > start else { return false }
    let arguments = Array(plain[(start + 1)...])
    switch plain[start] {
    case "ln", "/bin/ln", "/usr/bin/ln":
      guard Self.linksOver(arguments.dropLast(2)), arguments.dropLast().last == "$SSH_AUTH_SOCK",
        names.isLink(arguments[arguments.count - 1])
      else { return false }
      effects.append(.movesLink)
    case ".", "source":
      guard arguments.count == 1, names.isScriptPath(arguments[0]) else { return false }
      effects.append(.runsScript)
    case "export":
      guard arguments.allSatisfy({ $0 == "SSH_AUTH_SOCK" ? effects.contains(.exports) : isSetting($0) })
      else {
        return false
      }
      effects.append(.exports)
    case "true", ":": return arguments.isEmpty
    default:
      guard plain.count == 1, isSetting(plain[0]) else { return false }
      effects.append(.exports)
    }
    return true
  }

  private func isSetting(_ word: String) -> Bool {
    let name = "SSH_AUTH_SOCK="
    return word.hasPrefix(name) && names.isLink(String(word.dropFirst(name.count)))
  }

  /// The options of an ln(1) that makes a symlink.
  private static func linksOver(_ options: ArraySlice<String>) -> Bool {
    var isSymbolic = false
    for option in options {
      switch option {
      case "--symbolic": isSymbolic = true
      case "--force", "--no-dereference", "--no-target-directory", "--verbose", "--": break
      default:
        guard option.hasPrefix("-"), option.count > 1,
          option.dropFirst().allSatisfy({ "sfnvhT".contains($0) })
        else { return false }
        if option.contains("s") { isSymbolic = true }
      }
    }
    return isSymbolic
  }

  // MARK: - Words

  private static func text(_ token: RecipeToken) -> String? {
    switch token {
    case .word(let text), .operation(let text): text
    case .newline: nil
    }
  }

  /// A word without its quotes, a plain variable as `$NAME`. A backslash stays: such a word means something else.
  private static func unquoted(_ word: String) -> String {
    guard !(word.contains("'") && word.contains("$")) else { return word }
    var rest = word.filter { $0 != "\"" && $0 != "'" }[...]
    var plain = ""
    while let start = rest.range(of: "${") {
      plain += rest[..<start.lowerBound]
      let name = rest[start.upperBound...].prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
      let end = rest[name.endIndex...]
      guard let tail = ["}", "-}", ":-}"].first(where: { end.hasPrefix($0) }), !name.isEmpty else {
        return plain + rest[start.lowerBound...]
      }
      plain += "$" + name
      rest = end.dropFirst(tail.count)
    }
    return plain + rest
  }
}

extension Substring {
  /// Where a text stands first.
  fileprivate func range(of text: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }
}
