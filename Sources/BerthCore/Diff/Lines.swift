/// The lines of a text, each with its line feed, counted from 0.
package struct Lines: RandomAccessCollection, Sendable {
  private let bytes: Bytes
  /// Where each line starts in `bytes`, and behind them where the last one ends.
  private let starts: [Int]

  init(of bytes: Bytes) {
    self.bytes = bytes
    var starts = [0]
    for (place, byte) in bytes.enumerated() where byte == lineFeed { starts.append(place + 1) }
    if starts[starts.count - 1] != bytes.count { starts.append(bytes.count) }
    self.starts = starts
  }

  /// The first one's number.
  package var startIndex: Int { 0 }
  /// How many there are.
  package var endIndex: Int { starts.count - 1 }
  /// One of them.
  package subscript(number: Int) -> ArraySlice<UInt8> { bytes[starts[number]..<starts[number + 1]] }
}
