/// Two runs of lines as numbers: equal lines, and only those, have equal numbers.
///
/// To compare two lines is then to compare two integers, however long the lines are.
struct LineNumbering {
  /// The number of each line of the old run.
  let old: [Int32]
  /// The number of each line of the new run.
  let new: [Int32]
  /// How many different lines there are: the numbers are `0..<distinct`.
  let distinct: Int

  /// Gives every line a number, in the order in which the lines first occur.
  ///
  /// `old`: a text and which of its lines to take; line numbers as in `Lines`.
  init(old: (lines: Lines, range: Range<Int>), new: (lines: Lines, range: Range<Int>)) {
    var table = Table(capacity: old.range.count + new.range.count, old: old.lines, new: new.lines)
    var oldNumbers: [Int32] = []
    oldNumbers.reserveCapacity(old.range.count)
    var newNumbers: [Int32] = []
    newNumbers.reserveCapacity(new.range.count)
    old.lines.bytes.withUnsafeBytes { oldBytes in
      new.lines.bytes.withUnsafeBytes { newBytes in
        for line in old.range { oldNumbers.append(table.number(of: line, inNew: false, oldBytes, newBytes)) }
        for line in new.range { newNumbers.append(table.number(of: line, inNew: true, oldBytes, newBytes)) }
      }
    }
    (self.old, self.new, distinct) = (oldNumbers, newNumbers, table.firsts.count)
  }
}

/// A hash table with open addressing, which holds no copy of a line: only where it was first seen.
private struct Table {
  /// For each number, the line that has it: its own number, or for one of the new text the complement.
  var firsts: [Int] = []
  private var hashes: [UInt32] = []
  /// A number or -1. A power of two, at most half full.
  private var slots: [Int32]
  private let mask: Int
  private let old: Lines
  private let new: Lines

  init(capacity: Int, old: Lines, new: Lines) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    mask = size - 1
    (self.old, self.new) = (old, new)
  }

  mutating func number(
    of line: Int, inNew isNew: Bool, _ oldBytes: UnsafeRawBufferPointer, _ newBytes: UnsafeRawBufferPointer
  ) -> Int32 {
    let bytes = UnsafeRawBufferPointer(rebasing: isNew ? newBytes[new[line]] : oldBytes[old[line]])
    // Swift's own hasher has another seed in every process: no file can be written so that all its
    // lines fall on one slot. The numbers do not depend on it.
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    let hash = hasher.finalize()
    let short = UInt32(truncatingIfNeeded: hash >> 32)
    var slot = hash & mask
    while slots[slot] >= 0 {
      let candidate = Int(slots[slot])
      if hashes[candidate] == short {
        let first = firsts[candidate]
        let other = UnsafeRawBufferPointer(
          rebasing: first < 0 ? newBytes[new[~first]] : oldBytes[old[first]])
        if other.count == bytes.count, other.elementsEqual(bytes) { return Int32(candidate) }
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(firsts.count)
    firsts.append(isNew ? ~line : line)
    hashes.append(short)
    return slots[slot]
  }
}
