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
  /// `${name…}` where no word of its own is due.
  case insideParameter
  /// A tag right after a character that changes what a quote means: `\`, `$`, in screen `^`.
  case after(Unicode.Scalar)
  /// tmux expands `#{…}` and screen `%` there.
  case expanded(Unicode.Scalar, by: String)
  /// screen(1) reads lines of at most that many bytes.
  case lineTooLong(limit: Int)
  /// ssh replaces `${…}`, or in IdentityAgent a leading `$`, and knows no escape for it.
  case environmentReference(keyword: String)
  /// ssh reads `~name` as that user's home.
  case homeOfUser(keyword: String)
  /// Releases of OpenSSH differ in whether this keyword expands `%`.
  case uncertainTokens(keyword: String)
  /// Neither form of quoting that ssh's releases know can hold it in a Match line.
  case notInMatch(Unicode.Scalar)
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
    case .lineTooLong(let limit):
      ("the line with the value of '\(name)' is longer than screen's \(limit) bytes", nil)
    case .environmentReference(let keyword):
      ("the value of '\(name)' holds '$', which '\(keyword)' expands and ssh cannot escape", nil)
    case .homeOfUser(let keyword):
      (
        "the value of '\(name)' begins with '~', which '\(keyword)' reads as a user's home",
        "write the path in full"
      )
    case .uncertainTokens(let keyword):
      ("the value of '\(name)' holds '%', which '\(keyword)' expands in some releases of ssh only", nil)
    case .notInMatch(let character):
      ("the value of '\(name)' holds '\(character)', and a Match line cannot hold that", nil)
    case .homeInsideWord:
      ("the value of '\(name)' is a path in the home, and '\(tag)' does not begin a word", nil)
    }
  }
}
