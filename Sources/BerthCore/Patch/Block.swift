/// What is Berth's in a file: a block of lines, or all of it.
package struct Block: Sendable {
  /// What its first line says.
  package let marker: Marker
  /// The bytes of the file that are the block's, markers and line endings included.
  package let range: Range<Int>
  /// The line of its marker, the first one, counted from 1.
  package let line: Int
  /// How its lines end.
  package let ending: LineEnding
  /// The block with line feeds, a whole file as it is: what desired and last written are compared with.
  package let bytes: Bytes
  /// Its marker, in `bytes`, without its ending.
  private let markerLine: Range<Int>

  private init(
    _ marker: Marker, _ range: Range<Int>, at number: Int, ending: LineEnding, bytes: Bytes, line: Range<Int>
  ) {
    self.marker = marker
    self.range = range
    self.line = number
    self.ending = ending
    self.bytes = bytes
    markerLine = line
  }

  /// Whether it is as it was written: its marker has its form, and its sum holds.
  package var isIntact: Bool {
    bytes[markerLine].elementsEqual(marker.text.utf8)
      && Self.sum(of: bytes, marker, markerLine) == marker.sum
  }

  /// A block's text with line feeds.
  ///
  /// `body`: with line feeds; whole lines, or nothing.
  package static func text(marker: Marker, body: Bytes) -> Bytes {
    var rest = Bytes("\n\(MarkerLine.notice)\n".utf8)
    rest += body
    rest += Bytes((Marker.closingText(for: marker.entry) + "\n").utf8)
    return text(before: [], marker, after: rest)
  }

  /// A whole file's text.
  static func wholeFile(of entry: String, body: Bytes) -> Bytes {
    var body = body
    if !body.isEmpty, body.last != lineFeed { body.append(lineFeed) }
    return text(before: body, Marker(wholeFile: entry), after: [lineFeed])
  }

  private static func text(before: Bytes, _ marker: Marker, after: Bytes) -> Bytes {
    var marker = marker
    marker.sum = ""
    let plain = before + Bytes(marker.text.utf8)
    marker.sum = sum(of: plain + after, marker, before.count..<plain.count)
    return before + Bytes(marker.text.utf8) + after
  }

  /// The sum of a text, the sum in its marker aside.
  private static func sum(of text: Bytes, _ marker: Marker, _ line: Range<Int>) -> String {
    var plain = marker
    plain.sum = ""
    var sum = Checksum(of: text[..<line.lowerBound])
    sum.update(with: plain.text.utf8)
    sum.update(with: text[line.upperBound...])
    return sum.text
  }

  /// What is an entry's in a file, if anything is. A marker that a person has changed is found, too, and what it marks
  /// is not intact then.
  ///
  /// - Throws: `MarkerProblem`, when lines of the file look like Berth's and are not one whole block of this entry.
  package static func find(_ entry: String, in file: Bytes) throws(MarkerProblem) -> Block? {
    let lines = MarkerLine.all(in: file)
    guard !lines.isEmpty else { return nil }
    let key = MarkerLine.key(of: entry.unicodeScalars)
    let isOwn = { (line: MarkerLine) in MarkerLine.key(of: line.entry.unicodeScalars) == key }
    var found: Block?
    var open: (marker: Marker, line: MarkerLine)?
    var notice: Int?
    for line in lines {
      switch line.kind {
      case .opening(let marker):
        if let open { throw .nested(line: line.number, first: open.line.number) }
        guard var marker else { throw .unreadable(line: line.number) }
        if !isOwn(line) { throw .foreign(line: line.number, entry: line.entry) }
        if let found { throw .doubled(line: line.number, first: found.line) }
        marker.entry = entry
        if marker.scope == .block {
          open = (marker, line)
        } else {
          found = try Block(
            marker, file.indices, at: line.number, ending: .lineFeed, bytes: file, line: line.content
          ).ofItsOwn(line)
        }
      case .closing:
        guard let first = open, isOwn(line) else { throw .unopened(line: line.number) }
        found = try Block(first.marker, from: first.line, to: line, in: file).ofItsOwn(first.line)
        open = nil
      case .notice: if open == nil { notice = line.number }
      }
    }
    if let open { throw .unclosed(line: open.line.number) }
    if let notice, found == nil { throw .unmarked(line: notice) }
    return found
  }

  /// Itself, if it is not a copy of another entry's, whose path is spelled nearly the same: `~/.bashrc~`.
  ///
  /// `line`: its marker's.
  private func ofItsOwn(_ line: MarkerLine) throws(MarkerProblem) -> Block {
    guard line.entry != marker.entry else { return self }
    var other = marker
    other.entry = line.entry
    guard !Block(other, range, at: self.line, ending: ending, bytes: bytes, line: markerLine).isIntact else {
      throw .foreign(line: line.number, entry: line.entry)
    }
    return self
  }

  private init(_ marker: Marker, from first: MarkerLine, to last: MarkerLine, in file: Bytes) {
    let range = first.whole.lowerBound..<last.whole.upperBound
    var bytes = LineEnding.removed(from: file[range])
    // An editor that ends files without a line feed has not edited the block by that.
    if bytes.last != lineFeed { bytes.append(lineFeed) }
    self.init(
      marker, range, at: first.number, ending: LineEnding(feedAt: first.whole.upperBound - 1, in: file),
      bytes: bytes, line: 0..<first.content.count)
  }
}
