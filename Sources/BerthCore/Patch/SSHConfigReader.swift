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

  /// The last `Host` or `Match` line, as it stands there, without blanks around it; nil if no section is open.
  package var lastHeader: Bytes? {
    var header: ArraySlice<UInt8>?
    for line in LineReader(text) where Self.opensSection(text[line.content]) {
      header = text[line.content].trimmed
    }
    return header.map(Bytes.init)
  }

  /// The first line that sets an option for any host at all.
  package func lineDeciding(_ option: String) -> Int? {
    for line in LineReader(text) where Self.keyword(of: text[line.content])?.name == option {
      return line.number
    }
    return nil
  }

  /// The first line that sets an option for every host: before any section, or in a `Host *` or `Match all`.
  package func lineDecidingForAll(_ option: String) -> Int? {
    var isForAll = true
    for line in LineReader(text) {
      guard let (name, rest) = Self.keyword(of: text[line.content]) else { continue }
      let words = rest.split(whereSeparator: isBlank).map { String(decoding: $0, as: UTF8.self) }
      switch name {
      case "host": isForAll = words.contains("*") && !words.contains { $0.hasPrefix("!") }
      case "match": isForAll = words.count == 1 && words[0].lowercased() == "all"
      case option: if isForAll { return line.number }
      default: continue
      }
    }
    return nil
  }

  private static func opensSection(_ line: ArraySlice<UInt8>) -> Bool {
    guard let name = keyword(of: line)?.name else { return false }
    return name == "host" || name == "match"
  }

  /// The keyword of a line, in lower case, and what follows it; nil for a comment or an empty line.
  package static func keyword(of line: ArraySlice<UInt8>) -> (name: String, rest: ArraySlice<UInt8>)? {
    var line = line.trimmed
    if line.starts(with: [0xef, 0xbb, 0xbf]) { line = line.dropFirst(3) }
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
