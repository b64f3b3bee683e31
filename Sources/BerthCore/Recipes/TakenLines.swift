/// Lines of the user's that were taken out of a file, and what is needed to put them back where they were.
package struct TakenLines: Hashable, Sendable {
  /// Whole lines, as they were.
  package let text: Bytes
  /// How many lines stood before them.
  package let index: Int
  /// The lines next to them, without their endings, in the file's order; fewer where the file begins or ends.
  package let before: [Bytes]
  /// Those behind them, likewise.
  package let after: [Bytes]

  package init(text: Bytes, index: Int, before: [Bytes], after: [Bytes]) {
    self.text = text
    self.index = index
    self.before = before
    self.after = after
  }

  /// How many lines on either side tell the place.
  private static let context = 3

  /// Takes whole lines out of a file.
  ///
  /// `ranges`: from the top.
  ///
  /// - Returns: the file without them, and them: the later ones know the file without the earlier.
  package static func take(_ ranges: [Range<Int>], from file: Bytes) -> (file: Bytes, taken: [TakenLines]) {
    var rest = file
    var taken: [TakenLines] = []
    var gone = 0
    for range in ranges {
      let here = (range.lowerBound - gone)..<(range.upperBound - gone)
      let before = lines(of: rest[..<here.lowerBound])
      let after = lines(of: rest[here.upperBound...])
      taken.append(
        TakenLines(
          text: Bytes(rest[here]), index: before.count, before: before.suffix(context).map(\.content),
          after: after.prefix(context).map(\.content)))
      rest.removeSubrange(here)
      gone += here.count
    }
    return (rest, taken)
  }

  /// Puts lines back, the last that were taken first.
  ///
  /// - Returns: the file with them, and those whose place is gone.
  package static func giveBack(
    _ taken: [TakenLines], to file: Bytes, isSSHConfig: Bool
  ) -> (file: Bytes, lost: [TakenLines]) {
    var file = file
    var lost: [TakenLines] = []
    for piece in taken.reversed() {
      let lines = Self.lines(of: file[...])
      if let index = piece.place(in: lines.map(\.content), isSSHConfig: isSSHConfig) {
        piece.insert(into: &file, at: index < lines.count ? lines[index].start : file.count)
      } else {
        lost.insert(piece, at: 0)
      }
    }
    return (file, lost)
  }

  /// Before which line they go: where the neighbours of both sides still are, else the next ones of both, else all
  /// of one side. Of several such places the nearest to the old one.
  private func place(in lines: [Bytes], isSSHConfig: Bool) -> Int? {
    let isFirst = before.count < Self.context
    let isLast = after.count < Self.context
    let byBefore = Neighbours(above: before, isFirst: isFirst)
    let byAfter = Neighbours(below: after, isLast: isLast)
    var ways = [
      Neighbours(above: before, below: after, isFirst: isFirst, isLast: isLast),
      Neighbours(
        above: Array(before.suffix(1)), below: Array(after.prefix(1)), isFirst: before.isEmpty,
        isLast: after.isEmpty),
    ]
    ways += before.count < after.count ? [byAfter, byBefore] : [byBefore, byAfter]
    // A section that begins behind them is another one's.
    if isSSHConfig, after.first.map({ SSHConfigReader.opensSection($0[...]) }) ?? true {
      ways.removeAll { $0 == byAfter }
    }
    for way in ways {
      let places = (0...lines.count).filter { way.are(at: $0, of: lines) }
      if let nearest = places.min(by: { abs($0 - index) < abs($1 - index) }) { return nearest }
    }
    return nil
  }

  /// The lines on both sides of a place.
  private struct Neighbours: Equatable {
    var above: [Bytes] = []
    var below: [Bytes] = []
    /// Whether those above begin the file.
    var isFirst = false
    /// Whether those below end it.
    var isLast = false

    func are(at place: Int, of lines: [Bytes]) -> Bool {
      if isFirst, place != above.count { return false }
      if isLast, place + below.count != lines.count { return false }
      return lines[..<place].suffix(above.count).elementsEqual(above)
        && lines[place...].prefix(below.count).elementsEqual(below)
    }
  }

  private func insert(into file: inout Bytes, at offset: Int) {
    var piece = text
    // Neither it nor the line before it may become part of another.
    if offset < file.count, piece.last != lineFeed { piece.append(lineFeed) }
    if offset > 0, file[offset - 1] != lineFeed { piece.insert(lineFeed, at: 0) }
    file.insert(contentsOf: piece, at: offset)
  }

  private static func lines(of text: ArraySlice<UInt8>) -> [(start: Int, content: Bytes)] {
    LineReader(text).map { ($0.whole.lowerBound, Bytes(text[$0.content])) }
  }
}
