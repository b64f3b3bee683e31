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
    let lines = Self.lines(of: file)
    var rest: [Bytes] = []
    var taken: [TakenLines] = []
    var (next, offset) = (0, 0)
    func pass(to end: Int) -> ArraySlice<Bytes> {
      let first = next
      while offset < end {
        offset += lines[next].count
        next += 1
      }
      return lines[first..<next]
    }
    for range in ranges {
      rest += pass(to: range.lowerBound)
      let text = pass(to: range.upperBound)
      taken.append(
        TakenLines(
          text: Bytes(text.joined()), index: rest.count, before: rest.suffix(context).map(content(of:)),
          after: lines[next...].prefix(context).map(content(of:))))
    }
    rest += lines[next...]
    return (Bytes(rest.joined()), taken)
  }

  /// Puts lines back, the last that were taken first.
  ///
  /// - Returns: the file with them, and those whose place is gone.
  package static func giveBack(
    _ taken: [TakenLines], to file: Bytes, isSSHConfig: Bool
  ) -> (file: Bytes, lost: [TakenLines]) {
    var lines = Self.lines(of: file)
    var lost: [TakenLines] = []
    for piece in taken.reversed() {
      if let index = piece.place(in: lines, isSSHConfig: isSSHConfig) {
        piece.insert(into: &lines, at: index)
      } else {
        lost.append(piece)
      }
    }
    return (Bytes(lines.joined()), lost.reversed())
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
      for distance in 0...max(index, lines.count) {
        for place in [index - distance, index + distance]
        where 0...lines.count ~= place && way.are(at: place, of: lines) {
          return place
        }
      }
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
      return lines[..<place].suffix(above.count).elementsEqual(above, by: Self.isLine)
        && lines[place...].prefix(below.count).elementsEqual(below, by: Self.isLine)
    }

    private static func isLine(_ line: Bytes, _ content: Bytes) -> Bool {
      line.starts(with: content) && TakenLines.content(of: line) == content
    }
  }

  /// `lines`: of a file, each with its ending.
  private func insert(into lines: inout [Bytes], at index: Int) {
    var piece = text
    // Neither it nor the line before it may become part of another.
    if index < lines.count, piece.last != lineFeed { piece.append(lineFeed) }
    if index > 0, lines[index - 1].last != lineFeed { lines[index - 1].append(lineFeed) }
    lines.insert(contentsOf: Self.lines(of: piece), at: index)
  }

  /// The lines with their endings.
  private static func lines(of text: Bytes) -> [Bytes] { LineReader(text).map { Bytes(text[$0.whole]) } }

  /// A line without its ending.
  private static func content(of line: Bytes) -> Bytes {
    LineReader(line).map { Bytes(line[$0.content]) }.first ?? []
  }
}
