/// A text that is not YAML, as libyaml notices it. Of its words nothing is made: what is wrong is told by the characters
/// where it noticed and where that began.
struct YAMLSyntaxError: Error {
  /// libyaml's own words (scanner.c, parser.c); nil where it had no memory for any.
  let problem: String?
  /// Where it noticed.
  let place: Place
  /// Where what it was reading began; nil: nothing had.
  let begin: Place?
  /// Whether characters made no word, and not words no document.
  let isOfScanner: Bool
  /// The quoted text of several lines that came last before it, and the line it ended in.
  let longQuote: (start: Place, endLine: Int)?

  /// What to say of `key: {{name}}`, which some of the time is even YAML: a mapping whose key is a mapping.
  static let unquotedBraces = "a value that begins with '{{' needs quotes"

  /// The same in the words of somebody who writes a configuration, at the place where it can be put right.
  func diagnostic(in text: YAMLText) -> Diagnostic {
    guard let problem else { return Diagnostic(at: place, "not enough memory") }
    if let braces = unquotedBraces(in: text) {
      return Diagnostic(at: braces, Self.unquotedBraces)
    }
    if let longQuote, longQuote.endLine == place.line {
      return Diagnostic(
        at: longQuote.start, "the text quoted from here on ends only in line \(longQuote.endLine)",
        hint: "close the quote where the text ends")
    }
    if text.scalar(at: place) == "\t" {
      return Diagnostic(at: place, "found a tab in the indentation", hint: "YAML wants spaces")
    }
    let begun = begin.flatMap(text.scalar)
    return (isOfScanner ? ofCharacters(in: text, begun) : ofWords(in: text, begun))
      ?? Diagnostic(at: place, "not YAML: \(problem)")
  }

  /// Where a value begins with `{{`, as in a template, in the line of the problem or of the brace never closed.
  private func unquotedBraces(in text: YAMLText) -> Place? {
    var numbers = [place.line]
    if let begin, text.scalar(at: begin) == "{" { numbers.append(begin.line) }
    for number in numbers {
      let line = text.line(number)
      for index in line.indices.dropLast() {
        if "\"'#".unicodeScalars.contains(line[index]) { break }
        guard index >= 2, line[index] == "{", line[index + 1] == "{", line[index - 1] == " " else { continue }
        if line[index - 2] == ":" || line[index - 2] == "-" {
          return Place(file: place.file, line: number, column: index + 1)
        }
      }
    }
    return nil
  }

  /// What is wrong with characters and words.
  ///
  /// `begun`: the character at `begin`.
  private func ofCharacters(in text: YAMLText, _ begun: Unicode.Scalar?) -> Diagnostic? {
    let found = text.scalar(at: place)
    guard let begin else { return ofSign(found, in: text) }
    if begin == place {
      let what = found.map { quoted(String($0)) } ?? "the line's end"
      return Diagnostic(at: place, "a value cannot begin with \(what)", hint: "put it in quotes")
    }
    switch begun {
    case "\""? where found == "\\" || text.line(place.line).prefix(place.column - 1).suffix(2).first == "\\":
      return Diagnostic(
        at: place, "not an escape that double quotes know",
        hint: #"write '\\' for a backslash, or use single quotes"#)
    case "\""?, "'"?:
      return Diagnostic(at: begin, "this quote is never closed", hint: "add the closing \(begun ?? "'")")
    case "&"?:
      return Diagnostic(at: begin, "an anchor without a name", hint: Self.quoting("&"))
    case "*"?:
      return Diagnostic(at: begin, "an alias without a name", hint: Self.quoting("*"))
    case "!"?:
      return Diagnostic(at: begin, "tags are not supported", hint: Self.quoting("!"))
    case "%"?:
      return Diagnostic(at: begin, "a line that begins with '%' is a YAML directive", hint: "leave it out")
    case "|"?, ">"?:
      return Diagnostic(
        at: begin, "not a beginning of a text of several lines",
        hint: "write '|' or '>', and the text from the next line on")
    case _ where found == ":" && begin.line == place.line:
      return Diagnostic(
        at: place, "a ':' cannot be here", hint: "put a space after it, or the whole value in quotes")
    default:
      return Diagnostic(at: begin, "no ':' after this key", hint: "write it as 'key: value'")
    }
  }

  private static func quoting(_ sign: String) -> String { "put a value that begins with '\(sign)' in quotes" }

  /// A sign that can't be where it is.
  private func ofSign(_ sign: Unicode.Scalar?, in text: YAMLText) -> Diagnostic? {
    switch sign {
    case ":"? where text.line(place.line).prefix(place.column - 1).contains(":"):
      Diagnostic(
        at: place, "a second ':' in one line", hint: "put a value that contains ': ' in quotes")
    case ":"?:
      Diagnostic(at: place, "a key cannot be here", hint: "indent it like the other keys of its mapping")
    case "-"?:
      Diagnostic(at: place, "a list cannot begin here", hint: "begin each '- ' on a line of its own")
    case "?"?: Diagnostic(at: place, "a '?' cannot be here", hint: Self.quoting("?"))
    default: nil
    }
  }

  /// What is wrong with the order of words.
  private func ofWords(in text: YAMLText, _ begun: Unicode.Scalar?) -> Diagnostic? {
    let found = text.scalar(at: place)
    guard let begin else {
      return found == "%"
        ? Diagnostic(at: place, "a line that begins with '%' is a YAML directive", hint: "leave it out")
        : Diagnostic(at: place, "unexpected text after the end of the profile")
    }
    let isFirst = text.line(place.line).prefix(place.column - 1).allSatisfy { $0 == " " }
    switch begun {
    case "!"?: return Diagnostic(at: begin, "tags are not supported", hint: Self.quoting("!"))
    case _ where begin == place:
      let what = found.map { quoted(String($0)) } ?? "the line's end"
      return Diagnostic(
        at: place, "\(what) where a value belongs", hint: "put a value that begins with it in quotes")
    case "["?: return Diagnostic(at: begin, "the list that begins here has no ']'", hint: unfinished(found))
    case "{"?:
      return Diagnostic(at: begin, "the mapping that begins here has no '}'", hint: unfinished(found))
    case _ where found == ":": return Diagnostic(at: place, "a key is missing before ':'")
    case _ where isFirst:
      return Diagnostic(
        at: place,
        "this line does not fit in with the \(begun == "-" ? "items of its list" : "keys of its mapping")",
        hint: "those begin in column \(begin.column), from line \(begin.line) on")
    default:
      return Diagnostic(at: place, "unexpected text after a value", hint: "put the whole value in quotes")
    }
  }

  /// Where a list or mapping in brackets stops making sense.
  private func unfinished(_ found: Unicode.Scalar?) -> String {
    guard let found else { return "add it where the last value ends" }
    return "line \(place.line) goes on with \(quoted(String(found))) where ',' or the bracket belongs"
  }
}
