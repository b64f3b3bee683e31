/// Looks for any of several words in a text, at the speed of memory: 16 bytes at a time are compared with the rarest two
/// neighbours of each word, and where those are, the word.
package struct WordSearch: Sendable {
  private struct Word {
    let bytes: Bytes
    /// Where its rarest pair stands in it.
    let offset: Int
  }

  private let words: [Word]
  /// What is set in each byte of a text before it is compared.
  private let fold: UInt8
  private let pairs: [Pair]

  /// Two neighbours, 16 times each.
  private struct Pair {
    let first: SIMD16<UInt8>
    let second: SIMD16<UInt8>
    /// All ones; zero where there is no second.
    let mask: SIMD16<UInt8>
  }

  /// - Parameters:
  ///   - words: any; those that are searched for whatever the case are of small letters alone.
  ///   - ignoringCase: whether capital letters in the text are as good.
  package init(_ words: [String], ignoringCase: Bool = false) {
    fold = ignoringCase ? 0x20 : 0
    self.words = words.filter { !$0.isEmpty }.map { word in
      let bytes = Bytes(word.utf8)
      let starts = bytes.indices.dropLast()
      return Word(
        bytes: bytes, offset: starts.min { Self.rank(bytes, $0) < Self.rank(bytes, $1) } ?? 0)
    }
    let pairs = self.words.map { $0.bytes[$0.offset...].prefix(2) }
    self.pairs = pairs.indices.filter { !pairs[..<$0].contains(pairs[$0]) }.map { index in
      let pair = pairs[index]
      return Pair(
        first: SIMD16(repeating: pair.first!), second: SIMD16(repeating: pair.last!),
        mask: SIMD16(repeating: pair.count == 2 ? 0xff : 0))
    }
  }

  /// The usual order of the letters of English; what is none is rarer, but for the blank.
  private static let order = Bytes("zqxjkvbpgywfmculdhrsnioate ".utf8)

  /// How common a pair of bytes is, about.
  private static func rank(_ bytes: Bytes, _ index: Int) -> Int {
    (0...1).reduce(1) { $0 * ((order.firstIndex(of: bytes[index + $1]) ?? 0) + 1) }
  }

  /// The place at which the next of the words begins.
  func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    var index = start
    return pairs.withUnsafeBufferPointer { pairs in
      while index + 17 <= text.count {
        let hits = Self.hits(raw + index, pairs, SIMD16(repeating: fold))
        if hits != 0 {
          var left = hits
          while left != 0 {
            let place = index + left.trailingZeroBitCount
            if let found = word(in: text, pairAt: place, from: start) { return found }
            left &= left - 1
          }
        }
        index += 16
      }
      while index < text.count {
        if let place = word(in: text, pairAt: index, from: start) { return place }
        index += 1
      }
      return nil
    }
  }

  /// Whether one of the words, and nothing else, stands there.
  func isWord(_ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    words.contains { $0.bytes.count == range.count && stands($0, in: text, at: range.lowerBound) }
  }

  /// A bit for each of 16 bytes at which one of the pairs stands.
  @inline(__always)
  private static func hits(
    _ text: UnsafeRawPointer, _ pairs: UnsafeBufferPointer<Pair>, _ fold: SIMD16<UInt8>
  ) -> UInt {
    let left = load(text) | fold
    let right = load(text + 1) | fold
    var hits = SIMD16<UInt8>.zero
    for pair in pairs {
      // Zero where both are the same; the highest bit of what is less by one, and was not set before, says so.
      let difference = (left ^ pair.first) | ((right ^ pair.second) & pair.mask)
      hits = hits | ((difference &- SIMD16(repeating: 1)) & (difference ^ SIMD16(repeating: 0xff)))
    }
    let halves = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
    guard halves.x | halves.y != 0 else { return 0 }
    return UInt(bits(halves.x) | bits(halves.y) << 8)
  }

  /// By halves: the whole at once would be loaded byte by byte.
  @inline(__always)
  private static func load(_ text: UnsafeRawPointer) -> SIMD16<UInt8> {
    let halves = SIMD2(
      text.loadUnaligned(as: UInt64.self), text.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    return unsafeBitCast(halves, to: SIMD16<UInt8>.self)
  }

  /// Of eight bytes, one bit each: its highest.
  private static func bits(_ bytes: UInt64) -> UInt64 {
    ((bytes & 0x8080_8080_8080_8080) >> 7 &* 0x0102_0408_1020_4080) >> 56
  }

  /// Where a word begins whose rarest pair stands here.
  private func word(in text: UnsafeBufferPointer<UInt8>, pairAt index: Int, from start: Int) -> Int? {
    for word in words {
      let place = index - word.offset
      guard text[index] | fold == word.bytes[word.offset], place >= start,
        place + word.bytes.count <= text.count
      else { continue }
      if stands(word, in: text, at: place) { return place }
    }
    return nil
  }

  @inline(__always)
  private func stands(_ word: Word, in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    for index in word.bytes.indices where text[place + index] | fold != word.bytes[index] { return false }
    return true
  }
}
