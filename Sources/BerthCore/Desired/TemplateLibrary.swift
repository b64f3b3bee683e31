/// The templates that a profile's entries name, read and parsed.
package struct TemplateLibrary: Sendable {
  /// Whose template a name stands for: it depends on the profile that the name stands in.
  package struct Key: Hashable, Sendable {
    /// The profile that the name stands in, as messages call it.
    package let profile: String
    /// As the profile or the template names it.
    package let name: String

    package init(profile: String, name: String) {
      self.profile = profile
      self.name = name
    }
  }

  /// What is wrong with them, and which of them there are not.
  package var problems = ProblemList()

  private var templates: [Key: Template] = [:]
  /// By profile, since partials are looked up beside it as well.
  private var partials: [String: [String: Template]] = [:]

  private var sources: [Key: Source] = [:]

  /// Where a template's text is from.
  package enum Source: Sendable {
    case builtIn
    case file
    /// A file, though a built-in profile names the template.
    case fileInPlaceOfBuiltIn
  }

  package init() {}

  /// Adds a template under a name.
  package mutating func add(_ template: Template, as key: Key, from source: Source = .file) {
    templates[key] = template
    sources[key] = source
    partials[key.profile, default: [:]][key.name] = template
  }

  /// Whether a name is known already.
  package func contains(_ key: Key) -> Bool { templates[key] != nil }

  /// The template that a profile names.
  ///
  /// - Throws: where it was never added.
  func known(_ reference: TemplateReference) throws(InvalidProfile) -> Template {
    if let template = templates[Key(profile: reference.profile, name: reference.name)] { return template }
    throw InvalidProfile([Diagnostic(at: reference.place, "no template '\(reference.name)'")])
  }

  /// Where an entry's template is from.
  func source(of reference: TemplateReference) -> Source? {
    sources[Key(profile: reference.profile, name: reference.name)]
  }

  /// What an entry's template may include, by name.
  package func partials(of reference: TemplateReference) -> [String: Template] {
    partials[reference.profile] ?? [:]
  }

  /// Whether any template uses a variable.
  package func uses(_ variable: String) -> Bool {
    templates.values.contains { $0.variables.contains(variable) }
  }
}
