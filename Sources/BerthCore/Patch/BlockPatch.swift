/// How a marked block enters the user's file, and how it leaves it again.
///
/// Everything outside the block is the user's and stays as it is, to the byte. The exceptions are written into
/// the marker's `Trace` and undone with the block: a line feed for a last line that had none, an empty line
/// after a last line that ends in a backslash.
package struct BlockPatch: Sendable {
  /// The entry's path, as markers name it.
  package let entry: String
  /// The rendered template, its lines ended by line feeds.
  package let body: Bytes
  /// Where a new block goes.
  package let place: BlockPlace
  /// Whether the file is an ssh_config, where the place of a line decides whom it is for.
  package let isSSHConfig: Bool
  /// Where it has to stand: the start of a line, in bytes, of the file without it. Nil: its `place` decides, or it
  /// stays where it is.
  private var offset: Int?
  /// The names that this block sets in a screenrc, where the last `setenv` counts.
  private let setenvNames: Set<Bytes>

  /// - Throws: `UnfitText`, when the text would not come back from a file exactly, of whichever line endings.
  package init(
    entry: HomePath, rendered: Bytes, place: BlockPlace, isSSHConfig: Bool = false, isScreenrc: Bool = false
  ) throws(UnfitText) {
    let entry = entry.description
    try UnfitText.check(rendered) { part in
      let text = Block.text(marker: Marker(entry: entry, trace: Marker.Trace()), body: Self.body(part))
      return [LineEnding.lineFeed, .carriageReturnLineFeed].allSatisfy { ending in
        guard let block = try? Block.find(entry, in: ending.applied(to: text)) else { return false }
        return block.bytes == text
      }
    }
    self.entry = entry
    body = Self.body(rendered)
    self.place = place
    self.isSSHConfig = isSSHConfig
    setenvNames = isScreenrc ? BlockStart.setenvNames(in: body[...]) : []
  }

  private static func body(_ rendered: Bytes) -> Bytes {
    var body = LineEnding.removed(from: rendered)
    if !body.isEmpty, body.last != lineFeed { body.append(lineFeed) }
    return body
  }

  /// The same block, to stand before a line that begins there in the file.
  package func placed(before offset: Int) -> BlockPatch {
    var patch = self
    patch.offset = offset
    return patch
  }

  /// The file with this block, put in or brought up to date.
  ///
  /// `file`: nil where there is none.
  /// `originalMode`: the file's mode, where the entry changes it.
  /// `own`: what the user's part of it becomes at the same time; nil: it stays.
  ///
  /// - Throws: `MarkerProblem`.
  package func apply(
    to file: Bytes?, originalMode: Mode? = nil, leaving own: Bytes? = nil
  ) throws(MarkerProblem) -> Patched {
    guard let file else {
      var trace = Marker.Trace()
      trace.createdFile = true
      return try insert(into: [], trace: trace)
    }
    guard let block = try Block.find(entry, in: file) else {
      var trace = Marker.Trace()
      trace.mode = originalMode
      return try insert(into: own ?? file, trace: trace)
    }
    let section = isSSHConfig ? SSHConfigPlace(of: block, in: file) : nil
    var trace = block.marker.trace
    if !trace.createdFile { trace.mode = trace.mode ?? originalMode }
    let text = text(trace: trace, closing: section?.closing)
    let isMisplaced =
      if isSSHConfig { section == nil } else if place == .start {
        belongsElsewhere(block, in: file, isNew: text != block.bytes)
      } else { offset != nil }
    if own != nil || isMisplaced { return try reinsert(block, in: file, trace, leaving: own) }
    let bytes =
      text == block.bytes
      ? file
      : Self.joined([
        file[..<block.range.lowerBound], block.ending.applied(to: text)[...], file[block.range.upperBound...],
      ])
    return try Patched(
      bytes, holding: text, of: entry, around: Self.rest(of: block, in: file), found: block,
      overruled: section?.overruled)
  }

  /// As if the block were taken out and put in anew.
  private func reinsert(
    _ block: Block, in file: Bytes, _ trace: Marker.Trace, leaving own: Bytes?
  ) throws(MarkerProblem) -> Patched {
    var trace = trace
    trace.terminatedLine = nil
    trace.hasBlankBefore = false
    return try insert(
      into: own ?? Self.remove(block, from: file), trace: trace, found: block, isMove: own == nil)
  }

  /// Where the block goes in a file whose lines hold wherever they stand.
  private func plainOffset(in file: Bytes) -> Int {
    if let offset, offset > 0 { return offset }
    let isFirst = offset == 0 || place == .start
    return isFirst ? BlockStart(of: file).offset(behindSetenvOf: setenvNames) : file.count
  }

  /// The file without this entry's block.
  ///
  /// - Throws: `MarkerProblem`.
  package static func remove(_ entry: HomePath, from file: Bytes) throws(MarkerProblem) -> Bytes {
    guard let block = try Block.find(entry.description, in: file) else { return file }
    return remove(block, from: file)
  }

  /// The file without a block of it.
  package static func remove(_ block: Block, from file: Bytes) -> Bytes { joined(rest(of: block, in: file)) }

  /// The same; a block at the end is left out where the file lies.
  static func removeInPlace(_ block: Block, from file: Bytes) -> ArraySlice<UInt8> {
    let rest = rest(of: block, in: file)
    return rest[1].isEmpty ? rest[0] : joined(rest)[...]
  }

  /// The same, in its pieces.
  static func rest(of block: Block, in file: Bytes) -> [ArraySlice<UInt8>] {
    var head = file[..<block.range.lowerBound]
    let tail = file[block.range.upperBound...]
    if block.marker.trace.hasBlankBefore, lastLine(of: head).content.isEmpty {
      head = head[..<lastLine(of: head).whole.lowerBound]
    }
    if let sum = block.marker.trace.terminatedLine, tail.isEmpty {
      // An editor may have made all of the file CRLF meanwhile, or the line may itself end in a carriage return.
      let line = lastLine(of: head)
      for end in [line.whole.upperBound - 1, line.content.upperBound] where end >= line.whole.lowerBound {
        guard Checksum(of: head[line.whole.lowerBound..<end]).short == sum else { continue }
        head = head[..<end]
        break
      }
    }
    return [head, tail]
  }

  /// Whether a block does not stand where it would be put today, and has to. One that the user has put lines before
  /// stays, unless lines behind undo it; one that stood at the end, or where it does harm, moves when it is updated.
  private func belongsElsewhere(_ block: Block, in file: Bytes, isNew: Bool) -> Bool {
    let behind = file[block.range.upperBound...]
    let rest = BlockStart(of: Self.remove(block, from: file))
    let isUndone = !BlockStart.setenvNames(in: behind).isDisjoint(with: setenvNames)
    guard isUndone || isNew && (behind.allSatisfy { $0 == lineFeed || isBlank($0) } || rest.isShellScriptToo)
    else { return false }
    let start = rest.offset(behindSetenvOf: setenvNames)
    // Between them there may be the line ends that the block itself brought.
    return start > block.range.lowerBound || file[start..<block.range.lowerBound].contains { $0 != lineFeed }
  }

  private func insert(
    into file: Bytes, trace: Marker.Trace, found: Block? = nil, isMove: Bool = false
  ) throws(MarkerProblem) -> Patched {
    let section = isSSHConfig ? SSHConfigPlace(in: file) : nil
    let offset = section?.offset ?? plainOffset(in: file)
    let before = file[..<offset]
    let ending = LineEnding(of: file, before: offset)
    var trace = trace
    var lead = Bytes()
    let last = Self.lastLine(of: before)
    if last.content.upperBound == last.whole.upperBound, !last.content.isEmpty {
      trace.terminatedLine = Checksum(of: before[last.content]).short
      // A plain one, in a CRLF file too: the carriage return would become part of the user's last command.
      lead.append(lineFeed)
    }
    if before[last.content].reversed().prefix(while: { $0 == UInt8(ascii: "\\") }).count % 2 == 1 {
      trace.hasBlankBefore = true
      lead.append(lineFeed)
    }
    let text = text(trace: trace, closing: section?.closing)
    let bytes = Self.joined([before, lead[...], ending.applied(to: text)[...], file[offset...]])
    return try Patched(
      bytes, holding: text, of: entry, around: [file[...]], found: found,
      isMoved: isMove && found?.range.lowerBound != offset + lead.count)
  }

  /// The parts one behind the other. The file may be large: it is copied once.
  private static func joined(_ parts: [ArraySlice<UInt8>]) -> Bytes {
    var whole = Bytes()
    whole.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { whole += part }
    return whole
  }

  /// The block's text.
  ///
  /// `closing`: the header of the section that stays open behind it.
  private func text(trace: Marker.Trace, closing: Bytes?) -> Bytes {
    var body = body
    if let closing, closing != SSHConfigReader(body[...]).lastSection?.header {
      if closing == SSHConfigPlace.nobody { body += Self.warning }
      body += closing + [lineFeed]
    }
    return Block.text(marker: Marker(entry: entry, trace: trace), body: body)
  }

  /// For the person who is about to append a line.
  private static let warning = Bytes(
    "# Options below belong to no host: write them above this block, or begin with Host.\n".utf8)

  /// The last line of a text, terminated or not; empty at its start.
  private static func lastLine(of text: ArraySlice<UInt8>) -> (content: Range<Int>, whole: Range<Int>) {
    var end = text.endIndex
    if text.last == lineFeed { end -= 1 }
    let start = text[..<end].lastIndex(of: lineFeed).map { $0 + 1 } ?? text.startIndex
    var contentEnd = end
    if end < text.endIndex, contentEnd > start, text[contentEnd - 1] == 0x0d { contentEnd -= 1 }
    return (start..<contentEnd, start..<text.endIndex)
  }
}
