/// Looks through a shell's start-up file for what could end it before a block at its end is reached, and for the
/// files that it reads.
///
/// It errs to one side: what it cannot follow counts as an end, if it says any of the words that can be one. The
/// block then stands before that, where it is always read.
package struct StartupFileReader {
  private let text: ArraySlice<UInt8>
  private let shell: Shell

  package init(_ text: Bytes, shell: Shell = .bash) { self.init(text[...], shell: shell) }

  /// `text`: from a file's start on.
  init(_ text: ArraySlice<UInt8>, shell: Shell) {
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
    let walk = ShellWalk(text, shell: shell, for: .end)
    if let end = walk.firstEnd {
      return End(
        line: line(of: end.place), command: end.command, place: aboveComment(end.outermost))
    }
    guard walk.isLost else { return nil }
    // Where the lines are not understood, a word is enough.
    return firstMention(of: Self.endingWords, from: walk.outermost, isWord: true).map { range in
      End(
        line: line(of: range.lowerBound), command: String(decoding: text[range], as: UTF8.self),
        place: aboveComment(walk.outermost))
    }
  }

  /// The files that an interactive shell reads from this one, for certain.
  ///
  /// `home`: its path.
  /// `present`: files of which it is known that they are there.
  package func sources(home: String, present: Set<String>) -> [String] {
    // What was read on the way to something unknown was read.
    ShellWalk(text, shell: shell, for: .sources, variables: ["HOME": home], present: present).sources
  }

  /// What the file sets a variable to.
  ///
  /// `variables`: what is known before.
  package func value(of name: String, variables: [String: String]) -> Assigned {
    let isMentioned = firstMention(of: [name], from: 0, isWord: false) != nil
    guard isMentioned else { return variables[name].map(Assigned.value) ?? .unset }
    let walk = ShellWalk(text, shell: shell, for: .values, variables: variables)
    return walk.isLost ? .unknown : walk.values[name].map(Assigned.value) ?? .unknown
  }

  /// What is known of a variable.
  package enum Assigned: Hashable, Sendable {
    case unset
    case unknown
    case value(String)
  }

  private static let endingWords = ["exec", "return", "exit", "logout", "bye"]

  /// What the commands say that can end the file.
  static let ends = WordSearch(endingWords + ["tmux", "screen", "byobu", "zellij"])

  private func line(of place: Int) -> Int { text[..<place].count { $0 == lineFeed } + 1 }

  /// Where one of the words stands first, in no line that is a comment.
  ///
  /// `isWord`: whether it has to stand alone.
  private func firstMention(of words: [String], from start: Int, isWord: Bool) -> Range<Int>? {
    let search = WordSearch(words)
    var from = start
    while let place = text.withUnsafeBufferPointer({ search.next(in: $0, from: from) }) {
      from = place + 1
      let rest = text[place...]
      guard let word = words.first(where: { rest.starts(with: $0.utf8) }) else { continue }
      let end = place + word.utf8.count
      if isWord, place > 0 && text[place - 1].isNameByte || end < text.count && text[end].isNameByte {
        continue
      }
      let line = text[..<place].lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
      guard text[line..<place].first(where: { !isBlank($0) }) == UInt8(ascii: "#") else { return place..<end }
      from = rest.firstIndex(of: lineFeed) ?? text.count
    }
    return nil
  }

  /// Above the comment that stands directly before a line, but not above one that closes somebody's block.
  private func aboveComment(_ start: Int) -> Int {
    var place = start
    while place > 0 {
      let above = text[..<(place - 1)].lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
      let line = text[above..<(place - 1)].trimmed
      guard line.first == UInt8(ascii: "#"), !line.starts(withText: "#!"), !line.contains(UInt8(ascii: "<"))
      else { break }
      place = above
    }
    return place
  }
}
