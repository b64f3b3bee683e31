/// Reads just as much of an ssh_config as the place of a line depends on: which lines open a section, and
/// where an option is decided.
///
/// Source: ssh_config(5). Keywords are case-insensitive, separated from their arguments by blanks or one `=`;
/// a section runs from a `Host` or `Match` line to the next one.
package struct SSHConfigReader {
  private let text: ArraySlice<UInt8>

  package init(_ text: ArraySlice<UInt8>) {
    self.text = text
  }

  /// The last section of a file.
  package struct Section {
    /// Its `Host` or `Match` line as it stands there, without blanks around it.
    package let header: Bytes
    /// Where it begins: a paragraph of comments directly above the header is a part of it.
    package let start: Int
    /// Whether it may set IdentityAgent: by a line of its own, or of a file that it includes.
    package fileprivate(set) var mayDecide = false
    /// Whether a block may stand before it: not before a byte order mark.
    package let canBePreceded: Bool
  }

  /// Nil if no section is open at the end.
  package var lastSection: Section? {
    var section: Section?
    var isAfterBlank = false
    var comments: Int?
    for line in LineReader(text) {
      let content = text[line.content]
      guard let name = Self.keyword(of: content)?.name else {
        let isComment = content.first == UInt8(ascii: "#")
        if !isComment { comments = nil } else if isAfterBlank { comments = line.whole.lowerBound }
        isAfterBlank = content.trimmed.isEmpty
        continue
      }
      if name == "host" || name == "match" {
        section = Section(
          header: Bytes(content.trimmed), start: comments ?? line.whole.lowerBound,
          canBePreceded: !content.starts(with: Self.byteOrderMark))
      } else if Self.mayDecide(name) {
        section?.mayDecide = true
      }
      isAfterBlank = false
      comments = nil
    }
    return section
  }

  /// The first line that may set IdentityAgent for any host at all, counted from 1.
  package var lineThatMayDecide: Int? {
    for line in LineReader(text) {
      if let name = Self.keyword(of: text[line.content])?.name, Self.mayDecide(name) { return line.number }
    }
    return nil
  }

  /// Whether a `Match` asks a program.
  package var runsPrograms: Bool {
    LineReader(text).contains { line in
      guard let (name, rest) = Self.keyword(of: text[line.content]), name == "match" else { return false }
      let words = rest.split { isBlank($0) || $0 == UInt8(ascii: "=") }
      return words.contains { ["exec", "!exec"].contains(String(decoding: $0, as: UTF8.self).lowercased()) }
    }
  }

  /// Whether there is anything but comments.
  package var hasLines: Bool { firstKeyword != nil }

  /// Whether a section begins before anything but comments.
  package var beginsWithSection: Bool { firstKeyword == "host" || firstKeyword == "match" }

  private var firstKeyword: String? {
    for line in LineReader(text) {
      if let name = Self.keyword(of: text[line.content])?.name { return name }
    }
    return nil
  }

  /// The `Host` or `Match` line that a block leaves open behind it: its last line but the marker.
  package static func header(endingBlock block: Bytes) -> Bytes? {
    var last: (line: ArraySlice<UInt8>, name: String)?
    for line in LineReader(block) {
      let content = block[line.content]
      if let name = keyword(of: content)?.name { last = (content.trimmed, name) }
    }
    guard let last, last.name == "host" || last.name == "match" else { return nil }
    return Bytes(last.line)
  }

  /// Whether a `Host` or `Match` line may stand in a file twice: every ssh takes it, and runs nothing for it.
  package static func isRepeatable(_ header: Bytes) -> Bool {
    // Quotes, escapes and comments are not read alike by all.
    guard let (name, rest) = keyword(of: header[...]), header.allSatisfy(isPlain) else { return false }
    if name == "host" { return !rest.isEmpty }
    var words = rest.split { isBlank($0) || $0 == UInt8(ascii: "=") }
      .map { String(decoding: $0, as: UTF8.self).lowercased() }[...]
    var mayBeAll = true
    while var criterion = words.popFirst() {
      if criterion.hasPrefix("!") { criterion.removeFirst() }
      switch criterion {
      case "canonical", "final": continue
      case "all": return mayBeAll && words.isEmpty
      case "host", "originalhost", "user", "localuser": if words.popFirst() == nil { return false }
      default: return false
      }
      mayBeAll = false
    }
    return !rest.isEmpty
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isNameByte || " \t.-*?!,:@=".utf8.contains(byte)
  }

  private static func mayDecide(_ keyword: String) -> Bool {
    keyword == "identityagent" || keyword == "include"
  }

  private static let byteOrderMark: Bytes = [0xef, 0xbb, 0xbf]

  /// The first line that sets an option for every host: before any section, or in a `Host *` or `Match all`.
  package func lineDecidingForAll(_ option: String) -> Int? { linesForAll(option).first?.line.number }

  /// All such lines, with the value.
  func linesForAll(_ option: String) -> [(line: LineReader.Line, value: ArraySlice<UInt8>)] {
    var lines: [(line: LineReader.Line, value: ArraySlice<UInt8>)] = []
    var isForAll = true
    for line in LineReader(text) {
      guard let (name, rest) = Self.keyword(of: text[line.content]) else { continue }
      let words = rest.split(whereSeparator: isBlank).map { String(decoding: $0, as: UTF8.self) }
      switch name {
      case "host": isForAll = words.contains("*") && !words.contains { $0.hasPrefix("!") }
      case "match": isForAll = words.count == 1 && words[0].lowercased() == "all"
      case option: if isForAll { lines.append((line, rest)) }
      default: continue
      }
    }
    return lines
  }

  /// Whether a line is a `Host` or a `Match`.
  static func opensSection(_ line: ArraySlice<UInt8>) -> Bool {
    guard let name = keyword(of: line)?.name else { return false }
    return name == "host" || name == "match"
  }

  /// The keyword of a line, in lower case, and what follows it; nil for a comment or an empty line.
  package static func keyword(of line: ArraySlice<UInt8>) -> (name: String, rest: ArraySlice<UInt8>)? {
    var line = line.trimmed
    if line.starts(with: byteOrderMark) { line = line.dropFirst(3) }
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    let end: Int
    if first == UInt8(ascii: "\"") {
      line = line.dropFirst()
      end = line.firstIndex(of: UInt8(ascii: "\"")) ?? line.endIndex
    } else {
      end = line.firstIndex { isBlank($0) || $0 == UInt8(ascii: "=") } ?? line.endIndex
    }
    let name = String(decoding: line[..<end], as: UTF8.self).lowercased()
    var rest = line[end...]
    if rest.first == UInt8(ascii: "\"") { rest = rest.dropFirst() }
    rest = rest.trimmed
    if rest.first == UInt8(ascii: "=") { rest = rest.dropFirst().trimmed }
    return (name, rest)
  }
}
