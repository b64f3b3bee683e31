package struct Template: Sendable {
  package let name: String
  package var partials: [(name: String, place: Place)] { [] }
  package var variables: Set<String> { [] }
  let text: Bytes
  package init(parsing text: Bytes, name: String) throws(InvalidProfile) { self.text = text; self.name = name }
  package func render(_ context: Value, partials: [String: Template], for language: Language) throws(InvalidProfile) -> Bytes { text }
}
