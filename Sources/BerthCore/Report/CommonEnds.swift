/// How much two texts share at their beginning and at their end, in bytes.
///
/// Most of a large file is the same before and after. It is found by comparing eight bytes at a time, so
/// that nothing has to be remembered of it: no table of its lines, no numbers for them.
struct CommonEnds: Equatable {
  /// How many bytes at the start are the same in both.
  let prefix: Int
  /// How many bytes at the end are the same in both. Never reaches into the prefix of either.
  let suffix: Int

  /// Compares whole lines: the prefix ends behind a line feed, and the suffix begins behind one, so that
  /// what lies between are whole lines of either text. Two equal texts are all prefix.
  init(ofLinesIn old: Bytes, _ new: Bytes) {
    (prefix, suffix) = old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        let same = Self.samePrefix(old, new)
        if same == old.count, same == new.count { return (same, 0) }
        var start = same
        while start > 0, old[start - 1] != lineFeed { start -= 1 }
        let limit = min(old.count, new.count) - start
        let end = Self.sameSuffix(old, new, atMost: limit)
        return (start, Self.wholeLines(old, new, behind: start, inLast: end))
      }
    }
  }

  /// Whether two contents are the same, byte for byte.
  static func areEqual(_ old: Bytes, _ new: Bytes) -> Bool {
    guard old.count == new.count else { return false }
    return old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        old.baseAddress == new.baseAddress || samePrefix(old, new) == old.count
      }
    }
  }

  /// Whether two contents are the same, each given in pieces.
  static func areEqual(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> Bool {
    var (old, new) = (old.filter { !$0.isEmpty }[...], new.filter { !$0.isEmpty }[...])
    while let left = old.popFirst(), let right = new.popFirst() {
      let count = min(left.count, right.count)
      let same = left.withUnsafeBytes { left in right.withUnsafeBytes { samePrefix(left, $0) } }
      guard same == count else { return false }
      if left.count > count { old = [left.dropFirst(count)] + old }
      if right.count > count { new = [right.dropFirst(count)] + new }
    }
    return old.isEmpty && new.isEmpty
  }

  /// How many bytes at the start are the same in both.
  static func samePrefix(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) -> Int {
    let limit = min(old.count, new.count)
    var i = 0
    while i + 8 <= limit {
      let left = old.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let right = new.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      if left != right { break }
      i += 8
    }
    while i < limit, old[i] == new[i] { i += 1 }
    return i
  }

  private static func sameSuffix(
    _ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer, atMost limit: Int
  ) -> Int {
    var length = 0
    while length + 8 <= limit {
      let left = old.loadUnaligned(fromByteOffset: old.count - length - 8, as: UInt64.self)
      let right = new.loadUnaligned(fromByteOffset: new.count - length - 8, as: UInt64.self)
      if left != right { break }
      length += 8
    }
    while length < limit, old[old.count - length - 1] == new[new.count - length - 1] { length += 1 }
    return length
  }

  /// The longest part of the last `length` bytes that begins at the start of a line in both texts.
  private static func wholeLines(
    _ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer, behind start: Int, inLast length: Int
  ) -> Int {
    let oldFirst = old.count - length
    let newFirst = new.count - length
    // The bytes before the suffix differ, unless the prefix stopped it: only there can it begin a line.
    let oldBegins = oldFirst == start || old[oldFirst - 1] == lineFeed
    let newBegins = newFirst == start || new[newFirst - 1] == lineFeed
    if oldBegins, newBegins { return length }
    var i = oldFirst
    while i < old.count, old[i] != lineFeed { i += 1 }
    return i < old.count ? old.count - i - 1 : 0
  }
}

/// The byte that ends a line. A carriage return before it belongs to the line.
let lineFeed = UInt8(ascii: "\n")
