/// A line that a person takes for one of Berth's markers: as it was written, or indented, commented out once more,
/// behind another language's comment sign, with its blanks changed.
///
/// What is left of it has to have the arrow, the word `berth`, and the second arrow or a path behind it; and nothing
/// before it that is a word.
package struct MarkerLine {
  enum Kind {
    /// The first line of a block, or the one of a whole file; nil: it is damaged.
    case opening(Marker?)
    case closing
    /// The sentence below a block's first line. In the open it is the sign of a block whose markers are gone.
    case notice
  }

  let kind: Kind
  /// The entry that it names, as `key(of:)` makes it.
  let entry: String
  /// Counted from 1.
  let number: Int
  /// Without its ending.
  let content: Range<Int>
  /// With its ending, if it has one.
  let whole: Range<Int>

  /// An entry as markers are compared by it: whatever became of its blanks.
  static func key(of entry: String) -> String { words(entry).joined(separator: " ") }

  /// For the person who opens the file.
  static let notice =
    "# Written by berth, which replaces these lines as one; 'berth uninstall' takes them out."

  /// As many bytes as a piece of a file has to share with the next one, so that no mention is cut.
  package static let mentionLength = 40

  private static let name = WordSearch(["berth"])

  /// Where a line may be one: behind the word `berth` that an arrow, or the notice, leads up to.
  package static func mention(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    var end = start
    while let place = name.next(in: bytes, from: end) {
      end = place + 5
      if isMention(bytes, at: place, from: start) { return end }
    }
    return nil
  }

  private static func isMention(_ bytes: UnsafeBufferPointer<UInt8>, at name: Int, from start: Int) -> Bool {
    var end = name
    while end > start, name - end < 32, bytes[end - 1] <= 0x20 || bytes[end - 1] >= 0x7f { end -= 1 }
    guard end < name, end - start >= 3 else { return false }
    let arrow = bytes[end - 1]
    if arrow == UInt8(ascii: ">") || arrow == UInt8(ascii: "<") {
      return bytes[end - 2] == arrow && bytes[end - 3] == arrow
    }
    return arrow == UInt8(ascii: "y") && bytes[end - 2] == UInt8(ascii: "b")
      && bytes[(name + 5)...].starts(with: ", which replaces these lines".utf8)
  }

  /// All of a file, from the top.
  static func all(in file: Bytes) -> [MarkerLine] {
    file.withUnsafeBufferPointer { bytes in
      var found: [MarkerLine] = []
      var (from, number, counted) = (0, 1, 0)
      while let mention = mention(in: bytes, from: from) {
        from = mention
        // A lone carriage return ends a line as well: who has turned all line ends around has not hidden it.
        var start = mention
        while start > 0, bytes[start - 1] != lineFeed, bytes[start - 1] != 0x0d { start -= 1 }
        var end = mention
        while end < bytes.count, bytes[end] != lineFeed, bytes[end] != 0x0d { end += 1 }
        var next = end
        while next < bytes.count, bytes[next] == 0x0d { next += 1 }
        next = next < bytes.count && bytes[next] == lineFeed ? next + 1 : min(end + 1, bytes.count)
        from = end
        guard let (kind, entry) = kind(of: file[start..<end]) else { continue }
        number += bytes[counted..<start].count { $0 == lineFeed }
        counted = start
        found.append(
          MarkerLine(kind: kind, entry: entry, number: number, content: start..<end, whole: start..<next))
      }
      return found
    }
  }

  private static func kind(of line: ArraySlice<UInt8>) -> (Kind, entry: String)? {
    let words = words(String(decoding: line, as: UTF8.self))
    let begins = { (word: Substring) in word.utf8.starts(with: "berth".utf8) }
    guard let name = words.indices.dropFirst().first(where: { begins(words[$0]) }) else { return nil }
    let before = words[..<name].joined()
    let ends = { (text: String) in before.utf8.suffix(text.utf8.count).elementsEqual(text.utf8) }
    if words[name] == "berth," { return ends("Writtenby") ? (.notice, "") : nil }
    guard words[name] == "berth", !before.unicodeScalars.contains(where: \.isWordPart) else { return nil }
    let isOpening = ends(">>>")
    guard isOpening || ends("<<<") else { return nil }
    let rest = words[(name + 1)...]
    // From the right: a path may hold anything but a control character.
    guard let arrow = rest.lastIndex(where: { $0 == "<<<" || isOpening && $0 == ">>>" }) else {
      // Half a marker.
      guard rest.first?.hasPrefix("~") == true else { return nil }
      return (isOpening ? .opening(nil) : .closing, rest.joined(separator: " "))
    }
    let entry = rest[..<arrow].joined(separator: " ")
    guard isOpening else { return (.closing, entry) }
    let scope: Marker.Scope = words[arrow] == ">>>" ? .block : .wholeFile
    return (.opening(entry.isEmpty ? nil : Marker(entry, scope, rest[(arrow + 1)...])), entry)
  }

  /// The words of a line, between blanks of any kind: also those that nobody sees.
  private static func words(_ line: String) -> [Substring] {
    if line.utf8.allSatisfy({ $0 < 0x80 }) { return line.utf8.split { $0 <= 0x20 }.map(Substring.init) }
    return line.split { character in
      character.unicodeScalars.allSatisfy {
        $0.value <= 0x20 || $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
      }
    }
  }
}

extension Unicode.Scalar {
  /// A letter or a digit.
  var isWordPart: Bool {
    guard isASCII else { return properties.isAlphabetic || properties.numericType != nil }
    return "0"..."9" ~= self || "A"..."Z" ~= self || "a"..."z" ~= self
  }
}
