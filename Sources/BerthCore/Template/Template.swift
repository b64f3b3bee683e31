/// A text in the Mustache language, read and checked, ready to be rendered any number of times.
///
/// Of the language it takes what mustache(5) calls variables, sections, inverted sections, comments,
/// partials and set-delimiter tags; inheritance, dynamic names and lambdas are errors that say so.
package struct Template: Sendable {
  /// The template's name as messages show it: a built-in's name, or a file.
  package let name: String
  /// The partial tags, in the order of the text.
  package let partials: [(name: String, place: Place)]
  /// The first names (before any dot) of all variables and sections. The implicit iterator `{{.}}` has none.
  package let variables: Set<String>

  let nodes: [TemplateNode]

  /// Reads a template. Bytes outside tags need not be UTF-8 and pass through as they are; a NUL is an error.
  ///
  /// - Throws: every problem found, at `name:line:column` of its tag (at most `TemplateLimits.problems`).
  package init(parsing text: Bytes, name: String) throws(InvalidProfile) {
    var parser = TemplateParser(text, file: name)
    nodes = try parser.parse()
    self.name = name
    partials = parser.partials
    variables = parser.variables
  }

  /// The template's text with the values of `context`, each `{{name}}` quoted for `language`.
  ///
  /// Strict: a name that the context lacks, a partial that is not among `partials`, a list or a map where
  /// a text is wanted, and a value that the language cannot hold in that place are errors. What stands
  /// in a section that is not rendered is not looked up.
  ///
  /// `context`: usually a map; sections look names up from the inside out.
  /// `partials`: by the name their tags use.
  ///
  /// - Throws: every problem found, in the order of rendering, each tag's once.
  package func render(
    _ context: Value, partials: [String: Template], for language: Language
  ) throws(InvalidProfile) -> Bytes {
    var renderer = TemplateRenderer(
      context: context, partials: partials, quoter: language.makeQuoter(), isStrict: true)
    return try renderer.render(self)
  }

  /// Where a byte of the rendered text comes from: its place in the template or in a partial; of a value, its tag's.
  ///
  /// `offset`: in the text that `render` gives for the same.
  ///
  /// - Throws: what `render` throws.
  func origin(
    of offset: Int, _ context: Value, partials: [String: Template], for language: Language
  ) throws(InvalidProfile) -> Place {
    var renderer = TemplateRenderer(
      context: context, partials: partials, quoter: language.makeQuoter(), isStrict: true)
    renderer.sought = offset
    _ = try renderer.render(self)
    return renderer.origin ?? Place(file: name, line: 1, column: 1)
  }

  /// The same with the values as they are: for a text that no other program reads.
  ///
  /// - Throws: every problem found.
  package func renderVerbatim(_ context: Value) throws(InvalidProfile) -> Bytes {
    var renderer = TemplateRenderer(
      context: context, partials: [:], quoter: EscapingQuoter { $0 }, isStrict: true)
    return try renderer.render(self)
  }

  /// The same with the leniency of the Mustache specification, for its official cases: what is undefined
  /// is empty, and `{{name}}` is written as `escape` gives it.
  ///
  /// - Throws: only for a template that exceeds `TemplateLimits`.
  package func renderLeniently(
    _ context: Value, partials: [String: Template], escape: @escaping (String) -> String
  ) throws(InvalidProfile) -> Bytes {
    var renderer = TemplateRenderer(
      context: context, partials: partials, quoter: EscapingQuoter(escape: escape), isStrict: false)
    return try renderer.render(self)
  }
}

/// What a template may ask for at most: far more than a dotfile needs, and little enough that a template
/// that includes itself ends in a message rather than in an exhausted stack or memory.
package enum TemplateLimits {
  /// Problems told of one template.
  package static let problems = 100
  /// Sections within sections in one text.
  package static let sections = 64
  /// Sections and partials within each other while rendering.
  package static let depth = 100
  /// Bytes of the rendered text.
  package static let output = 16 << 20
  /// Bytes of all rendered texts of a profile together: a plan holds them at once.
  package static let outputs = 64 << 20
  /// Tags and texts visited while rendering.
  package static let steps = 1_000_000
  /// Bytes of a tag that is not a comment.
  package static let tag = 1_000
}
