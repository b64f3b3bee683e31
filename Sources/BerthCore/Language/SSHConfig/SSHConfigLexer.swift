/// Follows an ssh_config line by line, as far as needed to tell which keyword's argument, and how quoted, its
/// text ends in.
struct SSHConfigLexer {
  /// In lower case, once it has been read whole.
  private(set) var keyword: String?
  private(set) var isComment = false
  /// Of a keyword that takes a command, and of `Match exec "…"`: where in the command the text ends.
  private(set) var shell: ShellCommandReader?
  /// What a command has shown late of a value in it.
  private(set) var lateProblem: QuotingProblem?
  /// Whether `shell` reads what stands between the double quotes of a `Match exec`.
  private(set) var isInMatchCommand = false
  /// The last byte of the line so far, a line feed at its start.
  private(set) var previous: UInt8 = lineFeed

  private var word: Bytes = []
  private var lastWord = ""
  private var quote: UInt8?
  private var isEscaped = false

  /// Whether the argument of `Match exec` is due here, without quotes of the template's around it.
  var isAtMatchCommand: Bool {
    keyword == "match" && (lastWord == "exec" || lastWord == "!exec") && word.isEmpty && quote == nil
  }

  /// Whether ssh takes what comes here as quoted: it checks a whole line's quotes, those of a command, too.
  var isQuotedForSSH: Bool { quote != nil }

  /// What hinders a quoted word here.
  var obstacle: QuotingProblem? {
    if isComment { return nil }
    if keyword == nil { return .insideKeyword }
    if let shell { return shell.lexer.obstacle }
    if quote != nil { return .insideQuotes }
    return isEscaped ? .after("\\") : nil
  }

  mutating func read(_ text: some Sequence<UInt8>) {
    for byte in text { read(byte) }
  }

  private mutating func read(_ byte: UInt8) {
    if byte == lineFeed {
      let late = lateProblem
      self = SSHConfigLexer()
      lateProblem = late
      return
    }
    defer {
      previous = byte
      lateProblem = shell?.lateProblem ?? lateProblem
    }
    if isComment { return }
    guard keyword != nil else {
      readKeyword(byte)
      return
    }
    if isInMatchCommand {
      // No quote can be escaped there: releases up to 9.9 end the command at the next one.
      if byte == UInt8(ascii: "\"") { closeQuote() } else { shell?.read(byte) }
    } else if shell != nil {
      shell?.read(byte)
      readArgument(byte)
    } else {
      beginCommand(byte)
      readArgument(byte)
    }
  }

  private mutating func readKeyword(_ byte: UInt8) {
    switch byte {
    case 0x20, 0x09, 0x0D, UInt8(ascii: "="):
      if !word.isEmpty {
        keyword = String(decoding: word, as: UTF8.self).lowercased()
        word = []
      }
    case UInt8(ascii: "#") where word.isEmpty: isComment = true
    // A quoted keyword is the keyword.
    case UInt8(ascii: "\""): break
    default: word.append(byte)
    }
  }

  /// Begins the command of a keyword that takes one, at the first byte after blanks and `=`.
  private mutating func beginCommand(_ byte: UInt8) {
    guard let keyword, SSHConfigKeyword.commands.contains(keyword), !" \t=".utf8.contains(byte) else {
      return
    }
    shell = ShellCommandReader()
    shell?.read(byte)
  }

  private mutating func readArgument(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
      word.append(byte)
    } else if let quote {
      if byte == UInt8(ascii: "\\"), keyword != "match" {
        isEscaped = true
      } else if byte == quote {
        closeQuote()
      } else {
        word.append(byte)
      }
    } else {
      readUnquoted(byte)
    }
  }

  private mutating func readUnquoted(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\") where keyword != "match": isEscaped = true
    case UInt8(ascii: "\""):
      if isAtMatchCommand {
        shell = ShellCommandReader()
        isInMatchCommand = true
      }
      quote = byte
    case UInt8(ascii: "'") where keyword != "match": quote = byte
    case UInt8(ascii: "#") where shell == nil && word.isEmpty && (previous == 0x20 || previous == 0x09):
      isComment = true
    case 0x20, 0x09: endWord()
    case UInt8(ascii: "=") where keyword == "match": endWord()
    default: word.append(byte)
    }
  }

  /// Notes that the next bytes are the value's.
  mutating func expect(_ value: String) { shell?.expect(value) }

  private mutating func closeQuote() {
    quote = nil
    if isInMatchCommand {
      shell = nil
      isInMatchCommand = false
      lastWord = ""
      word = []
    }
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    lastWord = String(decoding: word, as: UTF8.self).lowercased()
    word = []
  }
}
