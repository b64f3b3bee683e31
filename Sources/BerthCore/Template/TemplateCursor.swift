/// Where the parser stands in a template's bytes: finds tags, counts lines and columns, and knows when a
/// tag stands alone on its line.
///
/// Every byte is looked at a fixed number of times, whatever the text: a one-line template of many tags
/// takes no longer than one of many lines.
struct TemplateCursor {
  private let text: Bytes
  private let file: String
  /// Up to here all is read; after `advance`, the start of a tag.
  private var offset = 0
  /// Where the text that no node holds yet begins.
  private var textStart = 0
  /// The place of that.
  private(set) var textPlace: Place
  private var tagEnd = 0
  private var line = 1
  private var lineStart = 0
  /// Whether a tag has ended on this line: then no other can stand alone on it.
  private var lineHasTag = false
  /// A place on this line whose column is known, so that columns are not counted from the start each time.
  private var known = (offset: 0, column: 1)

  init(_ text: Bytes, file: String) {
    self.text = text
    self.file = file
    textPlace = Place(file: file, line: 1, column: 1)
  }

  /// The first NUL, or nil.
  func placeOfNUL() -> Place? {
    guard let nul = text.firstIndex(of: 0) else { return nil }
    var counter = TemplateCursor(text, file: file)
    for index in 0..<nul where text[index] == lineFeed { counter.beginLine(at: index + 1) }
    return counter.place(at: nul)
  }

  /// Moves to the next tag.
  ///
  /// - Returns: where it opens, or nil when there is none up to the end.
  mutating func advance(to open: Bytes) -> Place? {
    let first = open[0]
    while offset < text.count {
      let byte = text[offset]
      if byte == first, holds(open, at: offset) { return place(at: offset) }
      offset += 1
      if byte == lineFeed { beginLine(at: offset) }
    }
    return nil
  }

  /// The form of the tag that opens here.
  func form(after open: Bytes) -> TemplateTag.Form {
    let index = offset + open.count
    return index < text.count ? TemplateTag.Form(firstByte: text[index]) : .plain
  }

  /// What stands between the start of the tag and its end, which it finds.
  ///
  /// `start`: the bytes of the tag before its inside.
  ///
  /// - Returns: nil when the tag has no end within its limit.
  mutating func inside(from start: Int, to end: Bytes, limit: Int) -> ArraySlice<UInt8>? {
    let from = offset + start
    var index = from
    while index < text.count, index - from < limit {
      if text[index] == end[0], holds(end, at: index) {
        tagEnd = index + end.count
        return text[from..<index]
      }
      index += 1
    }
    return nil
  }

  /// The tag as far as its first line goes, for a message about one without an end.
  func excerpt() -> String {
    let part = text[offset..<min(offset + 40, text.count)].prefix { $0 != lineFeed && $0 != 0x0D }
    return String(decoding: part, as: UTF8.self).prefixTrimmingEnd(24)
  }

  /// Moves past the tag that `inside` has found.
  ///
  /// - Parameter canStandAlone: whether the tag's kind takes its line with it when it is alone there.
  /// - Returns: the text before the tag, and for a tag that stands alone what it is indented by.
  mutating func take(canStandAlone: Bool) -> (text: ArraySlice<UInt8>, indent: Bytes?) {
    if canStandAlone, !lineHasTag, let next = lineAfterTagAlone() {
      let taken = (text: text[textStart..<lineStart], indent: Bytes(text[lineStart..<offset]))
      countLines(to: next)
      offset = next
      textStart = next
      textPlace = place(at: next)
      lineHasTag = false
      return taken
    }
    let taken = text[textStart..<offset]
    countLines(to: tagEnd)
    offset = tagEnd
    textStart = tagEnd
    textPlace = place(at: tagEnd)
    lineHasTag = true
    return (taken, nil)
  }

  /// Gives up on a tag without an end, to look for more problems behind its line.
  mutating func abandonTag(toEnd: Bool) {
    while offset < text.count, toEnd || text[offset] != lineFeed { offset += 1 }
    textStart = offset
  }

  /// The byte after the tag last taken.
  var next: UInt8? { offset < text.count ? text[offset] : nil }

  /// The text after the last tag.
  func rest() -> ArraySlice<UInt8> { text[textStart...] }

  private func holds(_ bytes: Bytes, at index: Int) -> Bool {
    guard index + bytes.count <= text.count else { return false }
    for i in 0..<bytes.count where text[index + i] != bytes[i] { return false }
    return true
  }

  /// Where the line after the tag begins, if nothing but blanks shares the tag's lines with it.
  private func lineAfterTagAlone() -> Int? {
    for index in lineStart..<offset where !text[index].isSpaceOrTab { return nil }
    var index = tagEnd
    while index < text.count, text[index].isSpaceOrTab { index += 1 }
    if index == text.count { return index }
    if text[index] == 0x0D, index + 1 < text.count { index += 1 }
    return text[index] == lineFeed ? index + 1 : nil
  }

  private mutating func countLines(to end: Int) {
    for index in offset..<end where text[index] == lineFeed { beginLine(at: index + 1) }
  }

  private mutating func beginLine(at start: Int) {
    line += 1
    lineStart = start
    lineHasTag = false
    known = (start, 1)
  }

  private mutating func place(at index: Int) -> Place {
    var column = known.column
    // A byte that continues a scalar of UTF-8 adds none.
    for i in known.offset..<index where text[i] & 0xC0 != 0x80 { column += 1 }
    known = (index, column)
    return Place(file: file, line: line, column: column)
  }
}

extension String {
  fileprivate func prefixTrimmingEnd(_ count: Int) -> String {
    var text = String(prefix(count))
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
