/// What stands between a tag's delimiters, told apart by its first character.
enum TemplateTag {
  case comment
  case variable(TagName, isRaw: Bool)
  case section(TagName, isInverted: Bool)
  case close(TagName)
  case partial(String)
  case delimiters(open: Bytes, close: Bytes)

  /// What a tag's first character says of where it ends.
  enum Form {
    case plain
    /// `{{{name}}}`
    case triple
    /// `{{=<% %>=}}`
    case setting
    /// `{{! text }}`, which may be long and may hold anything.
    case comment

    /// - Parameter firstByte: the one after the opening delimiter.
    init(firstByte: UInt8) {
      switch firstByte {
      case UInt8(ascii: "{"): self = .triple
      case UInt8(ascii: "="): self = .setting
      case UInt8(ascii: "!"): self = .comment
      default: self = .plain
      }
    }
  }

  /// Why a tag cannot be read.
  enum Problem: Error {
    case notUTF8
    case noName
    case unfitName(String, character: Unicode.Scalar)
    case emptyPart(String)
    case unfitDelimiters
    case foreign
  }

  /// Whether such a tag, alone on its line, takes the line with it.
  var canStandAlone: Bool {
    if case .variable = self { false } else { true }
  }

  /// Reads what stands between the delimiters; of a raw or a set-delimiter tag, what stands between the
  /// braces or the equal signs.
  init(inside: ArraySlice<UInt8>, form: Form) throws(Problem) {
    switch form {
    case .comment: self = .comment
    case .triple: self = .variable(try Self.name(inside), isRaw: true)
    case .setting: self = try Self.delimiters(inside)
    case .plain: self = try Self.plain(inside.trimmingWhitespace())
    }
  }

  private static func plain(_ inside: ArraySlice<UInt8>) throws(Problem) -> TemplateTag {
    let rest = inside.dropFirst()
    switch inside.first {
    case UInt8(ascii: "!"): return .comment
    case UInt8(ascii: "="): throw .unfitDelimiters
    case UInt8(ascii: "&"): return .variable(try name(rest), isRaw: true)
    case UInt8(ascii: "#"): return .section(try name(rest), isInverted: false)
    case UInt8(ascii: "^"): return .section(try name(rest), isInverted: true)
    case UInt8(ascii: "/"): return .close(try name(rest))
    case UInt8(ascii: ">"): return .partial(try partialName(rest))
    case UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: "%"): throw .foreign
    default: return .variable(try name(inside), isRaw: false)
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) throws(Problem) -> String {
    let trimmed = bytes.trimmingWhitespace()
    guard !trimmed.isEmpty else { throw .noName }
    let text = String(decoding: trimmed, as: UTF8.self)
    // Decoding repairs what is not UTF-8, and a name must not match by accident.
    guard text.utf8.elementsEqual(trimmed) else { throw .notUTF8 }
    return text
  }

  private static func name(_ bytes: ArraySlice<UInt8>) throws(Problem) -> TagName {
    let text = try text(bytes)
    for scalar in text.unicodeScalars where !(scalar.isOfName || scalar == ".") {
      throw .unfitName(text, character: scalar)
    }
    if text.utf8.contains(UInt8(ascii: ".")), text != ".",
      text.split(separator: ".", omittingEmptySubsequences: false).contains(where: \.isEmpty)
    {
      throw .emptyPart(text)
    }
    return TagName(text)
  }

  private static func partialName(_ bytes: ArraySlice<UInt8>) throws(Problem) -> String {
    let text = try text(bytes)
    if text.hasPrefix("*") { throw .foreign }
    for scalar in text.unicodeScalars
    where !(scalar.isOfName || "./~+@".unicodeScalars.contains(scalar)) {
      throw .unfitName(text, character: scalar)
    }
    return text
  }

  private static func delimiters(_ bytes: ArraySlice<UInt8>) throws(Problem) -> TemplateTag {
    let words = bytes.split(whereSeparator: \.isTemplateWhitespace)
    guard words.count == 2, !words.contains(where: { $0.contains(UInt8(ascii: "=")) }) else {
      throw .unfitDelimiters
    }
    return .delimiters(open: Bytes(words[0]), close: Bytes(words[1]))
  }
}

extension Unicode.Scalar {
  /// A letter or a digit of any script, `_` or `-`.
  fileprivate var isOfName: Bool {
    if isASCII { return UInt8(ascii: self).isNameByte || self == "-" }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }
}

extension UInt8 {
  /// Space, tab, line feed or carriage return: what a tag may hold around its name.
  var isTemplateWhitespace: Bool { self == 0x20 || self == 0x09 || self == lineFeed || self == 0x0D }
  /// Space or tab: what may surround a tag that stands alone on its line.
  var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }
}

extension ArraySlice<UInt8> {
  fileprivate func trimmingWhitespace() -> ArraySlice<UInt8> {
    var trimmed = self
    while let first = trimmed.first, first.isTemplateWhitespace { trimmed.removeFirst() }
    while let last = trimmed.last, last.isTemplateWhitespace { trimmed.removeLast() }
    return trimmed
  }
}
