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
    guard mentionsEnd else { return nil }
    var walk = ShellWalk(text, shell: shell, variables: [:], present: [])
    do throws(ShellWalk.Lost) {
      try walk.run()
    } catch {
      return walk.firstEnd.map(end) ?? endMentioned(from: error.outermost)
    }
    return walk.firstEnd.map(end)
  }

  /// The files that an interactive shell reads from this one, for certain.
  ///
  /// - Parameters:
  ///   - home: its path.
  ///   - present: files of which it is known that they are there.
  package func sources(home: String, present: Set<String>) -> [String] {
    var walk = ShellWalk(text, shell: shell, variables: ["HOME": home], present: present)
    // What was read on the way to something unknown was read.
    try? walk.run()
    return walk.sources
  }

  /// What the file sets a variable to.
  ///
  /// - Parameter variables: what is known before.
  package func value(of name: String, variables: [String: String]) -> Assigned {
    var walk = ShellWalk(text, shell: shell, variables: variables, present: [])
    do throws(ShellWalk.Lost) { try walk.run() } catch { if mentions(name) { return .unknown } }
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

  private func end(_ end: ShellWalk.End) -> End {
    End(line: end.line, command: end.command, place: aboveComment(end.outermost))
  }

  /// Where the lines are not understood, a word is enough.
  private func endMentioned(from place: Int) -> End? {
    let offset = LineReader(text[..<place]).reduce(0) { count, _ in count + 1 }
    for line in LineReader(text[place...]) {
      let code = text[line.content].trimmed
      guard code.first != UInt8(ascii: "#") else { continue }
      for word in code.split(whereSeparator: { !isNamePart($0) }) {
        let word = String(decoding: word, as: UTF8.self)
        guard ["exec", "return", "exit", "logout", "bye"].contains(word) else { continue }
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

  /// Most files never say any of the words: one pass tells.
  private var mentionsEnd: Bool {
    text.indices.dropLast(2).contains { index in
      let rest = text[index...]
      return switch text[index] {
      // `exec` and `exit`, and not `export`, which most lines of such a file may be.
      case UInt8(ascii: "e"): rest.starts(withText: "exec") || rest.starts(withText: "exit")
      case UInt8(ascii: "r"): rest.starts(withText: "return")
      case UInt8(ascii: "l"): rest.starts(withText: "logout")
      case UInt8(ascii: "b"): rest.starts(withText: "bye") || rest.starts(withText: "byobu")
      case UInt8(ascii: "t"): rest.starts(withText: "tmux")
      case UInt8(ascii: "s"): rest.starts(withText: "screen")
      case UInt8(ascii: "z"): rest.starts(withText: "zellij")
      default: false
      }
    }
  }
}
