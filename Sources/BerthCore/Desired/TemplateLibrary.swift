/// The templates that a profile's entries name, read and parsed.
package struct TemplateLibrary: Sendable {
  /// Whose template a name stands for: it depends on the profile that the name stands in.
  package struct Key: Hashable, Sendable {
    package let profile: String
    package let name: String

    package init(profile: String, name: String) {
      self.profile = profile
      self.name = name
    }
  }

  private var templates: [Key: Template] = [:]
  /// By profile, since partials are looked up beside it as well.
  private var partials: [String: [String: Template]] = [:]

  /// Those that a file stands for although a built-in profile names them.
  private var inPlaceOfBuiltIn: Set<Key> = []

  package init() {}

  /// - Parameter isInPlaceOfBuiltIn: whether a built-in profile names it, and a file beside another one was found.
  package mutating func add(_ template: Template, as key: Key, isInPlaceOfBuiltIn: Bool = false) {
    templates[key] = template
    if isInPlaceOfBuiltIn { inPlaceOfBuiltIn.insert(key) }
    partials[key.profile, default: [:]][key.name] = template
  }

  package func contains(_ key: Key) -> Bool { templates[key] != nil }

  /// The template of an entry.
  package func template(_ reference: TemplateReference) -> Template? {
    templates[Key(profile: reference.profile, name: reference.name)]
  }

  /// Whether an entry's template is a file's in place of the built-in that its profile means.
  func isInPlaceOfBuiltIn(_ reference: TemplateReference) -> Bool {
    inPlaceOfBuiltIn.contains(Key(profile: reference.profile, name: reference.name))
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
