/// Looks through a shell's start-up file for what could end it before a block at its end is reached, and for the
/// files that it reads.
///
/// It errs to one side: what it cannot follow counts as an end, if it says any of the words that can be one. The
/// block then stands before that, where it is always read.
package struct StartupFileReader {
  private let text: Bytes
  private let shell: Shell

  package init(_ text: Bytes, shell: Shell = .bash) {
    self.text = text
    self.shell = shell
  }

  /// A line after which an interactive shell may not read on.
  package struct End: Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    /// The command: `exec`, `return`, `exit`, a function of the file's that does it, or `tmux`.
    package let command: String
    /// Where a block is read for certain: the start of the line, in bytes, at which the command begins that this is
    /// a part of; of the comment that goes before it.
    package let place: Int
  }

  /// The first command that may end the file for an interactive shell. A guard that only ends others, as Debian's
  /// `case $- in *i*) ;; *) return;; esac`, is none, nor is a function's own return.
  package var firstEnd: End? {
    // Most files never say any of the words.
    guard text.mentions(anyOf: Self.ends + ["tmux", "screen", "byobu", "zellij"]) else { return nil }
    let walk = ShellWalk(text, shell: shell)
    if let end = walk.firstEnd {
      return End(line: end.line, command: end.command, place: aboveComment(end.outermost))
    }
    return walk.isLost ? endMentioned(from: walk.outermost) : nil
  }

  /// The files that an interactive shell reads from this one, for certain.
  ///
  /// `home`: its path.
  /// `present`: files of which it is known that they are there.
  package func sources(home: String, present: Set<String>) -> [String] {
    // What was read on the way to something unknown was read.
    ShellWalk(text, shell: shell, variables: ["HOME": home], present: present).sources
  }

  /// What the file sets a variable to.
  ///
  /// `variables`: what is known before.
  package func value(of name: String, variables: [String: String]) -> Assigned {
    let walk = ShellWalk(text, shell: shell, variables: variables)
    if walk.isLost, mentions(name) { return .unknown }
    return walk.values[name].map(Assigned.value) ?? (mentions(name) ? .unknown : .unset)
  }

  /// What is known of a variable.
  package enum Assigned: Hashable, Sendable {
    case unset
    case unknown
    case value(String)
  }

  private func mentions(_ name: String) -> Bool {
    LineReader(text).contains { line in
      let code = text[line.content].trimmed
      return code.first != UInt8(ascii: "#") && String(decoding: code, as: UTF8.self).contains(name)
    }
  }

  private static let ends = ["exec", "return", "exit", "logout", "bye"]

  /// Where the lines are not understood, a word is enough.
  private func endMentioned(from place: Int) -> End? {
    let offset = LineReader(text[..<place]).reduce(0) { count, _ in count + 1 }
    for line in LineReader(text[place...]) {
      let code = text[line.content].trimmed
      guard code.first != UInt8(ascii: "#") else { continue }
      for word in code.split(whereSeparator: { !isNamePart($0) }) {
        let word = String(decoding: word, as: UTF8.self)
        guard Self.ends.contains(word) else { continue }
        return End(line: offset + line.number, command: word, place: aboveComment(place))
      }
    }
    return nil
  }

  /// Above the comment that stands directly before a line, but not above one that closes somebody's block.
  private func aboveComment(_ start: Int) -> Int {
    var place = start
    while place > 0 {
      let above = text[..<(place - 1)].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
      let line = text[above..<(place - 1)].trimmed
      guard line.first == UInt8(ascii: "#"), !line.starts(withText: "#!"), !line.contains(UInt8(ascii: "<"))
      else { break }
      place = above
    }
    return place
  }
}
