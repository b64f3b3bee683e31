/// The line that makes lines of a file Berth's: which entry they belong to, and what is needed to take them out
/// exactly, even when the receipt is lost.
///
///     # >>> berth ~/.bashrc >>> 9f86d081884c7d65 newline=2c26b46b
///
/// begins a block, which ends with `# <<< berth ~/.bashrc <<<`; and
///
///     # >>> berth ~/.bashrc_agent <<< 9f86d081884c7d65
///
/// says it of the whole file that it stands in. They are whole lines; a comment in every language that Berth writes
/// them into. How a person may have changed them, and they are still found: `MarkerLine`.
package struct Marker: Hashable, Sendable {
  /// What is Berth's.
  package enum Scope: Sendable {
    case block
    case wholeFile
  }

  /// The entry, by its path in the profile.
  package var entry: String
  /// How much of the file is Berth's.
  package var scope: Scope
  /// The sum of what is Berth's, this sum aside.
  package var sum: String = ""
  /// What the insertion did to the file around the block.
  package var trace = Trace()

  /// What inserting a block did to the rest of the file, and has to be undone with it.
  package struct Trace: Hashable, Sendable {
    /// The line before the block had no line feed, and got one. Its short sum, so that a line the user has
    /// rewritten since keeps the line feed.
    package var terminatedLine: String?
    /// The line before the block ends in a backslash: an empty line lies between, so that the block's first
    /// line is no continuation.
    package var hasBlankBefore = false
    /// There was no file.
    package var createdFile = false
    /// The mode that the file had, where the entry sets another.
    package var mode: Mode?

    package init() {}
  }

  package init(entry: String, trace: Trace) {
    self.entry = entry
    scope = .block
    self.trace = trace
  }

  /// Of a whole file.
  init(wholeFile entry: String) {
    self.entry = entry
    scope = .wholeFile
    trace.createdFile = true
  }

  /// `words`: what follows the second arrow: the sum, and the trace.
  /// Nil, if they are not what `text` writes.
  init?(_ entry: String, _ scope: Scope, _ words: some Sequence<Substring>) {
    self.entry = entry
    self.scope = scope
    trace.createdFile = scope == .wholeFile
    // What closes a comment in languages that have such comments is none of ours.
    var words = words.filter { $0.unicodeScalars.contains(where: \.isWordPart) }[...]
    guard let sum = words.popFirst(), sum.utf8.count == 16 else { return nil }
    self.sum = String(sum)
    for word in words {
      switch word {
      case "blank": trace.hasBlankBefore = true
      case "created": trace.createdFile = true
      default:
        if word.hasPrefix("newline="), word.utf8.count == 16 {
          trace.terminatedLine = String(word.dropFirst(8))
        } else if word.hasPrefix("mode="), let mode = Mode(word.dropFirst(5), radix: 8) {
          trace.mode = mode
        } else {
          return nil
        }
      }
    }
  }

  /// The line, without its ending.
  package var text: String {
    var text = "# >>> berth \(entry) \(scope == .block ? ">>>" : "<<<") \(sum)"
    guard scope == .block else { return text }
    if let line = trace.terminatedLine { text += " newline=\(line)" }
    if trace.hasBlankBefore { text += " blank" }
    if trace.createdFile { text += " created" }
    if let mode = trace.mode { text += " mode=\(octal(mode))" }
    return text
  }

  /// The last line of an entry's block, without its ending.
  package static func closingText(for entry: String) -> String { "# <<< berth \(entry) <<<" }
}
