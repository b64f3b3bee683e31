/// Reads a template's bytes once, from front to back, into nodes.
///
/// It keeps its own stack of open sections, so that no nesting can exhaust the program's.
struct TemplateParser {
  private(set) var partials: [(name: String, place: Place)] = []
  private(set) var variables: Set<String> = []

  private var cursor: TemplateCursor
  private var delimiters = TemplateDelimiters()
  private var nodes: [TemplateNode] = []
  private var sections: [OpenSection] = []
  /// What came before each open section. Apart from those, so that nothing else holds the arrays and adding
  /// to one never copies it.
  private var outerNodes: [[TemplateNode]] = []
  private var problems: [Diagnostic] = []

  private struct OpenSection {
    let name: TagName
    let isInverted: Bool
    let place: Place

    /// For messages: `{{#name}}`.
    func tag(_ delimiters: TemplateDelimiters) -> String {
      delimiters.tag((isInverted ? "^" : "#") + name.text)
    }
  }

  init(_ text: Bytes, file: String) {
    cursor = TemplateCursor(text, file: file)
  }

  /// The nodes of the whole text.
  ///
  /// - Throws: every problem found, in the order of the text.
  mutating func parse() throws(InvalidProfile) -> [TemplateNode] {
    if let place = cursor.placeOfNUL() {
      throw InvalidProfile([Diagnostic(at: place, "a template cannot hold a NUL byte")])
    }
    while problems.count < TemplateLimits.problems, let place = cursor.advance(to: delimiters.open) {
      readTag(at: place)
    }
    nodes.appendText(cursor.rest(), at: cursor.textPlace)
    for section in sections {
      problems.append(
        Diagnostic(
          at: section.place, "section '\(section.tag(delimiters))' is not closed",
          hint: "end it with '\(delimiters.tag("/" + section.name.text))'"))
    }
    guard problems.isEmpty else { throw InvalidProfile(problems.sorted { $0.place! < $1.place! }) }
    return nodes
  }

  private mutating func readTag(at place: Place) {
    let form = cursor.form(after: delimiters.open)
    let end = delimiters.end(of: form)
    let limit = form == .comment ? Int.max : TemplateLimits.tag
    guard let inside = cursor.inside(from: delimiters.start(of: form), to: end, limit: limit) else {
      reportUnclosed(form, at: place)
      return
    }
    let tag: TemplateTag
    do {
      tag = try TemplateTag(inside: inside, form: form)
    } catch {
      if inside.contains(where: { $0 == lineFeed }) || inside.contains(delimiters.open) {
        // Not a name that spans lines, but the text up to the end of some later tag.
        reportUnclosed(form, at: place)
      } else {
        report(error, written: delimiters.tag(String(decoding: inside, as: UTF8.self), form: form), at: place)
        _ = cursor.take(canStandAlone: false)
      }
      return
    }
    let start = cursor.textPlace
    let (text, indent) = cursor.take(canStandAlone: tag.canStandAlone)
    nodes.appendText(text, at: start)
    add(tag, indent: indent, at: place)
  }

  private mutating func add(_ tag: TemplateTag, indent: Bytes?, at place: Place) {
    switch tag {
    case .comment: break
    case .delimiters(let open, let close): delimiters = TemplateDelimiters(open: open, close: close)
    case .variable(let name, let isRaw):
      use(name)
      nodes.append(.variable(name, isRaw: isRaw, next: cursor.next, place))
    case .partial(let name):
      partials.append((name, place))
      nodes.append(.partial(name, indent: indent, place))
    case .section(let name, let isInverted):
      use(name)
      if sections.count == TemplateLimits.sections {
        report(place, "sections nest deeper than \(TemplateLimits.sections)")
      }
      sections.append(OpenSection(name: name, isInverted: isInverted, place: place))
      outerNodes.append(nodes)
      nodes = []
    case .close(let name): close(name, at: place)
    }
  }

  private mutating func close(_ name: TagName, at place: Place) {
    let written = delimiters.tag("/" + name.text)
    guard let open = sections.last else {
      report(
        place, "'\(written)' closes no section",
        hint: "open it before with '\(delimiters.tag("#" + name.text))', or remove it")
      return
    }
    if open.name != name {
      report(
        place, "'\(written)' does not close '\(open.tag(delimiters))' of line \(open.place.line)",
        hint: "write '\(delimiters.tag("/" + open.name.text))' first")
      // Where an outer section is meant, the inner ones end here too: one slip is one message.
      guard sections.contains(where: { $0.name == name }) else { return }
      while let inner = sections.last, inner.name != name { end(inner) }
    }
    if let last = sections.last { end(last) }
  }

  private mutating func end(_ section: OpenSection) {
    sections.removeLast()
    let body = nodes
    nodes = outerNodes.removeLast()
    // Deeper ones were reported; to keep them would only nest the nodes as deeply.
    guard sections.count < TemplateLimits.sections else { return }
    nodes.append(.section(section.name, isInverted: section.isInverted, body, section.place))
  }

  private mutating func use(_ name: TagName) {
    if let first = name.parts.first { variables.insert(first) }
  }

  private mutating func report(_ place: Place, _ message: String, hint: String? = nil) {
    problems.append(Diagnostic(at: place, message, hint: hint))
  }

  private mutating func reportUnclosed(_ form: TemplateTag.Form, at place: Place) {
    report(
      place, "tag '\(cursor.excerpt())' is not closed",
      hint: "end it with '\(String(decoding: delimiters.end(of: form), as: UTF8.self))'")
    // All of a comment that never ends is comment.
    cursor.abandonTag(toEnd: form == .comment)
  }

  private mutating func report(_ problem: TemplateTag.Problem, written: String, at place: Place) {
    switch problem {
    case .notUTF8:
      report(place, "the tag is not valid UTF-8")
    case .noName:
      report(place, "tag '\(written)' has no name")
    case .unfitName(let name, let character):
      report(
        place, "the name '\(name)' cannot hold \(character.described)",
        hint: "a name is letters, digits, '_' and '-', with '.' between its parts")
    case .emptyPart(let name):
      report(place, "the name '\(name)' has an empty part", hint: "write one '.' between two names")
    case .unfitDelimiters:
      report(
        place, "tag '\(written)' does not set delimiters",
        hint:
          "write both, without '=' and with a space between, as in '\(delimiters.tag("<% %>", form: .setting))'"
      )
    case .foreign:
      report(
        place, "tag '\(written)' is not part of the language",
        hint: "of Mustache there are variables, sections, comments, partials and set-delimiter tags")
    }
  }
}

extension [TemplateNode] {
  fileprivate mutating func appendText(_ text: ArraySlice<UInt8>, at place: Place) {
    if !text.isEmpty { append(.text(Bytes(text), place)) }
  }
}

extension Unicode.Scalar {
  /// For messages: in quotes, or named where it cannot be seen.
  var described: String {
    if self == " " { return "a space" }
    guard value < 0x20 || value == 0x7F else { return "'\(self)'" }
    return "U+" + value.digits(radix: 16, count: 4, uppercase: true)
  }
}
