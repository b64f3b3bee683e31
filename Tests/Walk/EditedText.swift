/// A file as its owner sees it in an editor: lines, and perhaps a block of berth's.
struct EditedText {
  /// With their ends.
  var lines: [String]

  init(_ bytes: [UInt8]) {
    lines = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0a {
      lines.append(String(decoding: bytes[start...index], as: UTF8.self))
      start = index + 1
    }
    if start < bytes.count { lines.append(String(decoding: bytes[start...], as: UTF8.self)) }
  }

  var bytes: [UInt8] { lines.flatMap { Array($0.utf8) } }

  /// The lines of the first block, markers included, be it indented, a comment or respelled by now; nil: there is no whole one.
  var block: Range<Int>? {
    guard
      let start = lines.firstIndex(where: { Self.text($0).hasPrefix(">>> berth ") && !$0.contains("<<<") }),
      let end = lines[start...].firstIndex(where: { Self.text($0).hasPrefix("<<< berth ") })
    else { return nil }
    return start..<end + 1
  }

  private static func text(_ line: String) -> Substring { line.lowercased().drop { " \t#".contains($0) } }

  /// Where a new line goes: before the line of that index.
  func index(of position: Step.Position) -> Int {
    switch position {
    case .start: 0
    case .end: lines.count
    case .part(let thousandths): lines.count * thousandths / 1_000
    case .beforeBlock: block?.lowerBound ?? 0
    case .behindBlock: block?.upperBound ?? lines.count
    case .inBlock(let line): block.map { min($0.lowerBound + 1 + line, $0.upperBound - 1) } ?? lines.count / 2
    }
  }

  /// Does something to the block.
  ///
  /// - Returns: what sed(1) would be told; nil if there is no block.
  mutating func meddle(_ meddling: Step.Meddling) -> String? {
    guard let block else { return nil }
    let range = "\(block.lowerBound + 1),\(block.upperBound)"
    switch meddling {
    case .indent:
      for index in block { lines[index] = "  " + lines[index] }
      return "\(range)s/^/  /"
    case .comment:
      for index in block { lines[index] = "#" + lines[index] }
      return "\(range)s/^/#/"
    case .respell:
      let markers = [block.lowerBound, block.upperBound - 1]
      for index in markers { lines[index].replace("berth", with: "Berth", maxReplacements: 1) }
      return markers.map { "\($0 + 1)s/berth/Berth/" }.joined(separator: ";")
    case .delete:
      lines.removeSubrange(block)
      return "\(range)d"
    case .duplicate:
      guard lines.last?.hasSuffix("\n") ?? false else { return nil }
      lines += lines[block]
      return "\(range)H;${p;x;s/^\\n//}"
    case .toEnd:
      guard lines.last?.hasSuffix("\n") ?? false, block.upperBound < lines.count else { return nil }
      let moved = lines[block]
      lines.removeSubrange(block)
      lines += moved
      return "\(range){H;d};${p;x;s/^\\n//}"
    case .tear:
      lines.remove(at: block.upperBound - 1)
      return "\(block.upperBound)d"
    case .chopOpening:
      lines.remove(at: block.lowerBound)
      return "\(block.lowerBound + 1)d"
    }
  }
}
