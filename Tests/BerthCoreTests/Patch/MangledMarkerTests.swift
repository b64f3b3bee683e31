import BerthCore
import TestSupport
import Testing

/// Markers that an editor, a formatter or `sed` has respelled: the block comes out exactly, or the person is told the line.
@Suite struct MangledMarkerTests {
  private let path = HomePath(relative: ".config/Some-tool/rc file")

  /// One small mangling; nil, where there is nothing to mangle.
  private static func mangle(_ line: String, _ random: inout SeededGenerator) -> String? {
    var text = Array(line)
    let isSign = { (character: Character) in !character.isLetter && !character.isNumber && character != " " }
    let places = { (fits: (Character) -> Bool) in text.indices.filter { fits(text[$0]) } }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return line.uppercased()
    case 1:
      guard let place = places(\.isLetter).randomElement(using: &random) else { return nil }
      text.replaceSubrange(place...place, with: Array(String(text[place]).uppercased()))
    case 2: return line.replacing(" ", with: random.pick(["\t", "  ", "\u{a0}", ""]))
    case 3:
      guard let place = places({ $0 == " " }).randomElement(using: &random) else { return nil }
      text.replaceSubrange(place...place, with: Array(random.pick(["\t", "  ", "\u{a0}", ""])))
    case 4:
      guard let place = places(isSign).randomElement(using: &random) else { return nil }
      text.insert(" ", at: place + Int.random(in: 0...1, using: &random))
    // A lone carriage return in a line would end it.
    case 5: return line.last == "\r" ? nil : line + random.pick(["\r", " ", "\t"])
    case 6:
      guard let place = places(isSign).randomElement(using: &random) else { return nil }
      text.insert(text[place], at: place)
    default:
      guard let place = places(isSign).randomElement(using: &random) else { return nil }
      text.remove(at: place)
    }
    return String(text)
  }

  /// What an uninstall makes of a file, with and without a receipt.
  private func uninstalls(
    of file: Bytes, written entry: Receipt.Entry, _ policy: ConflictPolicy
  ) -> [Change?] {
    let content = ActualContent(
      bytes: file, mode: 0o644, real: path, identity: FileIdentity(unseen: path), inPlace: nil)
    let actual = [path: ActualFile.file(content)]
    var lost = Receipt(transaction: "", profile: "")
    lost.entries = Receipt.entries(foundIn: actual, candidates: [])
    var receipt = lost
    receipt.entries = [entry]
    return [receipt, lost].map { receipt in
      Plan(Desired(), since: receipt, actual: actual, policy: policy).changes.first
    }
  }

  @Test(arguments: 0..<20)
  func aMarkerThatWasMangledIsNeverUnseen(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let mine = random.pick(["", "one\n", "one\ntwo", "one\\\n"])
      let patch = try BlockPatch(entry: path, rendered: Bytes("the hook\n".utf8), place: .end)
      let patched = try patch.apply(to: Bytes(mine.utf8), originalMode: random.pick([nil, 0o600]))
      var lines = String(decoding: patched.file, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
      let markers = lines.indices.filter { lines[$0].contains("berth") }
      let all = random
      for line in random.chance(50) ? markers : [random.pick([markers[0], markers[2]])] {
        // As `sed` does it: the same in all of them.
        if markers.count > 1, random.chance(50) { random = all }
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          lines[line] = Self.mangle(lines[line], &random) ?? lines[line]
        }
      }
      let file = Bytes(lines.joined(separator: "\n").utf8)
      let entry = Receipt.Entry(
        path: path, isBlock: true, written: patched.block, mode: nil,
        original: .there(mode: 0o644), reload: nil)
      for policy in [ConflictPolicy.fail, .replace] {
        for change in uninstalls(of: file, written: entry, policy) {
          let shown = "\(lines.joined(separator: "\n"))"
          let change = try #require(change, "\(shown)")
          if case .conflict(let conflict) = change.action {
            #expect(conflict.line != nil && change.after == change.before, "\(conflict): \(shown)")
          } else {
            #expect(
              change.after.map { String(decoding: $0.bytes, as: UTF8.self) } == mine,
              "\(change.action): \(shown)")
          }
        }
      }
    }
  }

  @Test(arguments: 0..<4)
  func aWholeFilesMarkIsNeverUnseen(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let whole = try WholeFile(entry: path, rendered: Bytes("echo\n".utf8), isMarked: true).bytes
    let line = String(decoding: whole.dropFirst(5).dropLast(), as: UTF8.self)
    for _ in 0..<100 {
      guard let mangled = Self.mangle(line, &random) else { continue }
      let file = Bytes("echo\n\(mangled)\n".utf8)
      let entry = Receipt.Entry(
        path: path, isBlock: false, written: whole, mode: nil, original: .absent, reload: nil)
      for change in uninstalls(of: file, written: entry, .fail) {
        let change = try #require(change, "\(mangled)")
        guard case .delete = change.action else {
          guard case .conflict = change.action else { Issue.record("\(change.action): \(mangled)"); continue }
          continue
        }
        #expect(mangled == line, "\(mangled)")
      }
    }
  }

  @Test(.enabled(if: RecipeCorpus.isThere))
  func noRealFileIsTakenForOurs() throws {
    for file in RecipeCorpus.files {
      #expect(try Block.find(file.path.description, in: file.text) == nil, "\(file.name)")
    }
  }
}
