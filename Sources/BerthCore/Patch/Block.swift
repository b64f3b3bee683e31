/// A block that lies in a file.
package struct Block: Sendable {
  package let marker: Marker
  /// The bytes of the file that are the block's, markers and line endings included.
  package let range: Range<Int>
  /// The line of its first marker, counted from 1.
  package let line: Int
  /// How its lines end.
  package let ending: LineEnding
  /// The block with line feeds: what desired and last written are compared with.
  package let bytes: Bytes

  /// Whether the block is as it was written: its sum holds.
  package var isIntact: Bool {
    Self.sum(of: bytes) == marker.sum
  }

  /// A block's text with line feeds.
  ///
  /// - Parameter body: with line feeds; whole lines, or nothing.
  package static func text(marker: Marker, body: Bytes) -> Bytes {
    var marker = marker
    marker.sum = String(repeating: "0", count: 16)
    func assembled() -> Bytes {
      var text = Bytes((marker.text + "\n" + notice + "\n").utf8)
      text += body
      text += Bytes((Marker.closingText(for: marker.entry) + "\n").utf8)
      return text
    }
    marker.sum = sum(of: assembled())
    return assembled()
  }

  /// For the person who opens the file.
  private static let notice =
    "# Written by berth, which replaces these lines as one; 'berth uninstall' takes them out."

  /// The sum of a block's text, the sum in its first line aside.
  private static func sum(of text: Bytes) -> String {
    guard let end = text.firstIndex(of: 0x0a), let marker = Marker(line: text[..<end]) else { return "" }
    var plain = marker
    plain.sum = ""
    var sum = Checksum(of: plain.text.utf8)
    sum.update(with: text[end...])
    return sum.text
  }

  /// The block of `entry` in a file, if there is one.
  ///
  /// - Throws: `MarkerProblem`, when lines of the file look like Berth's and are not one whole block of this entry.
  package static func find(_ entry: String, in file: Bytes) throws(MarkerProblem) -> Block? {
    guard mayHoldMarker(file) else { return nil }
    var found: Block?
    var open: (marker: Marker, line: LineReader.Line)?
    for line in LineReader(file) {
      let content = file[line.content]
      if content.starts(withText: Marker.opening) {
        if let open { throw .nested(line: line.number, first: open.line.number) }
        guard let marker = Marker(line: content) else { throw .unreadable(line: line.number) }
        if marker.entry != entry { throw .foreign(line: line.number, entry: marker.entry) }
        if let found { throw .doubled(line: line.number, first: found.line) }
        open = (marker, line)
      } else if content.starts(withText: Marker.closing) {
        guard let first = open, content.trimmed.elementsEqual(Marker.closingText(for: entry).utf8) else {
          throw .unopened(line: line.number)
        }
        let range = first.line.whole.lowerBound..<line.whole.upperBound
        var bytes = LineEnding.removed(from: file[range])
        // An editor that ends files without a line feed has not edited the block by that.
        if bytes.last != 0x0a { bytes.append(0x0a) }
        found = Block(
          marker: first.marker, range: range, line: first.line.number,
          ending: LineEnding(feedAt: first.line.whole.upperBound - 1, in: file), bytes: bytes)
        open = nil
      }
    }
    if let open { throw .unclosed(line: open.line.number) }
    return found
  }

  /// Most files hold no block: one pass over the bytes says so.
  private static func mayHoldMarker(_ file: Bytes) -> Bool {
    file.withUnsafeBufferPointer { bytes in
      var index = 0
      let end = bytes.count - 11
      while index < end {
        if bytes[index] == UInt8(ascii: "#"), bytes[index + 1] == UInt8(ascii: " "),
          bytes[index + 2] == bytes[index + 3], bytes[index + 5] == UInt8(ascii: " "),
          bytes[index + 6] == UInt8(ascii: "b"), bytes[index + 7] == UInt8(ascii: "e"),
          bytes[index + 8] == UInt8(ascii: "r"), bytes[index + 9] == UInt8(ascii: "t"),
          bytes[index + 10] == UInt8(ascii: "h")
        {
          return true
        }
        index += 1
      }
      return false
    }
  }
}
