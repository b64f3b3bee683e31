/// Which lines of a text were taken out, and which put in, to make another text of it.
///
/// A line is its bytes with the line feed: a last line without one is another line than the same with one,
/// and `\r\n` is another end than `\n`.
package struct LineDiff: Sendable {
  /// Lines of the old text that stand against lines of the new text. Numbers count from 0; one of the two
  /// may be empty, and then says between which lines the other belongs.
  package struct Edit: Hashable, Sendable {
    /// Of the old text.
    package var old: Range<Int>
    /// Of the new text.
    package var new: Range<Int>

    package init(old: Range<Int>, new: Range<Int>) {
      self.old = old
      self.new = new
    }
  }

  /// From the start of the text to its end; two changes never touch. Empty for two equal texts.
  package let changes: [Edit]
  /// The old text's lines.
  package let old: Lines
  /// The new text's lines.
  package let new: Lines

  /// Compares two texts.
  ///
  /// The answer is the shortest possible where the first difference and the last are less than about a thousand lines
  /// apart, and otherwise merely right (`LineMatches`).
  package init(from old: Bytes, to new: Bytes) {
    self.old = Lines(of: old)
    self.new = Lines(of: new)
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func numbered(_ lines: Lines) -> [Int] {
      lines.map { line in
        if let number = numbers[line] { return number }
        defer { numbers[line] = numbers.count }
        return numbers.count
      }
    }
    let (from, to) = (numbered(self.old), numbered(self.new))
    changes = Self.slidDown(LineMatches(from, to).gaps, from, to)
  }

  /// Moves what was only put in, or only taken out, as far down as the lines behind it allow, and joins
  /// changes that meet so: a new `if … fi` behind another is shown as that, and not as `fi … if`.
  private static func slidDown(_ changes: [Edit], _ old: [Int], _ new: [Int]) -> [Edit] {
    // From the last to the first, so that each has its final neighbour below it. The result is built
    // backwards for the same reason.
    var done: [Edit] = []
    for var change in changes.reversed() {
      while true {
        let limit = (done.last?.old.lowerBound ?? old.count) - change.old.upperBound
        if change.old.isEmpty {
          slide(&change.new, &change.old, new, by: limit)
        } else if change.new.isEmpty {
          slide(&change.old, &change.new, old, by: limit)
        }
        guard let next = done.last, next.old.lowerBound == change.old.upperBound else { break }
        done.removeLast()
        change.old = change.old.lowerBound..<next.old.upperBound
        change.new = change.new.lowerBound..<next.new.upperBound
      }
      done.append(change)
    }
    return done.reversed()
  }

  /// Moves a run of changed lines down, at most by `limit` lines, and the empty place against it as well.
  private static func slide(
    _ run: inout Range<Int>, _ place: inout Range<Int>, _ numbers: [Int], by limit: Int
  ) {
    var moved = 0
    while moved < limit, numbers[run.lowerBound + moved] == numbers[run.upperBound + moved] { moved += 1 }
    run = (run.lowerBound + moved)..<(run.upperBound + moved)
    place = (place.lowerBound + moved)..<(place.upperBound + moved)
  }
}
