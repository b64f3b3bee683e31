import TestSupport

/// A file with a block in it, and the file as it has to be once the block is gone, side by side: what a user does
/// to the one is done to the other.
///
/// The two differ in the block and in what stands before it: a line feed for a last line that had none, and an
/// empty line after a last line that ends in a backslash.
struct EditedFile {
  /// What stands before the block, in it and behind it.
  private(set) var before: Text
  private(set) var block: Text
  private(set) var after: Text
  /// The file without the block, parted at the same place.
  private(set) var ownBefore: Text
  private(set) var ownAfter: Text
  /// What was done, for messages.
  private(set) var edits: [String] = []

  /// `file`: with the block.
  /// `original`: the file before there was one; empty if there was none.
  /// Nil if the file is not the original with one block and nothing else in it.
  init?(_ file: Text, original: Text) {
    guard let parts = Self.parts(of: file), original.count >= parts.after.count else { return nil }
    (before, block, after) = parts
    ownBefore = Text(original[..<(original.count - after.count)])
    ownAfter = Text(original[(original.count - after.count)...])
    guard ownAfter == after, before.starts(with: ownBefore) else { return nil }
    let added = before[ownBefore.count...]
    let line = ownBefore.lines.last ?? []
    let isContinued =
      line.reversed().drop { $0 == 0x0a || $0 == 0x0d }
      .prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
    let ends = (line.isTerminated ? 0 : 1) + (isContinued ? 1 : 0)
    guard added.count(where: { $0 == 0x0a }) == ends, added.allSatisfy({ $0 == 0x0a || $0 == 0x0d }) else {
      return nil
    }
  }

  private static let byteOrderMark: Text = [0xef, 0xbb, 0xbf]

  /// A file, cut before and behind its block; nil if there is no block in it, or more than one.
  static func parts(of file: Text) -> (before: Text, block: Text, after: Text)? {
    let mark = Text(file.prefix(file.starts(with: byteOrderMark) ? 3 : 0))
    let lines = Text(file.dropFirst(mark.count)).lines
    let starts = lines.indices.filter { lines[$0].starts(with: Text("# >>> berth ")) }
    let ends = lines.indices.filter { lines[$0].starts(with: Text("# <<< berth ")) }
    guard starts.count == 1, ends.count == 1, starts[0] < ends[0] else { return nil }
    return (
      mark + Text(lines[..<starts[0]].joined()), Text(lines[starts[0]...ends[0]].joined()),
      Text(lines[(ends[0] + 1)...].joined())
    )
  }

  /// The file with the block, as the user leaves it.
  var file: Text { before + block + after }
  /// The user's part of it as it stands there.
  var outside: Text { before + after }
  /// The file as it has to be without the block.
  var own: Text { ownBefore + ownAfter }

  private var ending: Text { before.hasSuffix([0x0d, 0x0a]) ? [0x0d, 0x0a] : [0x0a] }

  /// Does a few edits, in this order: a line taken out, the last line changed, lines put directly before and
  /// behind the block, at the start, at the end.
  ///
  /// `isSSHConfig`: lines of that language are used then.
  mutating func edit(with random: inout SeededGenerator, isSSHConfig: Bool) {
    if random.chance(30) { deleteLine(with: &random) }
    if random.chance(25) { changeLastLine() }
    if random.chance(30) { insertBefore(Self.line(&random, isSSHConfig)) }
    if random.chance(30) { insertBehind(Self.line(&random, isSSHConfig)) }
    if random.chance(30) { prepend(Self.line(&random, isSSHConfig)) }
    if random.chance(40) || edits.isEmpty { append(Self.line(&random, isSSHConfig)) }
  }

  private static func line(_ random: inout SeededGenerator, _ isSSHConfig: Bool) -> Text {
    let number = Int.random(in: 1_000..<60_000, using: &random)
    guard isSSHConfig else { return Text("# the user's line \(number)\n") }
    return Text(
      random.pick([
        "# the user's line \(number)\n", "Port \(number)\n", "Host late\(number).example\n    User late\n",
        "\tServerAliveInterval \(number)\n", "Host late.agent.example\n  IdentityAgent ~/.late.sock\n",
        "Include /nonexistent/\(number)\n", "Match exec \"true\"\n    Port \(number)\n",
      ]))
  }

  // MARK: - The edits

  private mutating func prepend(_ line: Text) {
    edits.append("line at the start")
    // No editor puts anything before a byte order mark.
    let start = ownBefore.starts(with: Self.byteOrderMark) ? 3 : 0
    before.insert(contentsOf: line, at: start)
    ownBefore.insert(contentsOf: line, at: start)
  }

  /// A line directly before the block comes behind what was put in for the block's sake, and that stays: the line
  /// stands on its own there, and goes on doing so.
  private mutating func insertBefore(_ line: Text) {
    edits.append("line before the block")
    before += line
    ownBefore = before
  }

  /// A line directly behind the block is the one after the file's last line: that keeps the line feed that it got,
  /// since else the two would become one. An empty line that was put in goes, as nothing of the user's needs it.
  private mutating func insertBehind(_ line: Text) {
    edits.append("line behind the block")
    if ownAfter.isEmpty, !ownBefore.isTerminated { ownBefore += ending }
    after = line + after
    ownAfter = line + ownAfter
  }

  private mutating func append(_ line: Text) {
    guard !after.isEmpty else { return insertBehind(line) }
    edits.append("line at the end")
    after += line
    ownAfter += line
  }

  /// Takes out a line above the block.
  private mutating func deleteLine(with random: inout SeededGenerator) {
    var lines = ownBefore.lines
    // With a byte order mark, the first line is more than it looks.
    guard !lines.isEmpty, !ownBefore.starts(with: Self.byteOrderMark) else { return }
    let index = Int.random(in: lines.indices, using: &random)
    let isLast = index == lines.count - 1
    // Whether the line feed of such a twin was there before can't be told from the text: either answer is right.
    if isLast, index > 0, Self.content(lines[index]) == Self.content(lines[index - 1]) { return }
    edits.append("line \(index + 1) deleted")
    lines.remove(at: index)
    var shown = before.lines
    shown.remove(at: index)
    before = Text(shown.joined())
    ownBefore = Text(lines.joined())
  }

  /// Changes the file's last line. If it stands above the block and had no line feed, it keeps the one that it
  /// got: whoever rewrites a line leaves it as they see it, and they saw it ended.
  private mutating func changeLastLine() {
    let change = Text(" # changed")
    if after.isEmpty {
      let lines = ownBefore.lines
      guard let last = lines.last, last != Self.byteOrderMark else { return }
      let content = Self.content(last)
      let rest = Text(lines.dropLast().joined())
      let added = before[(rest.count + content.count)...]
      ownBefore = rest + content + change + (last.isTerminated ? Text(last[content.count...]) : ending)
      before = rest + content + change + added
    } else {
      let lines = after.lines
      let content = Self.content(lines[lines.count - 1])
      let last = content + change + lines[lines.count - 1][content.count...]
      after = Text(lines.dropLast().joined()) + last
      ownAfter = after
    }
    edits.append("last line changed")
  }

  private static func content(_ line: Text) -> Text {
    var line = line
    if line.last == 0x0a { line.removeLast() }
    if line.last == 0x0d { line.removeLast() }
    return line
  }
}

extension Text {
  /// Whether the text ends so.
  func hasSuffix(_ end: Text) -> Bool {
    count >= end.count && self[(count - end.count)...].elementsEqual(end)
  }
}
