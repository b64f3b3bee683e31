/// The first line of a block: which entry it belongs to, and what is needed to take it out exactly, even when
/// the receipt is lost.
///
///     # >>> berth ~/.bashrc >>> 9f86d081884c7d65 newline=2c26b46b
///
/// The last line is `# <<< berth ~/.bashrc <<<`. Both are whole lines; a comment in every language that Berth
/// writes blocks into.
package struct Marker: Hashable, Sendable {
  /// The entry, by its path in the profile.
  package var entry: String
  /// The sum of the block, this sum aside.
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

  package static let opening: StaticString = "# >>> berth "
  package static let closing: StaticString = "# <<< berth "

  package init(entry: String, trace: Trace) {
    self.entry = entry
    self.trace = trace
  }

  /// Reads a line that starts with `opening`.
  ///
  /// - Returns: nil, if the rest is not what `text` writes.
  package init?(line: ArraySlice<UInt8>) {
    guard line.starts(withText: Self.opening) else { return nil }
    let text = line.dropFirst(Self.opening.utf8CodeUnitCount).trimmed
    // From the right: a path may hold anything but a control character.
    let arrow = Bytes(" >>> ".utf8)
    guard
      let start = text.indices.dropLast(arrow.count - 1).last(where: { text[$0...].starts(with: arrow) })
    else { return nil }
    entry = String(decoding: text[..<start], as: UTF8.self)
    var words = String(decoding: text[(start + arrow.count)...], as: UTF8.self).split(separator: " ")
    guard !entry.isEmpty, !words.isEmpty else { return nil }
    sum = String(words.removeFirst())
    guard sum.utf8.count == 16 else { return nil }
    for word in words {
      switch word {
      case "blank": trace.hasBlankBefore = true
      case "created": trace.createdFile = true
      default:
        if word.hasPrefix("newline=") {
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
    var text = "\(Self.opening)\(entry) >>> \(sum)"
    if let line = trace.terminatedLine { text += " newline=\(line)" }
    if trace.hasBlankBefore { text += " blank" }
    if trace.createdFile { text += " created" }
    if let mode = trace.mode { text += " mode=\(octal(mode))" }
    return text
  }

  /// The last line of an entry's block, without its ending.
  package static func closingText(for entry: String) -> String { "\(closing)\(entry) <<<" }
}

/// A mode as people write it: `0600`.
package func octal(_ mode: Mode) -> String {
  mode.digits(radix: 8, count: 4)
}
