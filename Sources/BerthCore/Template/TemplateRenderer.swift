/// Walks a template's nodes once and writes the text.
struct TemplateRenderer {
  private var context: ContextStack
  private let partials: [String: Template]
  private var quoter: any Quoter
  private let isStrict: Bool

  private var output: Bytes = []
  /// The byte of the output whose origin is asked for, and that.
  var sought: Int?
  private(set) var origin: Place?
  /// How much of the output the quoter has read.
  private var quoterOffset = 0
  private var lastQuoted: (name: TagName, place: Place)?

  /// What every line of the partial being rendered begins with.
  private var indent: Bytes = []
  /// Whether the text of the template being rendered begins a line here.
  private var isAtLineStart = true

  private var problems: [Diagnostic] = []
  private var reported: Set<Place> = []
  private var steps = 0
  private var depth = 0
  /// Set once nothing more is worth rendering: a limit is exceeded.
  private var isAborted = false

  init(context: Value, partials: [String: Template], quoter: any Quoter, isStrict: Bool) {
    self.context = ContextStack(context)
    self.partials = partials
    self.quoter = quoter
    self.isStrict = isStrict
  }

  /// The rendered text.
  ///
  /// - Throws: every problem found, in the order of rendering, each tag's once.
  mutating func render(_ template: Template) throws(InvalidProfile) -> Bytes {
    render(template.nodes)
    while lastQuoted != nil, quoterOffset < output.count, quoter.awaitsMore { showQuoter(upTo: lineEnd) }
    guard problems.isEmpty else { throw InvalidProfile(problems) }
    return output
  }

  private mutating func render(_ nodes: [TemplateNode]) {
    for node in nodes {
      guard !isAborted else { return }
      switch node {
      case .text(let bytes, let place):
        write(text: bytes, from: place)
      case .variable(let name, let isRaw, let next, let place):
        count(at: place)
        let start = output.count
        render(variable: name, isRaw: isRaw, before: next, at: place)
        trace(from: start, place)
      case .section(let name, let isInverted, let body, let place):
        count(at: place)
        render(section: name, isInverted: isInverted, body, at: place)
      case .partial(let name, let indent, let place):
        count(at: place)
        render(partial: name, indent: indent, at: place)
      }
    }
  }

  // MARK: text

  private mutating func write(text: Bytes, from place: Place) {
    guard !indent.isEmpty else {
      let start = output.count
      output += text
      trace(from: start, place, text)
      return
    }
    var place = place
    for line in text.split(separator: lineFeed, omittingEmptySubsequences: false).enumerated() {
      if line.offset > 0 {
        output.append(lineFeed)
        isAtLineStart = true
        (place.line, place.column) = (place.line + 1, 1)
      }
      let start = output.count
      // An empty line stays empty: blanks at a line's end are nobody's wish.
      guard !line.element.isEmpty else { continue }
      if line.element != [0x0D] { beginLine() }
      output += line.element
      trace(from: start, place)
    }
  }

  /// Notes where the sought byte comes from, if it is one of those since `start`.
  ///
  /// `text`: what was written, as it stands in the template at `place`.
  private mutating func trace(from start: Int, _ place: Place, _ text: Bytes = []) {
    guard let sought, origin == nil, sought >= start, sought < output.count else { return }
    let before = text.prefix(sought - start)
    var place = place
    place.line += before.count { $0 == lineFeed }
    if let feed = before.lastIndex(of: lineFeed) {
      place.column = before[feed...].count { $0 & 0xC0 != 0x80 }
    } else {
      place.column += before.count { $0 & 0xC0 != 0x80 }
    }
    origin = place
  }

  private mutating func beginLine() {
    if isAtLineStart { output += indent }
    isAtLineStart = false
  }

  // MARK: tags

  private mutating func render(variable name: TagName, isRaw: Bool, before next: UInt8?, at place: Place) {
    beginLine()
    guard let text = text(of: name, at: place) else { return }
    if isRaw {
      if isStrict, text.utf8.contains(0) { report(QuotingProblem.nul.diagnostic(name: name.text, at: place)) }
      output += text.utf8
      return
    }
    showQuoter()
    do {
      output += try quoter.quote(text, before: next)
      lastQuoted = (name, place)
    } catch {
      report(error.diagnostic(name: name.text, at: place))
    }
  }

