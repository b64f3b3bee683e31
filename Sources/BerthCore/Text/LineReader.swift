/// The lines of a text, as byte ranges. A line's range has neither its line feed nor a carriage return before it.
package struct LineReader: Sequence, IteratorProtocol {
  private let bytes: ArraySlice<UInt8>
  private var next_: Int
  private var number = 0

  /// One line of a text.
  package struct Line {
    /// Counted from 1.
    package let number: Int
    /// The line without its ending.
    package let content: Range<Int>
    /// With its ending, if it has one.
    package let whole: Range<Int>
  }

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    next_ = bytes.startIndex
  }

  package init(_ bytes: Bytes) {
    self.init(bytes[...])
  }

  package mutating func next() -> Line? {
    guard next_ < bytes.endIndex else { return nil }
    number += 1
    let start = next_
    let feed = bytes[start...].firstIndex(of: lineFeed)
    next_ = feed.map { $0 + 1 } ?? bytes.endIndex
    var end = feed ?? bytes.endIndex
    if feed != nil, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Line(number: number, content: start..<end, whole: start..<next_)
  }
}

extension ArraySlice<UInt8> {
  /// Whether the slice begins with the bytes of `text`.
  package func starts(withText text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount, first == text.utf8Start.pointee else {
      return text.utf8CodeUnitCount == 0
    }
    return text.withUTF8Buffer { prefix(text.utf8CodeUnitCount).elementsEqual($0) }
  }

  /// Without blanks and tabs at either end.
  package var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let last = slice.last, isBlank(last) { slice.removeLast() }
    while let first = slice.first, isBlank(first) { slice.removeFirst() }
    return slice
  }
}

extension Bytes {
  /// Where the next of the words begins.
  package func place(of words: WordSearch, from start: Int = 0) -> Int? {
    withUnsafeBufferPointer { words.next(in: $0, from: start) }
  }
}
