/// What is known of a shell's variables, and what words come to with them.
struct ShellValues {
  /// Nil: set to something that can't be told. Not there: nothing was heard of it.
  private var known: [String: String?]

  init(_ known: [String: String]) { self.known = known }

  subscript(name: String) -> String? { known[name] ?? nil }

  /// `value`: nil where it can't be told.
  mutating func set(_ name: String, to value: String?) { known.updateValue(value, forKey: name) }

  /// What a word comes to; nil where that can't be told. Field splitting and patterns are not looked at.
  func text(of word: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    // Longer than any path, and short enough for words within words within words.
    guard word.count <= 4096 else { return nil }
    var result = Bytes()
    guard expand(word, into: &result, isQuoted: false) else { return nil }
    return String(decoding: result, as: UTF8.self)
  }

  private func expand(_ word: Slice<UnsafeBufferPointer<UInt8>>, into result: inout Bytes, isQuoted: Bool)
    -> Bool
  {
    var rest = word
    if !isQuoted, rest.first == UInt8(ascii: "~") {
      guard let home = self["HOME"], rest.count == 1 || rest.dropFirst().first == UInt8(ascii: "/") else {
        return false
      }
      result += home.utf8
      rest = rest.dropFirst()
    }
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "'") where !isQuoted:
        guard let end = rest.firstIndex(of: byte) else { return false }
        result += rest[..<end]
        rest = rest[(end + 1)...]
      case UInt8(ascii: "\"") where !isQuoted:
        guard let end = rest.firstIndex(of: byte), expand(rest[..<end], into: &result, isQuoted: true) else {
          return false
        }
        rest = rest[(end + 1)...]
      case UInt8(ascii: "\\"):
        guard !isQuoted, let next = rest.popFirst() else { return false }
        result.append(next)
      case UInt8(ascii: "$"):
        guard let value = parameter(&rest) else { return false }
        result += value.utf8
      case UInt8(ascii: "`"): return false
      case _ where !isQuoted && "*?[]{}()<>".utf8.contains(byte): return false
      default: result.append(byte)
      }
    }
    return true
  }

  /// After a `$`: `NAME`, `{NAME}`, `{NAME:-WORD}` and the like.
  private func parameter(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    if rest.first != UInt8(ascii: "{") {
      let name = rest.prefix(while: \.isNameByte)
      rest = rest[name.endIndex...]
      return name.isEmpty ? nil : self[String(decoding: name, as: UTF8.self)]
    }
    rest = rest.dropFirst()
    let name = rest.prefix(while: \.isNameByte)
    rest = rest[name.endIndex...]
    let key = String(decoding: name, as: UTF8.self)
    if rest.first == UInt8(ascii: "}") {
      rest = rest.dropFirst()
      return self[key]
    }
    guard !name.isEmpty, let end = Self.closingBrace(of: rest) else { return nil }
    let operation = rest[..<end].drop { $0 == UInt8(ascii: ":") }
    rest = rest[(end + 1)...]
    guard operation.first == UInt8(ascii: "-") || operation.first == UInt8(ascii: "=") else { return nil }
    if let value = known[key] { return value.flatMap { $0.isEmpty ? text(of: operation.dropFirst()) : $0 } }
    return text(of: operation.dropFirst())
  }

  private static func closingBrace(of rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var depth = 0
    for index in rest.indices {
      if rest[index] == UInt8(ascii: "{") { depth += 1 }
      guard rest[index] == UInt8(ascii: "}") else { continue }
      if depth == 0 { return index }
      depth -= 1
    }
    return nil
  }
}
