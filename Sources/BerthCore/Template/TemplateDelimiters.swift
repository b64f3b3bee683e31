/// The two marks that a tag stands between, `{{` and `}}` until a tag sets others.
struct TemplateDelimiters: Sendable {
  var open: Bytes = Bytes("{{".utf8)
  var close: Bytes = Bytes("}}".utf8)

  /// What ends a tag: `}}`, `}}}` for a raw `{{{name}}}`, `=}}` for one that sets delimiters.
  func end(of form: TemplateTag.Form) -> Bytes {
    switch form {
    case .plain, .comment: close
    case .triple: [UInt8(ascii: "}")] + close
    case .setting: [UInt8(ascii: "=")] + close
    }
  }

  /// How many bytes of a tag stand before its inside.
  func start(of form: TemplateTag.Form) -> Int {
    switch form {
    case .plain, .comment: open.count
    case .triple, .setting: open.count + 1
    }
  }

  /// For messages: the tag that holds this.
  func tag(_ inside: String, form: TemplateTag.Form = .plain) -> String {
    let opening = String(decoding: open, as: UTF8.self)
    let closing = String(decoding: end(of: form), as: UTF8.self)
    switch form {
    case .plain, .comment: return opening + inside + closing
    case .triple: return opening + "{" + inside + closing
    case .setting: return opening + "=" + inside + closing
    }
  }
}
