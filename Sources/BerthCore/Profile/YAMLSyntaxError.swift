/// A text that is not YAML, as libyaml says it.
struct YAMLSyntaxError: Error {
  /// libyaml's own words (scanner.c, parser.c), and where it noticed.
  let problem: String
  let place: Place
  /// What libyaml was reading, and where that began.
  let context: String?
  let contextPlace: Place?
  /// The quoted text of several lines that came last before it, and the line it ended in.
  let longQuote: (start: Place, endLine: Int)?

  /// What to say of `key: {{name}}`, which some of the time is even YAML: a mapping whose key is a mapping.
  static let unquotedBraces = "a value that begins with '{{' needs quotes"

  /// The same in the words of somebody who writes a configuration, at the place where it can be put right.
  func diagnostic(in text: YAMLText) -> Diagnostic {
    if let braces = unquotedBraces(in: text) {
      return Diagnostic(at: braces, Self.unquotedBraces)
    }
    if let longQuote, longQuote.endLine == place.line {
      return Diagnostic(
        at: longQuote.start, "the text quoted from here on ends only in line \(longQuote.endLine)",
        hint: "close the quote where the text ends")
    }
    return scannerDiagnostic(in: text) ?? contextDiagnostic(in: text) ?? parserDiagnostic(in: text)
      ?? Diagnostic(at: place, "not YAML: \(([context, problem]).compactMap(\.self).joined(separator: ", "))")
  }

  /// Where a value begins with `{{`, as in a template, in the line of the problem or of the brace never closed.
  private func unquotedBraces(in text: YAMLText) -> Place? {
    var numbers = [place.line]
    if context == "while parsing a flow mapping", let contextPlace { numbers.append(contextPlace.line) }
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

  /// What libyaml found wrong with characters and words.
  private func scannerDiagnostic(in text: YAMLText) -> Diagnostic? {
    let found = text.scalar(at: place).map { quoted(String($0)) } ?? "the line's end"
    switch problem {
    case "found character that cannot start any token" where text.scalar(at: place) != "\t":
      return Diagnostic(at: place, "a value cannot begin with \(found)", hint: "put it in quotes")
    case "found character that cannot start any token",
      "found a tab character where an indentation space is expected",
      "found a tab character that violates indentation":
      return Diagnostic(at: place, "found a tab in the indentation", hint: "YAML wants spaces")
    case "mapping values are not allowed in this context":
      let before = text.line(place.line).prefix(place.column - 1)
      if before.contains(":") {
        return Diagnostic(
          at: place, "a second ':' in one line",
          hint: "put a value that contains ': ' in quotes")
      }
      return Diagnostic(
        at: place, "a key cannot be here", hint: "indent it like the other keys of its mapping")
    case "block sequence entries are not allowed in this context":
      return Diagnostic(at: place, "a list cannot begin here", hint: "begin each '- ' on a line of its own")
    case "mapping keys are not allowed in this context":
      return Diagnostic(at: place, "a '?' cannot be here", hint: "put a value that begins with '?' in quotes")
    case "could not find expected ':'":
      return Diagnostic(at: contextPlace ?? place, "no ':' after this key", hint: "write it as 'key: value'")
    case "found unexpected ':'":
      return Diagnostic(
        at: place, "a ':' cannot be here", hint: "put a space after it, or the whole value in quotes")
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      return Diagnostic(
        at: place, "not an escape that double quotes know",
        hint: #"write '\\' for a backslash, or use single quotes"#)
    default:
      return nil
    }
  }

  /// What libyaml found wrong while it read something that begins with a sign of its own.
  private func contextDiagnostic(in text: YAMLText) -> Diagnostic? {
    guard let context, let contextPlace else { return nil }
    switch context {
    case "while scanning a quoted scalar":
      let quote = text.scalar(at: contextPlace).map { String($0) } ?? "\""
      return Diagnostic(at: contextPlace, "this quote is never closed", hint: "add the closing \(quote)")
    case "while scanning an anchor":
      return Diagnostic(
        at: contextPlace, "an anchor without a name", hint: "put a value that begins with '&' in quotes")
    case "while scanning an alias":
      return Diagnostic(
        at: contextPlace, "an alias without a name", hint: "put a value that begins with '*' in quotes")
    case "while scanning a tag", "while parsing a tag":
      return Diagnostic(
        at: contextPlace, "tags are not supported", hint: "put a value that begins with '!' in quotes")
    case "while scanning a directive", "while scanning a %YAML directive", "while scanning a %TAG directive":
      return Diagnostic(
        at: contextPlace, "a line that begins with '%' is a YAML directive", hint: "leave it out")
    case "while scanning a block scalar":
      return Diagnostic(
        at: contextPlace, "not a beginning of a text of several lines",
        hint: "write '|' or '>', and the text from the next line on")
    case "while parsing a flow sequence":
      return Diagnostic(at: contextPlace, "the list that begins here has no ']'", hint: unfinished(in: text))
    case "while parsing a flow mapping":
      return Diagnostic(
        at: contextPlace, "the mapping that begins here has no '}'", hint: unfinished(in: text))
    default:
      return nil
    }
  }

  /// Where a list or mapping in brackets stops making sense.
  private func unfinished(in text: YAMLText) -> String {
    guard let found = text.scalar(at: place) else { return "add it where the last value ends" }
    return "line \(place.line) goes on with \(quoted(String(found))) where ',' or the bracket belongs"
  }

  /// What libyaml found wrong with the order of things.
  private func parserDiagnostic(in text: YAMLText) -> Diagnostic? {
    let line = text.line(place.line)
    let isFirst = line.prefix(place.column - 1).allSatisfy { $0 == " " }
    switch problem {
    case "did not find expected key" where text.scalar(at: place) == ":":
      return Diagnostic(at: place, "a key is missing before ':'")
    case "did not find expected key" where isFirst, "did not find expected '-' indicator" where isFirst:
      let what = problem.contains("key") ? "keys of its mapping" : "items of its list"
      guard let contextPlace else { return nil }
      return Diagnostic(
        at: place, "this line does not fit in with the \(what)",
        hint: "those begin in column \(contextPlace.column), from line \(contextPlace.line) on")
    case "did not find expected key", "did not find expected '-' indicator":
      return Diagnostic(at: place, "unexpected text after a value", hint: "put the whole value in quotes")
    case "did not find expected node content":
      let found = text.scalar(at: place).map { quoted(String($0)) } ?? "the line's end"
      return Diagnostic(
        at: place, "\(found) where a value belongs", hint: "put a value that begins with it in quotes")
    case "did not find expected <document start>":
      return Diagnostic(at: place, "unexpected text after the end of the profile")
    case "found undefined tag handle":
      return Diagnostic(
        at: place, "tags are not supported", hint: "put a value that begins with '!' in quotes")
    case "found incompatible YAML document", "found duplicate %YAML directive":
      return Diagnostic(at: place, "a line that begins with '%' is a YAML directive", hint: "leave it out")
    default:
      return nil
    }
  }
}
