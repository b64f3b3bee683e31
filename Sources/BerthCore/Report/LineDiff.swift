/// Which lines of a text were taken out, and which put in, to make another text of it.
///
/// A line is its bytes with the line feed: a last line without one is another line than the same with one,
/// and `\r\n` is another end than `\n`.
package struct LineDiff: Sendable {
  /// Lines of the old text that stand against lines of the new text. Numbers count from 0; one of the two
  /// may be empty, and then says between which lines the other belongs.
  package struct Change: Hashable, Sendable {
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
  package let changes: [Change]
  /// The old text's lines from the first change to the last, and up to `margin` equal ones around them.
  package let old: Lines
  /// The new text's lines, likewise: it has as many before the first change and behind the last.
  package let new: Lines

  /// Compares two texts.
  ///
  /// The answer is the shortest possible where there are fewer than about 2,000 differing lines, and
  /// otherwise merely right (see `ShortestEdit`). Time grows with the length of the texts; memory with the
  /// number of lines between the first difference and the last.
  ///
  /// `margin`: how many equal lines around the changes to keep in `old` and `new`.
  package init(from old: Bytes, to new: Bytes, margin: Int = 3) {
    let ends = CommonEnds(ofLinesIn: old, new)
    let start = old.withUnsafeBytes { Self.moveBack(ends.prefix, lines: margin, in: $0) }
    let before = old.withUnsafeBytes {
      Lines.lineFeeds(in: UnsafeRawBufferPointer(rebasing: $0[..<start]))
    }
    let oldEnd = old.count - ends.suffix
    let newEnd = new.count - ends.suffix
    let kept = old.withUnsafeBytes { Self.moveOn(oldEnd, lines: margin, in: $0) } - oldEnd
    self.old = Lines(of: old, in: start..<(oldEnd + kept), after: before)
    self.new = Lines(of: new, in: start..<(newEnd + kept), after: before)
    let first = before + self.old.count(before: ends.prefix)
    changes = Self.compare(
      old: (self.old, first..<(before + self.old.count(before: oldEnd))),
      new: (self.new, first..<(before + self.new.count(before: newEnd))))
  }

  private static func compare(
    old: (lines: Lines, range: Range<Int>), new: (lines: Lines, range: Range<Int>)
  ) -> [Change] {
    if old.range.isEmpty, new.range.isEmpty { return [] }
    // One block put in, or taken out: the usual case, and no line has to be looked at for it.
    if old.range.isEmpty || new.range.isEmpty { return [Change(old: old.range, new: new.range)] }
    let numbers = LineNumbering(old: old, new: new)
    let (removed, inserted) = shortestEdit(numbers)
    var changes = runs(removed: removed, inserted: inserted)
    slideDown(&changes, numbers)
    return changes.map { change in
      Change(
        old: (change.old.lowerBound + old.range.lowerBound)..<(change.old.upperBound + old.range.lowerBound),
        new: (change.new.lowerBound + new.range.lowerBound)..<(change.new.upperBound + new.range.lowerBound))
    }
  }

  /// Which lines go and which come. Lines found in one text only have no counterpart in any answer: they
  /// are marked at once, and the search is spared them.
  private static func shortestEdit(_ numbers: LineNumbering) -> (removed: [Bool], inserted: [Bool]) {
    var inOld = Array(repeating: false, count: numbers.distinct)
    var inNew = inOld
    for number in numbers.old { inOld[Int(number)] = true }
    for number in numbers.new { inNew[Int(number)] = true }
    let edit = ShortestEdit(
      from: numbers.old.filter { inNew[Int($0)] }, to: numbers.new.filter { inOld[Int($0)] })
    return (
      spread(edit.removed, over: numbers.old, where: inNew),
      spread(edit.inserted, over: numbers.new, where: inOld)
    )
  }

  /// The marks of the lines that were compared, in their places among the others, which are marked all.
  private static func spread(_ marks: [Bool], over numbers: [Int32], where compared: [Bool]) -> [Bool] {
    var next = 0
    return numbers.map { number in
      guard compared[Int(number)] else { return true }
      next += 1
      return marks[next - 1]
    }
  }

  private static func runs(removed: [Bool], inserted: [Bool]) -> [Change] {
    var changes: [Change] = []
    var (x, y) = (0, 0)
    while x < removed.count || y < inserted.count {
      let (oldStart, newStart) = (x, y)
      while x < removed.count, removed[x] { x += 1 }
      while y < inserted.count, inserted[y] { y += 1 }
      if x > oldStart || y > newStart { changes.append(Change(old: oldStart..<x, new: newStart..<y)) }
      if x < removed.count { x += 1 }
      if y < inserted.count { y += 1 }
    }
    return changes
  }

  /// Moves what was only put in, or only taken out, as far down as the lines behind it allow, and joins
  /// changes that meet so: a new `if … fi` behind another is shown as that, and not as `fi … if`.
  private static func slideDown(_ changes: inout [Change], _ numbers: LineNumbering) {
    // From the last to the first, so that each has its final neighbour below it. The result is built
    // backwards for the same reason.
    var done: [Change] = []
    done.reserveCapacity(changes.count)
    for var change in changes.reversed() {
      while true {
        let oldLimit = done.last?.old.lowerBound ?? numbers.old.count
        if change.old.isEmpty {
          slide(&change.new, &change.old, numbers.new, by: oldLimit - change.old.upperBound)
        } else if change.new.isEmpty {
          slide(&change.old, &change.new, numbers.old, by: oldLimit - change.old.upperBound)
        }
        guard let next = done.last, next.old.lowerBound == change.old.upperBound else { break }
        done.removeLast()
        change = Change(
          old: change.old.lowerBound..<next.old.upperBound, new: change.new.lowerBound..<next.new.upperBound)
      }
      done.append(change)
    }
    changes = done.reversed()
  }

  /// Moves a run of changed lines down, at most by `limit` lines, and the empty place against it as well.
  private static func slide(
    _ run: inout Range<Int>, _ place: inout Range<Int>, _ numbers: [Int32], by limit: Int
  ) {
    var moved = 0
    while moved < limit, numbers[run.lowerBound + moved] == numbers[run.upperBound + moved] { moved += 1 }
    run = (run.lowerBound + moved)..<(run.upperBound + moved)
    place = (place.lowerBound + moved)..<(place.upperBound + moved)
  }

  private static func moveBack(_ offset: Int, lines: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    var offset = offset
    for _ in 0..<lines where offset > 0 {
      offset -= 1
      while offset > 0, bytes[offset - 1] != lineFeed { offset -= 1 }
    }
    return offset
  }

  private static func moveOn(_ offset: Int, lines: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    var offset = offset
    for _ in 0..<lines where offset < bytes.count {
      while offset < bytes.count, bytes[offset] != lineFeed { offset += 1 }
      if offset < bytes.count { offset += 1 }
    }
    return offset
  }
}
