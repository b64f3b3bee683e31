/// Reads just as much of an sshd_config as decides whether `~/.ssh/rc` runs and agents are forwarded.
///
/// Source: sshd_config(5): the first value wins; a `Match` block runs to the next one or the end; `Include` stands
/// for the files' lines.
package struct ServerSettings {
  /// A line that decides one of the keywords.
  package struct Line: Hashable, Sendable {
    /// In lower case: `permituserrc`.
    package let keyword: String
    /// What stands behind the keyword.
    package let value: String
    /// The file that it is in, for messages.
    package let file: String
    /// Of the line, counted from 1.
    package let number: Int
    /// The `Match` line above it, if it holds for some only.
    package let condition: String?
  }

  /// Which keywords are looked for.
  private static let keywords: Set<String> = [
    "permituserrc", "forcecommand", "allowagentforwarding", "disableforwarding", "authorizedkeysfile",
  ]

  /// In the order in which sshd finds them.
  package private(set) var lines: [Line] = []

  /// - Parameters:
  ///   - text: the file's content.
  ///   - file: its path, for messages.
  ///   - included: the files that a word after `Include` stands for, with their content.
  package init(_ text: Bytes, file: String, included: (String) -> [(file: String, text: Bytes)]) {
    read(text, file: file, condition: nil, depth: 0, included: included)
  }

  /// The line that decides a keyword for everybody; nil if there is none.
  package func deciding(_ keyword: String) -> Line? {
    lines.first { $0.keyword == keyword && $0.condition == nil }
  }

  /// The lines that decide it for some.
  package func conditional(_ keyword: String) -> [Line] {
    lines.filter { $0.keyword == keyword && $0.condition != nil }
  }

  private mutating func read(
    _ text: Bytes, file: String, condition outer: String?, depth: Int,
    included: (String) -> [(file: String, text: Bytes)]
  ) {
    var condition = outer
    for line in LineReader(text) {
      guard let (name, rest) = SSHConfigReader.keyword(of: text[line.content]) else { continue }
      let value = String(decoding: rest, as: UTF8.self)
      switch name {
      case "match": condition = value.lowercased() == "all" ? nil : "Match \(value)"
      // sshd_config(5) has no limit; sshd itself stops at 16.
      case "include" where depth < 16:
        for word in value.split(separator: " ") {
          for other in included(String(word)) {
            read(other.text, file: other.file, condition: condition, depth: depth + 1, included: included)
          }
        }
      case _ where Self.keywords.contains(name):
        lines.append(Line(keyword: name, value: value, file: file, number: line.number, condition: condition))
      default: continue
      }
    }
  }
}
