/// Looks through a shell's start-up file for what could end it before a block at its end is reached.
///
/// It reads lines, not the language, and errs to one side: what it does not recognise counts as an end, and the
/// block then goes to the start of the file, where it is always read.
package struct StartupFileReader {
  private let text: Bytes

  package init(_ text: Bytes) {
    self.text = text
  }

  /// A line after which an interactive shell may not read on.
  package struct End: Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    /// The command: `exec`, `return` or `exit`.
    package let command: String
  }

  /// The first `exec`, `return` or `exit` outside functions that an interactive shell may come to. A guard
  /// that only ends non-interactive shells, as Debian's `case $- in *i*) ;; *) return;; esac`, is none.
  package var firstEnd: End? {
    guard mentionsEnd else { return nil }
    var functionIndent: Int?
    var hereDocument: (word: ArraySlice<UInt8>, stripsTabs: Bool)?
    var linesSinceGuard = 100
    for line in LineReader(text) {
      let content = text[line.content]
      if let (word, stripsTabs) = hereDocument {
        let body = stripsTabs ? content.drop { $0 == 0x09 } : content
        if body.elementsEqual(word) { hereDocument = nil }
        continue
      }
      let indent = content.prefix(while: isBlank).count
      let code = content.trimmed
      if let opened = functionIndent {
        if code.first == UInt8(ascii: "}"), indent <= opened { functionIndent = nil }
        continue
      }
      guard let first = code.first, first != UInt8(ascii: "#") else { continue }
      hereDocument = Self.hereDocument(in: code)
      linesSinceGuard = Self.asksIfInteractive(code) ? 0 : linesSinceGuard + 1
      if Self.opensFunction(code) {
        if code.last != UInt8(ascii: "}") { functionIndent = indent }
        continue
      }
      guard let command = Self.endingCommand(in: code) else { continue }
      if command == "exec" || linesSinceGuard > 4 { return End(line: line.number, command: command) }
    }
    return nil
  }

  /// Most files never say any of the words: one pass tells.
  private var mentionsEnd: Bool {
    for index in text.indices.dropLast(3) {
      let byte = text[index]
      // `exec` and `exit`, and not `export`, which most lines of such a file may be.
      if byte == UInt8(ascii: "e"), text[index + 1] == UInt8(ascii: "x") {
        if text[index + 2] != UInt8(ascii: "p") { return true }
      }
      if byte == UInt8(ascii: "r"), text[index...].starts(withText: "return") { return true }
    }
    return false
  }

  private static func asksIfInteractive(_ code: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: code, as: UTF8.self)
    return ["$-", "${-", "$PS1", "${PS1", "-o interactive", "[ -t ", "[[ -t ", "[ ! -t ", "tty -s"]
      .contains { text.contains($0) }
  }

  /// `name() {`, `function name {`.
  private static func opensFunction(_ code: ArraySlice<UInt8>) -> Bool {
    if code.starts(withText: "function ") { return true }
    guard let open = code.firstIndex(of: UInt8(ascii: "(")) else { return false }
    let name = code[..<open].trimmed
    let rest = code[(open + 1)...].trimmed
    return !name.isEmpty && !name.contains(where: { isBlank($0) || $0 == UInt8(ascii: "$") })
      && rest.first == UInt8(ascii: ")")
  }

  /// The word that ends a here-document which the line opens.
  private static func hereDocument(
    in code: ArraySlice<UInt8>
  ) -> (word: ArraySlice<UInt8>, stripsTabs: Bool)? {
    var index = code.startIndex
    while index + 2 < code.endIndex {
      guard code[index] == UInt8(ascii: "<"), code[index + 1] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      var rest = code[(index + 2)...]
      if rest.first == UInt8(ascii: "<") {
        index += 3
        continue
      }
      let stripsTabs = rest.first == UInt8(ascii: "-")
      if stripsTabs { rest = rest.dropFirst() }
      rest = rest.trimmed
      let quotes: [UInt8] = [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\")]
      while let first = rest.first, quotes.contains(first) { rest = rest.dropFirst() }
      let word = rest.prefix { isWord($0) }
      return word.isEmpty ? nil : (word, stripsTabs)
    }
    return nil
  }

  /// The command of a line that ends the file, where one stands as a command: `exec` with a program, `return`, `exit`.
  private static func endingCommand(in code: ArraySlice<UInt8>) -> String? {
    let openers: [String] = ["then", "else", "do", "{", "!", "time", "builtin", "command"]
    var isCommand = true
    var words = Words(code)
    while let word = words.next() {
      switch word {
      case "return", "exit":
        if isCommand { return word }
      case "exec":
        if isCommand, let next = words.peek(), !next.isRedirection, !next.isSeparator { return word }
      default: break
      }
      isCommand = word.isSeparator || openers.contains(word)
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// The words of a line of shell, and its separators as words of their own; quoted text stays in its word.
  private struct Words {
    private var rest: ArraySlice<UInt8>

    init(_ code: ArraySlice<UInt8>) { rest = code }

    func peek() -> String? {
      var copy = self
      return copy.next()
    }

    mutating func next() -> String? {
      rest = rest.drop(while: isBlank)
      guard let first = rest.first, first != UInt8(ascii: "#") else { return nil }
      if Self.separators.contains(first) {
        rest = rest.dropFirst()
        return String(decoding: [first], as: UTF8.self)
      }
      var quote: UInt8?
      var end = rest.startIndex
      while end < rest.endIndex {
        let byte = rest[end]
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
          quote = byte
        } else if byte == UInt8(ascii: "\\") {
          end += 1
        } else if isBlank(byte) || Self.separators.contains(byte) {
          break
        }
        end += 1
      }
      let word = rest[..<min(end, rest.endIndex)]
      rest = rest[word.endIndex...]
      return String(decoding: word, as: UTF8.self)
    }

    static let separators = Bytes(";&|()`".utf8)
  }
}

extension String {
  fileprivate var isSeparator: Bool { [";", "&", "|", "(", ")", "`"].contains(self) }

  /// `>log`, `2>&1`, `{fd}<file`.
  fileprivate var isRedirection: Bool {
    let rest = drop { $0.isNumber || $0 == "{" || $0 == "}" || $0 == "_" || $0.isLetter }
    return rest.first == ">" || rest.first == "<"
  }
}
