/// A line of an ssh_config that sets IdentityAgent.
package struct IdentityAgentLine: Hashable, Sendable {
  /// For whom the line is.
  package enum Audience: Hashable, Sendable {
    /// Every host.
    case all
    /// Whoever a `Match` with `exec` lets through.
    case exec
    /// The hosts of its section.
    case some(String)
  }

  /// What stands behind the keyword.
  package let value: String
  /// The file that it is in, for messages.
  package let file: String
  /// Counted from 1.
  package let number: Int
  /// For whom it is.
  package let audience: Audience

  package init(value: String, file: String, number: Int, audience: Audience) {
    self.value = value
    self.file = file
    self.number = number
    self.audience = audience
  }

  /// All such lines that ssh would come to, in its order.
  ///
  /// Source: ssh_config(5): the first value wins; an `Include` in a section holds for that section's hosts, and the
  /// section goes on after it.
  ///
  /// `included`: the files that a word after `Include` stands for, with their content.
  package static func all(
    in text: Bytes, file: String, included: (String) -> [(file: String, text: Bytes)]
  ) -> [IdentityAgentLine] {
    var lines: [IdentityAgentLine] = []
    read(text, file: file, audience: .all, depth: 0, into: &lines, included: included)
    return lines
  }

  private static func read(
    _ text: Bytes, file: String, audience outer: Audience, depth: Int, into lines: inout [IdentityAgentLine],
    included: (String) -> [(file: String, text: Bytes)]
  ) {
    var audience = outer
    for line in LineReader(text) {
      guard let (name, rest) = SSHConfigReader.keyword(of: text[line.content]) else { continue }
      let value = String(decoding: rest, as: UTF8.self)
      switch name {
      case "host", "match": audience = narrowed(outer, by: Self.audience(of: name, value))
      // readconf.c: READCONF_MAX_DEPTH.
      case "include" where depth < 16:
        for word in value.split(separator: " ") {
          for other in included(String(word)) {
            read(
              other.text, file: other.file, audience: audience, depth: depth + 1, into: &lines,
              included: included)
          }
        }
      case "identityagent":
        lines.append(
          IdentityAgentLine(value: unquoted(value), file: file, number: line.number, audience: audience))
      default: continue
      }
    }
  }

  private static func audience(of keyword: String, _ value: String) -> Audience {
    let words = value.split(separator: " ").map { $0.lowercased() }
    if keyword == "host" {
      return words.contains("*") && !words.contains { $0.hasPrefix("!") } ? .all : .some("Host \(value)")
    }
    if words == ["all"] { return .all }
    return words.first == "exec" ? .exec : .some("Match \(value)")
  }

  /// A section of an included file holds only where the `Include` itself does.
  private static func narrowed(_ outer: Audience, by inner: Audience) -> Audience {
    switch (outer, inner) {
    case (.all, _): inner
    case (_, .all), (.some, _): outer
    case (.exec, _): inner
    }
  }

  private static func unquoted(_ value: String) -> String {
    guard value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
    return String(value.dropFirst().dropLast())
  }
}
