/// Whether two contents are the same, eight bytes at a time: a start-up file can be large.
enum CommonEnds {
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
}
