/// Says what of a recipe a statement of a shell is, if all of it is.
///
/// What it knows: tests that only look, `ln -s $SSH_AUTH_SOCK LINK`, SSH_AUTH_SOCK set to the link, `. ~/.bashrc_agent`;
/// joined by `&&`, `||` and `;`, or in an `if` without `else`.
struct ShellRecipe {
  private let names: RecipeReader
  private var effects: [Recipe.Effect] = []
  /// Whether it asks if no socket is behind the link.
  private var asksForLink = false
  private var isNegated = false

  /// Nil, if there is anything else in it.
  static func effect(of statement: ShellWalk.Statement, names: RecipeReader) -> Recipe.Effect? {
    var recipe = ShellRecipe(names: names)
    guard statement.isPlain, statement.commands.allSatisfy({ recipe.read($0) }),
      let effect = recipe.effects.first
    else { return nil }
    return effect == .movesLink && recipe.asksForLink ? .makesLink : effect
  }

  private mutating func read(_ command: ShellWalk.Statement.Command) -> Bool {
    guard command.redirections.allSatisfy(Self.isQuiet) else { return false }
    var words = command.words.map(Self.unquoted)[...]
    if words.first == "command" { words.removeFirst() }
    let wasNegated = isNegated
    isNegated = words.first == "!"
    let arguments = Array(words.dropFirst())
    switch words.first {
    case nil: break
    case "!", "true", ":": return arguments.isEmpty
    case "test": return readTest(arguments[...], isNegated: wasNegated)
    case "[", "[[":
      return arguments.last?.hasPrefix("]") == true && readTest(arguments.dropLast(), isNegated: wasNegated)
    case "ln", "/bin/ln", "/usr/bin/ln":
      guard arguments.count > 1, Self.linksOver(arguments.dropLast(2)),
        Self.agents.contains(arguments[arguments.count - 2]), names.isLink(arguments[arguments.count - 1])
      else { return false }
      effects.append(.movesLink)
    case ".", "source":
      guard arguments.count == 1, names.isScriptPath(arguments[0]) else { return false }
      effects.append(.runsScript)
    case "export":
      guard arguments.allSatisfy({ $0 == "SSH_AUTH_SOCK" ? effects.contains(.exports) : isSetting($0) })
      else { return false }
      effects.append(.exports)
    case let word?:
      guard arguments.isEmpty, isSetting(word) else { return false }
      effects.append(.exports)
    }
    return true
  }

  /// A test that looks and does nothing besides.
  private mutating func readTest(_ words: ArraySlice<String>, isNegated: Bool) -> Bool {
    let runsOrSets = words.contains {
      $0.contains("(") || $0.contains("`") || $0.contains("${") && ($0.contains("=") || $0.contains("?"))
    }
    guard !words.isEmpty, !runsOrSets else { return false }
    for (index, word) in words.enumerated().dropFirst() where names.isLink(word) {
      let isAbsence = isNegated || index > 1 && words[index - 2] == "!"
      if ["-S", "-e", "-h", "-L"].contains(words[index - 1]), isAbsence { asksForLink = true }
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

  /// Whether it only keeps a command quiet.
  private static func isQuiet(_ redirection: Bytes) -> Bool {
    let sign = redirection.drop(while: \.isDigit)
    return [">/dev/null", ">>/dev/null", "&>/dev/null", "&>>/dev/null", ">&/dev/null", ">&1", ">&2"]
      .contains(String(decoding: sign, as: UTF8.self))
  }

  private static let agents = [
    "$SSH_AUTH_SOCK", "${SSH_AUTH_SOCK}", "${SSH_AUTH_SOCK-}", "${SSH_AUTH_SOCK:-}",
  ]

  /// A word without its quotes. A backslash stays: such a word means something else.
  private static func unquoted(_ text: String) -> String {
    text.contains("'") && text.contains("$") ? text : text.filter { $0 != "\"" && $0 != "'" }
  }
}
