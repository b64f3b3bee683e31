/// Why a value cannot be written where its tag stands.
enum QuotingProblem: Error, Hashable {
  case nul
  /// The language cannot hold a line break at all.
  case lineBreak(Language)
  case lineBreakInComment
  /// What the program would make of a control character is not known.
  case controlCharacter(Language)
  /// A tag between quotes of the template's own.
  case insideQuotes
  case insideBackquotes
  case insideHereDocument
  /// `$((…))` and its like, which evaluate what they hold.
  case insideArithmetic
  /// The shell takes the word for a variable's name, and evaluates a subscript in it.
  case notAName(for: String)
  /// After the shell's `>&` and `<&`.
  case notADescriptor
  /// `${name…}` where no word of its own is due.
  case insideParameter
  /// A tag right after a character that changes what a quote means: `\`, `$`, in screen `^`.
  case after(Unicode.Scalar)
  /// tmux expands `#{…}` and screen `%` there.
  case expanded(Unicode.Scalar, by: String)
  /// Within a format of tmux's that is not quoted.
  case insideFormat
  /// An argument that is run: as a command of the program's or of the shell's.
  case run(by: String)
  /// A value that ends in `;` would end the command it is an argument of.
  case endsCommand(of: String)
  /// screen(1) reads lines of at most that many bytes.
  case lineTooLong(limit: Int)
  /// ssh replaces `${…}`, or in IdentityAgent a leading `$`, and knows no escape for it.
  case environmentReference(keyword: String)
  /// ssh reads `~name` as that user's home.
  case homeOfUser(keyword: String)
  /// Releases of OpenSSH differ in whether this keyword expands the character.
  case uncertain(Unicode.Scalar, keyword: String)
  /// No form of quoting that all releases of OpenSSH read alike holds the character there.
  case unquotable(Unicode.Scalar, keyword: String)
  /// ssh refuses a line whose argument is empty.
  case empty(keyword: String)
  /// Before the argument of a line of ssh_config.
  case insideKeyword
  /// A path in the home that does not begin a word of a Match line's command.
  case homeInsideWord

  /// The message for the tag of that name.
  func diagnostic(name: String, at place: Place) -> Diagnostic {
    let (message, hint) = texts(name: name, tag: "{{\(name)}}")
    return Diagnostic(at: place, message, hint: hint)
  }

  private func texts(name: String, tag: String) -> (message: String, hint: String?) {
    switch self {
    case .nul:
      ("the value of '\(name)' holds a NUL byte", nil)
    case .lineBreak(let language):
      ("the value of '\(name)' holds a line break, and \(language.rawValue) cannot hold one", nil)
    case .lineBreakInComment:
      ("the value of '\(name)' holds a line break, and a comment cannot hold one", nil)
    case .controlCharacter(let language):
      ("the value of '\(name)' holds a control character, and \(language.rawValue) cannot hold one", nil)
    case .insideQuotes:
      ("'\(tag)' stands inside quotes", "it brings its own: end the quotes before it")
    case .insideBackquotes:
      ("'\(tag)' stands inside backquotes", "write '$(…)' instead of them")
    case .insideHereDocument:
      ("'\(tag)' stands in a here-document, where nothing can be quoted", "put it into a variable before")
    case .insideArithmetic:
      ("the value of '\(name)' is not a number, and '\(tag)' stands in arithmetic", nil)
    case .notAName(let command):
      ("the value of '\(name)' is not a name, and '\(command)' takes '\(tag)' for one", nil)
    case .notADescriptor:
      ("the value of '\(name)' is not a number, and '\(tag)' stands after '>&' or '<&'", nil)
    case .insideParameter:
      ("'\(tag)' stands inside '${…}'", "put it into a variable before")
    case .after(let character):
      (
        "'\(tag)' stands right after '\(character)', which changes its quotes",
        "write '\(character)' elsewhere"
      )
    case .expanded(let character, let command):
      (
        "the value of '\(name)' holds '\(character)', which '\(command)' expands",
        "for a value that is meant to be expanded write '{{{\(name)}}}'"
      )
    case .insideFormat:
      ("'\(tag)' stands inside an unquoted format", "put the value into an option, and name that")
    case .run(let command):
      (
        "'\(tag)' stands where '\(command)' runs it",
        "for a value that is meant to be run write '{{{\(name)}}}'"
      )
    case .endsCommand(let command):
      (
        "the value of '\(name)' ends in ';', which ends the command of '\(command)'",
        "put the command in '{ }'"
      )
    case .lineTooLong(let limit):
      ("the line with the value of '\(name)' is longer than screen's \(limit) bytes", nil)
    case .environmentReference(let keyword):
      ("the value of '\(name)' holds '$', which '\(keyword)' expands and ssh cannot escape", nil)
    case .homeOfUser(let keyword):
      (
        "the value of '\(name)' begins with '~', which '\(keyword)' reads as a user's home",
        "write the path in full"
      )
    case .uncertain(let character, let keyword):
      (
        "the value of '\(name)' holds '\(character)', which only some releases of ssh expand in '\(keyword)'",
        nil
      )
    case .unquotable(let character, let keyword):
      ("the value of '\(name)' holds \(character.described), which '\(keyword)' has no way to quote", nil)
    case .empty(let keyword):
      ("the value of '\(name)' is empty, and ssh refuses an empty '\(keyword)'", "leave the line out")
    case .insideKeyword:
      ("'\(tag)' stands where a keyword is due", "for a value that is meant to be one write '{{{\(name)}}}'")
    case .homeInsideWord:
      ("the value of '\(name)' is a path in the home, and '\(tag)' is not a word of its own", nil)
    }
  }
}
