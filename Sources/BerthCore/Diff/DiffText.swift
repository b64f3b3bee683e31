/// The text of a patch, while it is being written.
struct DiffText {
  private(set) var bytes: Bytes = []
  private let color: Bool

  /// How many equal lines are shown around a change, as git and diff(1) do.
  private static let context = 3

  init(color: Bool) {
    self.color = color
  }

  /// Adds the headers of one file, and the hunks if its content differs.
  mutating func append(_ difference: FileDifference) {
    let path = DiffPath(difference.path)
    let hasHunks = difference.contentDiffers
    header(
      Bytes("diff --git ".utf8) + path.inHeading(prefix: "a/", alone: !hasHunks) + [UInt8(ascii: " ")]
        + path.inHeading(prefix: "b/", alone: !hasHunks))
    switch (difference.old, difference.new) {
    case (nil, let new?):
      header("new file mode \(Self.octal(new.mode))")
      if !hasHunks { header("index 0000000..\(Self.emptyContent)") }
    case (let old?, nil):
      header("deleted file mode \(Self.octal(old.mode))")
      if !hasHunks { header("index \(Self.emptyContent)..0000000") }
    case (let old?, let new?) where old.mode.permissions != new.mode.permissions:
      header("old mode \(Self.octal(old.mode))")
      header("new mode \(Self.octal(new.mode))")
    default: break
    }
    guard hasHunks else { return }
    let none = Bytes("/dev/null".utf8)
    header(Bytes("--- ".utf8) + (difference.old == nil ? none : path.inFileLine(prefix: "a/")))
    header(Bytes("+++ ".utf8) + (difference.new == nil ? none : path.inFileLine(prefix: "b/")))
    append(
      LineDiff(from: difference.old?.bytes ?? [], to: difference.new?.bytes ?? []))
  }

  /// The start of the name that git gives to an empty content.
  private static let emptyContent = "e69de29"

  /// A regular file's mode in git's six digits.
  private static func octal(_ mode: Mode) -> String { String(0o100000 | mode.permissions, radix: 8) }

  private mutating func append(_ diff: LineDiff) {
    var rest = diff.changes[...]
    while let first = rest.first {
      // Two changes share a hunk when the lines between them would all be context of one or the other.
      var last = first
      var count = 1
      while count < rest.count {
        let next = rest[rest.startIndex + count]
        guard next.old.lowerBound - last.old.upperBound <= 2 * Self.context else { break }
        last = next
        count += 1
      }
      hunk(rest.prefix(count), of: diff)
      rest = rest.dropFirst(count)
    }
  }

  private mutating func hunk(_ changes: ArraySlice<LineDiff.Edit>, of diff: LineDiff) {
    guard let first = changes.first, let last = changes.last else { return }
    let lead = min(Self.context, first.old.lowerBound)
    let trail = min(Self.context, diff.old.count - last.old.upperBound)
    let old = (first.old.lowerBound - lead)..<(last.old.upperBound + trail)
    let new = (first.new.lowerBound - lead)..<(last.new.upperBound + trail)
    line("@@ -\(Self.range(old)) +\(Self.range(new)) @@".utf8, in: .position)
    var next = old.lowerBound
    for change in changes {
      for number in next..<change.old.lowerBound { line(diff.old[number], " ", in: nil) }
      for number in change.old { line(diff.old[number], "-", in: .removed) }
      for number in change.new { line(diff.new[number], "+", in: .added) }
      next = change.old.upperBound
    }
    for number in next..<old.upperBound { line(diff.old[number], " ", in: nil) }
  }

  /// `12,3`; a single line goes without its count, and no line has the number of the one before it.
  private static func range(_ lines: Range<Int>) -> String {
    switch lines.count {
    case 0: "\(lines.lowerBound),0"
    case 1: "\(lines.lowerBound + 1)"
    default: "\(lines.lowerBound + 1),\(lines.count)"
    }
  }

  /// What a line is shown in: the parameters of its escape sequence, git's defaults.
  private enum Style: String {
    case header = "1"
    case position = "36"
    case removed = "31"
    case added = "32"
  }

  private mutating func header(_ text: String) { line(text.utf8, in: .header) }

  private mutating func header(_ text: Bytes) { line(text, in: .header) }

  private mutating func line(_ text: some Sequence<UInt8>, in style: Style) {
    open(style)
    bytes.append(contentsOf: text)
    close(style)
    bytes.append(lineFeed)
  }

  private mutating func line(_ whole: ArraySlice<UInt8>, _ sign: Unicode.Scalar, in style: Style?) {
    var line = whole
    if whole.last == lineFeed { line.removeLast() }
    open(style)
    bytes.append(UInt8(ascii: sign))
    // The colour ends before a carriage return, as git has it.
    let isReturned = color && style != nil && line.last == 0x0d
    bytes.append(contentsOf: isReturned ? line.dropLast() : line)
    close(style)
    if isReturned { bytes.append(0x0d) }
    bytes.append(lineFeed)
    if whole.last != lineFeed { bytes.append(contentsOf: "\\ No newline at end of file\n".utf8) }
  }

  private mutating func open(_ style: Style?) {
    guard color, let style else { return }
    bytes.append(contentsOf: "\u{1b}[\(style.rawValue)m".utf8)
  }

  private mutating func close(_ style: Style?) {
    guard color, style != nil else { return }
    bytes.append(contentsOf: "\u{1b}[m".utf8)
  }
}
