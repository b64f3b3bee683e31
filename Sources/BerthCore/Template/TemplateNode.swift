/// One piece of a template, as the parser found it.
enum TemplateNode: Sendable {
  /// Bytes that stand for themselves, and where they begin.
  case text(Bytes, Place)
  /// `{{name}}`, or raw: `{{{name}}}` and `{{&name}}`. `next` is the template's byte after the tag, nil at
  /// its end: some quotings depend on what they touch.
  case variable(TagName, isRaw: Bool, next: UInt8?, Place)
  /// `{{#name}}…{{/name}}`, or inverted: `{{^name}}…{{/name}}`.
  case section(TagName, isInverted: Bool, [TemplateNode], Place)
  /// `{{>name}}`. `indent` is what stood before a tag alone on its line, and nil for a tag within a line.
  case partial(String, indent: Bytes?, Place)
}

/// A variable's or a section's name: `host.name`, or `.` for the innermost value itself.
struct TagName: Hashable, Sendable {
  /// As written.
  let text: String
  /// Between the dots; none for `.`.
  let parts: [String]

  init(_ text: String) {
    self.text = text
    // Most names have no dot, and splitting a text takes longer than all the rest of reading a tag.
    if !text.utf8.contains(UInt8(ascii: ".")) {
      parts = [text]
    } else {
      parts = text == "." ? [] : text.split(separator: ".").map(String.init)
    }
  }
}
