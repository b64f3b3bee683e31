/// The places where a shell evaluates a word's text again, be it quoted or not: the one table of them.
///
/// What other programs make of their arguments is theirs; only the shells' own `-c` is known here.
enum ShellEvaluation {
  /// Builtins that read all their operands alike.
  private static let builtins: [(names: Set<String>, reading: @Sendable (String) -> ShellReading)] = [
    (
      [
        "eval", "trap", "alias", "bind", "bindkey", "complete", "compgen", "compctl", "emulate", "sched",
        "mapfile", "readarray", "fc",
      ], { .code(by: $0) }
    ),
    (
      ["let", "shift", "return", "exit", "logout", "break", "continue", "ulimit", "repeat"],
      { _ in .number }
    ),
    (["unset", "read", "wait", "vared"], { .name(by: $0) }),
  ]

  private static let declarations: Set<String> = [
    "declare", "typeset", "local", "export", "readonly", "private", "integer", "float", "nameref",
  ]

  /// Variables whose values a shell reads again when it uses or sets them.
  private static let variables: [(names: Set<String>, reading: @Sendable (String) -> ShellReading)] = [
    (
      [
        "PROMPT_COMMAND", "FCEDIT", "functions", "dis_functions", "aliases", "galiases", "saliases",
        "dis_aliases", "dis_galiases", "dis_saliases",
      ], { .code(by: $0) }
    ),
    (
      [
        "PS0", "PS1", "PS2", "PS3", "PS4", "PROMPT", "PROMPT2", "PROMPT3", "PROMPT4", "RPS1", "RPS2",
        "RPROMPT", "RPROMPT2", "SPROMPT", "prompt", "ENV", "BASH_ENV", "MAILPATH",
      ], { .expanded(by: $0) }
    ),
    (
      [
        "SECONDS", "RANDOM", "SRANDOM", "OPTIND", "HISTSIZE", "SAVEHIST", "HISTCMD", "COLUMNS", "LINES",
        "LINENO", "TMOUT", "MAILCHECK", "LOGCHECK", "LISTMAX", "KEYTIMEOUT", "DIRSTACKSIZE", "FUNCNEST",
        "BAUD", "REPORTTIME", "REPORTMEMORY", "SHLVL", "UID", "EUID", "GID", "EGID", "ERRNO",
      ], { _ in .number }
    ),
  ]

  /// Programs that run the argument after their `-c`.
  private static let shells: Set<String> = [
    "sh", "bash", "rbash", "dash", "ash", "zsh", "ksh", "ksh93", "mksh", "yash", "fish", "csh", "tcsh",
    "su", "runuser", "sg",
  ]

  /// What may stand before the command that is run.
  private static let leading: Set<String> = [
    "if", "then", "elif", "else", "while", "until", "do", "{", "}", "!", "time", "coproc", "always",
    "command", "builtin", "exec", "noglob", "nocorrect", "-",
  ]

  private static let conditions: Set<String> = ["[[", "[", "test"]

