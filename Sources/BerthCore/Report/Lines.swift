/// Some lines of a text, each with its line feed, numbered as in the whole text.
///
/// Only a window is kept of a long text: the lines before and after are counted or left alone.
package struct Lines: Sendable {
  /// The whole text.
  package let bytes: Bytes
  /// The numbers of the lines of the window, counted from 0 at the start of the whole text.
  package let numbers: Range<Int>
  /// Where each line of the window starts in `bytes`, and behind them where the last one ends.
  private let starts: [Int]

  /// The lines of `bytes[window]`, which starts at the start of a line and ends at the end of one.
  ///
  /// `before`: how many lines lie before the window.
  init(of bytes: Bytes, in window: Range<Int>, after before: Int) {
    self.bytes = bytes
    starts = bytes.withUnsafeBytes { bytes in
      var starts: [Int] = []
      starts.reserveCapacity(Self.lineFeeds(in: UnsafeRawBufferPointer(rebasing: bytes[window])) + 2)
      starts.append(window.lowerBound)
      for i in window where bytes[i] == lineFeed { starts.append(i + 1) }
      if starts[starts.count - 1] != window.upperBound { starts.append(window.upperBound) }
      return starts
    }
    numbers = before..<(before + starts.count - 1)
  }

  /// Where the line with this number lies in `bytes`, with its line feed.
  package subscript(number: Int) -> Range<Int> {
    starts[number - numbers.lowerBound]..<starts[number - numbers.lowerBound + 1]
  }

  /// How many lines of the window start before this byte.
  func count(before offset: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many line feeds the bytes hold.
  static func lineFeeds(in bytes: UnsafeRawBufferPointer) -> Int {
    // Sums of a fixed small size, without an early way out, are what the compiler makes vectors of.
    var total = 0
    var i = 0
    while i < bytes.count {
      let end = min(i + 255, bytes.count)
      var few: UInt8 = 0
      for j in i..<end { few &+= bytes[j] == lineFeed ? 1 : 0 }
      total += Int(few)
      i = end
    }
    return total
  }
}
