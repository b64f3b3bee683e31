/// Why a rendered text can't be written: it would not come out of its target again as it went in.
package struct UnfitText: Error, Hashable, Sendable {
  /// What can be wrong with a text.
  package enum Reason: Sendable {
    /// A line of it would be taken for one of Berth's markers.
    case marker
    /// A carriage return before a line's end, which the file's own line endings swallow.
    case carriageReturn
  }

  /// What is wrong.
  package let reason: Reason
  /// Where, in bytes of the rendered text.
  package let offset: Int

  /// Finds out by writing and reading back.
  ///
  /// - Parameters:
  ///   - text: the rendered text, lines that end in CRLF among others.
  ///   - comesBack: whether a text does. If one doesn't, no longer one with that beginning does.
  /// - Throws: the first line of it that is at fault.
  static func check(_ text: Bytes, comesBack: (Bytes) -> Bool) throws(UnfitText) {
    guard !comesBack(text) else { return }
    let lines = LineReader(text).map(\.whole)
    var (fit, unfit) = (0, lines.count)
    while unfit - fit > 1 {
      let middle = (fit + unfit) / 2
      if comesBack(Bytes(text[..<lines[middle - 1].upperBound])) { fit = middle } else { unfit = middle }
    }
    let line = lines[unfit - 1]
    let content = text[line].last == lineFeed ? text[line].dropLast() : text[line]
    let returns = content.reversed().prefix { $0 == 0x0d }.count
    // One is a line ending's.
    let isReturn = returns > (content.endIndex < line.upperBound ? 1 : 0)
    throw UnfitText(
      reason: isReturn ? .carriageReturn : .marker, offset: isReturn ? content.endIndex - 1 : line.lowerBound)
  }

  private init(reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension UnfitText: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .marker: "this line would be taken for one of berth's own markers"
    case .carriageReturn: "a carriage return at a line's end does not come back from a block"
    }
  }

  /// What to do about it.
  package var hint: String {
    switch reason {
    case .marker: "begin it with another word"
    case .carriageReturn: "remove it; in a file whose lines end in CRLF, those of the block do as well"
    }
  }
}