  private static let comparisons: Set<String> = ["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]

  /// Whether a condition takes what stands before that word for a number.
  static func comparesNumbers(_ word: String, in words: ArraySlice<String>) -> Bool {
    comparisons.contains(word) && words.first.map(conditions.contains) == true
  }

  /// The words from the command's name on: without reserved words, assignments and what runs another command.
  static func command(_ words: [String]) -> ArraySlice<String> {
    var rest = words[...]
    while let first = rest.first {
      if first == "function" {
        rest = rest.dropFirst(2)
      } else if first == "repeat", rest.count > 1 {
        rest = rest.dropFirst(2)
      } else if leading.contains(first) {
        rest = rest.dropFirst().drop { $0.hasPrefix("-") && $0 != "-" }
      } else if Assignment(Bytes(first.utf8))?.isWhole == true {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return rest
  }

  /// How the shell reads a value that follows these words of a command, itself after `prefix` in its word.
  ///
  /// `declared`: what the text has declared of its own variables.
  static func reading(
    after words: ArraySlice<String>, last: String, prefix: Bytes, declared: [String: ShellReading]
  ) -> ShellReading {
    guard let name = words.first else { return assigned(prefix, declared) }
    let arguments = words.dropFirst()
    if let shell = shellRunning(words) { return .code(by: shell) }
    if let row = builtins.first(where: { $0.names.contains(name) }) { return row.reading(name) }
    if declarations.contains(name) { return declaration(words, prefix, declared) }
    switch name {
    case _ where conditions.contains(name):
      if comparisons.contains(last) || last == "-t" { return .number }
      return ["-v", "-R"].contains(last) ? .name(by: name) : .literal
    case "getopts": return arguments.count == 1 ? .name(by: name) : .literal
    case "set": return ["-A", "+A"].contains(last) ? .name(by: name) : .literal
    case "printf":
      if last == "-v" || prefix.starts(with: "-v".utf8) { return .name(by: name) }
      let operands = arguments.first == "-v" ? arguments.dropFirst(2) : arguments.drop { $0 == "--" }
      return operands.first.map(takesOnlyTexts) ?? true ? .literal : .number
    case "print" where options(arguments).contains(where: "vfPCu".contains): return .code(by: name)
    case "zstyle" where options(arguments).contains("e"): return .code(by: name)
    default: return .literal
    }
  }

  /// What a word of a declaration says about its variable.
  static func declared(_ word: String, in words: ArraySlice<String>) -> (name: String, reading: ShellReading)?
  {
    guard let command = words.first, declarations.contains(command), !"-+".contains(word.prefix(1)),
      let reading = attribute(of: words), let name = word.split(separator: "=").first
    else { return nil }
    return (String(name), reading)
  }

  private static func declaration(
    _ words: ArraySlice<String>, _ prefix: Bytes, _ declared: [String: ShellReading]
  ) -> ShellReading {
    guard let assignment = Assignment(prefix), assignment.isWhole else {
      return .name(by: words[words.startIndex])
    }
    return attribute(of: words) ?? assigned(prefix, declared)
  }

  /// bash reads `(…)` as an array's items, quoted or not, where it knows the variable for one.
  private static func attribute(of words: ArraySlice<String>) -> ShellReading? {
    guard let name = words.first else { return nil }
    let flags = options(words.dropFirst())
    if flags.contains(where: "aA".contains) { return .code(by: name) }
    if name == "nameref" || flags.contains("n") { return .name(by: name) }
    return ["integer", "float"].contains(name) || flags.contains(where: "iEF".contains) ? .number : nil
  }

  private static func assigned(_ prefix: Bytes, _ declared: [String: ShellReading]) -> ShellReading {
    guard let assignment = Assignment(prefix) else { return .literal }
    return assignment.isWhole ? variable(assignment.name, declared) : .number
  }

  /// How a value is read that this variable gets.
  static func variable(_ name: String, _ declared: [String: ShellReading]) -> ShellReading {
    declared[name] ?? variables.first { $0.names.contains(name) }?.reading(name) ?? .literal
  }

  /// The letters of all options.
  private static func options(_ words: ArraySlice<String>) -> Set<Character> {
    Set(words.filter { "-+".contains($0.prefix(1)) }.joined())
  }

  /// Whether none of a format's conversions takes a number, which zsh evaluates.
  private static func takesOnlyTexts(_ format: String) -> Bool {
    guard !format.contains("$"), !format.contains("`") else { return false }
    let parts = format.replacing("%%", with: "").split(separator: "%", omittingEmptySubsequences: false)
    return parts.dropFirst().allSatisfy { part in
      part.drop { "-+ #0123456789.".contains($0) }.first.map("sbq".contains) ?? true
    }
  }

  /// The shell among these words whose `-c` takes the next one.
  private static func shellRunning(_ words: ArraySlice<String>) -> String? {
    guard
      let index = words.lastIndex(where: { word in
        word.split(separator: "/").last.map { shells.contains(String($0)) } ?? false
      })
    else { return nil }
    let arguments = words[(index + 1)...]
    if arguments.last == "-c" { return words[index] }
    var isCommand = false
    var takesValue = false
    for word in arguments {
      if takesValue {
        takesValue = false
      } else if "-+".contains(word.prefix(1)), !word.isEmpty {
        isCommand = isCommand || !word.hasPrefix("--") && word.contains("c")
        takesValue = ["o", "O"].contains(word.suffix(1))
      } else {
        return nil
      }
    }
    return isCommand ? words[index] : nil
  }

  /// The beginning of a word that sets a variable.
  struct Assignment {
    let name: String
    /// Whether the sign has been read; before it, a subscript is open.
    let isWhole: Bool

    /// Nil where the word is none, nor can become one.
    init?(_ word: Bytes) {
      let name = word.prefix(while: \.isNameByte)
      var rest = word[name.endIndex...]
      guard !name.isEmpty, !rest.isEmpty else { return nil }
      self.name = String(decoding: name, as: UTF8.self)
      if rest.first == UInt8(ascii: "[") {
        guard let sign = rest.lastIndex(of: UInt8(ascii: "]")), sign + 1 < rest.endIndex else {
          isWhole = false
          return
        }
        rest = rest[(sign + 1)...]
      }
      if rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard rest.first == UInt8(ascii: "=") else { return nil }
      isWhole = true
    }
  }
}