  private mutating func text(of name: TagName, at place: Place) -> String? {
    switch context.value(of: name) {
    case .string(let text): return text
    case .bool(let bool): return bool ? "true" : "false"
    case .null: return ""
    case nil:
      reportUndefined("variable", name, at: place)
    case .list:
      report(
        place, "'\(name.text)' is a list, not a text",
        hint: "go through it with '{{#\(name.text)}}{{.}}{{/\(name.text)}}'")
    case .map(let map):
      let key = map.keys.min().map { name.text == "." ? $0 : "\(name.text).\($0)" }
      report(
        place, "'\(name.text)' is a map, not a text",
        hint: key.map { "name one of its values, as in '{{\($0)}}'" })
    }
    return nil
  }

  private mutating func render(
    section name: TagName, isInverted: Bool, _ body: [TemplateNode], at place: Place
  ) {
    let value = context.value(of: name)
    if value == nil { reportUndefined("section", name, at: place) }
    if isInverted {
      if value.map({ !$0.isTrue }) ?? !isStrict { descend(at: place) { $0.render(body) } }
      return
    }
    guard let value, value.isTrue else { return }
    let items = if case .list(let items) = value { items } else { [value] }
    descend(at: place) { renderer in
      for item in items where !renderer.isAborted {
        renderer.count(at: place)
        renderer.context.push(item)
        renderer.render(body)
        renderer.context.pop()
      }
    }
  }

  private mutating func render(partial name: String, indent added: Bytes?, at place: Place) {
    guard let partial = partials[name] else {
      report(
        place, "there is no partial '\(name)'",
        hint: didYouMean(name, among: partials.keys))
      return
    }
    // A partial in the midst of a line is written as it is; one alone on its line is moved as a whole.
    if added == nil { beginLine() }
    let outer = (indent: indent, isAtLineStart: isAtLineStart)
    indent = added.map { outer.indent + $0 } ?? []
    isAtLineStart = true
    descend(at: place) { $0.render(partial.nodes) }
    (indent, isAtLineStart) = outer
  }

  // MARK: limits

  private mutating func descend(at place: Place, _ body: (inout TemplateRenderer) -> Void) {
    guard depth < TemplateLimits.depth else {
      abort(place, "sections and partials nest deeper than \(TemplateLimits.depth)")
      return
    }
    depth += 1
    body(&self)
    depth -= 1
  }

  private mutating func count(at place: Place) {
    steps += 1
    if output.count > TemplateLimits.output {
      abort(place, "the text grows past \(TemplateLimits.output >> 20) MiB")
    } else if steps > TemplateLimits.steps {
      abort(place, "the text takes more than \(TemplateLimits.steps) steps")
    }
  }

  private mutating func abort(_ place: Place, _ message: String) {
    guard !isAborted else { return }
    isAborted = true
    report(place, message, hint: "a partial that includes itself needs a section that ends it")
  }

  // MARK: problems

  /// The end of the line that the quoter reads next.
  private var lineEnd: Int { output[(quoterOffset + 1)...].firstIndex(of: lineFeed) ?? output.count }

  /// Lets the quoter read what has been written since it last did.
  ///
  /// `end`: nil: all of it.
  private mutating func showQuoter(upTo end: Int? = nil) {
    let end = end ?? output.count
    quoter.read(output[quoterOffset..<end])
    quoterOffset = end
    if let problem = quoter.lateProblem, let (name, place) = lastQuoted {
      report(problem.diagnostic(name: name.text, at: place))
    }
  }

  private mutating func reportUndefined(_ kind: String, _ name: TagName, at place: Place) {
    guard isStrict else { return }
    let hint =
      if let nearest = context.nearest(to: name) {
        "did you mean '\(nearest)'?"
      } else if name.parts.count == 1 {
        "define it under vars: or with --set \(name.text)=VALUE"
      } else {
        "define it under vars:"
      }
    report(place, "undefined \(kind) '\(name.text)'", hint: hint)
  }

  private mutating func report(_ place: Place, _ message: String, hint: String? = nil) {
    report(Diagnostic(at: place, message, hint: hint))
  }

  /// Keeps the problem, if it is the first of its tag: a section's body is rendered many times.
  private mutating func report(_ problem: Diagnostic) {
    guard isStrict || isAborted, let place = problem.place, reported.insert(place).inserted else { return }
    problems.append(problem)
    if problems.count >= TemplateLimits.problems { isAborted = true }
  }
}
