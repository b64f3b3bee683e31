/// How the lines of a file end.
package enum LineEnding: Sendable {
  case lineFeed
  case carriageReturnLineFeed

  /// What a block gets that lies next to `neighbour`: the ending of the line before `offset`, else of the
  /// first line that has one, else a line feed.
  package init(of file: Bytes, before offset: Int) {
    if offset > 0, file[offset - 1] == UInt8(ascii: "\n") {
      self.init(feedAt: offset - 1, in: file)
    } else if let feed = file.firstIndex(of: UInt8(ascii: "\n")) {
      self.init(feedAt: feed, in: file)
    } else {
      self = .lineFeed
    }
  }

  package init(feedAt feed: Int, in file: Bytes) {
    self = feed > 0 && file[feed - 1] == UInt8(ascii: "\r") ? .carriageReturnLineFeed : .lineFeed
  }

  /// `text`, whose lines end in line feeds, with this ending.
  package func applied(to text: Bytes) -> Bytes {
    switch self {
    case .lineFeed: return text
    case .carriageReturnLineFeed:
      var result = Bytes()
      result.reserveCapacity(text.count + text.count / 16)
      for byte in text {
        if byte == 0x0a { result.append(0x0d) }
        result.append(byte)
      }
      return result
    }
  }

  /// `text` with every CRLF made a line feed.
  package static func removed(from text: some Collection<UInt8>) -> Bytes {
    var result = Bytes()
    result.reserveCapacity(text.count)
    for byte in text {
      if byte == 0x0a, result.last == 0x0d { result.removeLast() }
      result.append(byte)
    }
    return result
  }
}
