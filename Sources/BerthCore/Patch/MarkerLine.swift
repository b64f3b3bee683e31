/// A line that a person takes for one of Berth's markers, whatever an editor, a formatter or `sed` has made of it.
///
/// How letters are written does not count, nor do blanks; of the other signs only those of the arrows do. What is left has
/// to have an arrow, the word `berth` behind it, and no word before. Five of the arrows' six signs have to be there; or
/// three, if a path stands between them.
package struct MarkerLine {
  enum Kind {
    /// The first line of a block, or the one of a whole file; nil: it is damaged.
    case opening(Marker?)
    case closing
    /// The sentence below a block's first line. In the open it is the sign of a block whose markers are gone.
    case notice
  }

  let kind: Kind
  /// The entry that it names.
  let entry: String
  /// Counted from 1.
  let number: Int
  /// Without its ending.
  let content: Range<Int>
  /// With its ending, if it has one.
  let whole: Range<Int>

  /// A text as markers are compared by it: its letters and digits, folded.
  static func key(of text: some Sequence<Unicode.Scalar>) -> String {
    var key = String.UnicodeScalarView()
    key.append(contentsOf: text.lazy.filter { $0.isASCII ? $0.isWordPart : !$0.isUnseen })
    return String(key).lowercased()
  }

  /// For the person who opens the file.
  static let notice =
    "# Written by berth, which replaces these lines as one; 'berth uninstall' takes them out."

  /// As many bytes as a piece of a file has to share with the next one, so that no mention is cut.
  package static let mentionLength = 40

  private static let name = WordSearch(["berth"], ignoringCase: true)

  /// Where a line may be one: behind the word `berth` that an arrow, or a word like the notice's, leads up to.
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
    return end > start
      && [UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "y")].contains(bytes[end - 1] | 0x20)
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
        guard let (kind, entry) = kind(of: file[mention..<end], behind: file[start..<(mention - 5)]) else {
          continue
        }
        number += bytes[counted..<start].count { $0 == lineFeed }
        counted = start
        found.append(
          MarkerLine(kind: kind, entry: entry, number: number, content: start..<end, whole: start..<next))
      }
      return found
    }
  }

  /// `after`: the line from the word `berth` on.
  private static func kind(
    of after: ArraySlice<UInt8>, behind before: ArraySlice<UInt8>
  ) -> (Kind, entry: String)? {
    let before = scalars(before).filter { !$0.isUnseen }
    let after = scalars(after)
    let said = key(of: before)
    if said.hasSuffix("writtenby") {
      return key(of: after).hasPrefix("whichreplacestheselines") ? (.notice, "") : nil
    }
    guard said.isEmpty, let sign = before.last, sign.isArrow, after.first?.isWordPart != true else {
      return nil
    }
    let isOpening = sign == ">"
    // From the right: a path may hold anything but a control character. What closes a comment is no arrow.
    let lastWord = isOpening ? after.lastIndex(where: \.isWordPart) : nil
    let isSecond = { (scalar: Unicode.Scalar) in scalar == "<" || isOpening && scalar == ">" }
    let arrow =
      after[..<(lastWord ?? after.endIndex)].lastIndex(where: isSecond) ?? after.lastIndex(where: isSecond)
    var path = after[...]
    var second = 0
    if let arrow {
      path = after[...arrow]
      while let last = path.last, last.isUnseen || last == after[arrow] {
        if path.removeLast() == after[arrow] { second += 1 }
      }
    }
    path = path.drop(while: \.isUnseen)
    let signs = min(before.reversed().prefix { $0 == sign }.count, 3) + min(second, 3)
    guard let start = path.first, signs >= ("~/.".unicodeScalars.contains(start) ? 3 : 5) else { return nil }
    let entry = words(path).joined(separator: " ")
    guard isOpening else { return (.closing, entry) }
    guard let arrow else { return (.opening(nil), entry) }
    let scope: Marker.Scope = after[arrow] == ">" ? .block : .wholeFile
    let trace = words(after[(arrow + 1)...]).map { $0.lowercased()[...] }
    return (.opening(Marker(entry, scope, trace)), entry)
  }

  private static func scalars(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  /// The words of a text, between blanks of any kind.
  private static func words(_ text: ArraySlice<Unicode.Scalar>) -> [String] {
    text.split(whereSeparator: \.isUnseen).map { word in
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: word)
      return String(scalars)
    }
  }
}

extension Unicode.Scalar {
  /// A letter or a digit.
  var isWordPart: Bool {
    guard isASCII else { return properties.isAlphabetic || properties.numericType != nil }
    return "0"..."9" ~= self || "A"..."Z" ~= self || "a"..."z" ~= self
  }

  /// Whether it is a part of a marker's arrow.
  fileprivate var isArrow: Bool { self == ">" || self == "<" }

  /// A blank of any kind, also one that takes no room.
  fileprivate var isUnseen: Bool {
    value <= 0x20 || value > 0x7e && (properties.isWhitespace || properties.isDefaultIgnorableCodePoint)
  }
}
