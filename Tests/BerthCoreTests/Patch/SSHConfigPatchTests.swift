import BerthCore
import Testing

@Suite struct SSHConfigPatchTests {
  private let path = HomePath(relative: ".ssh/config")
  private let body = Bytes("Match exec \"true\"\n    IdentityAgent ~/.ssh/s\n".utf8)

  /// Lines above the block, lines below it, and the header that it ends with.
  @Test(arguments: [
    ("", "", "Host *"),
    ("Port 22\n", "", "Host *"),
    ("Include more\n", "", "Host *"),
    ("", "Host a b\n  Port 22\n", nil),
    ("Port 22\n", "Match exec \"touch ran\"\n  Port 22", nil),
    ("IdentityAgent x\n\n", "Match hots b\n", nil),
    ("Host a\n  IdentityAgent x\n", "Host b\n", nil),
    ("Host a\n  #Port 22\n", "Host b\n", nil),
    ("Host a\n#Port 22\n", "Host b\n", nil),
    ("Host a\n\n", "# what b is\n# and does\nHost b\n", nil),
    ("Host a\r\n\r\n", "# what b is\r\n\"Host\"=b\r\n", nil),
    ("Host a\n  Port 1\nHost b\n  IdentityAgent x\n", "", "Host b"),
    ("Host a\n\n  match host=x\n  include more/*\n", "", "match host=x"),
    ("Match canonical host a !user b\nInclude x\n", "", "Match canonical host a !user b"),
    ("Match hots b\nInclude x\n", "", "Host !*"),
    ("Match exec \"touch ran\"\nIdentityAgent x\n", "", "Host !*"),
    ("Match host a all\nIdentityAgent x\n", "", "Host !*"),
    ("Match host\nIdentityAgent x\n", "", "Host !*"),
    ("Host\nIdentityAgent x\n", "", "Host !*"),
    ("Host \"a\nIdentityAgent x\n", "", "Host !*"),
    ("\u{feff}Host a\nPort 1\n", "", "Host !*"),
  ])
  func itStandsBeforeTheLastSectionOrBehindWhatMayDecide(above: String, below: String, header: String?) throws
  {
    let patched = try apply(above + below)
    #expect(patched.starts(with: Bytes((above + "# >>> berth").utf8)))
    #expect(patched.suffix(below.utf8.count).elementsEqual(below.utf8))
    let block = try #require(try Block.find(path.description, in: patched))
    #expect(SSHConfigReader.header(endingBlock: block.bytes) == header.map { Bytes($0.utf8) })
    let again = try patch.apply(to: patched)
    #expect(again.file == patched && !again.isMoved)
    #expect(try BlockPatch.remove(path, from: patched) == Bytes((above + below).utf8))
  }

  /// What the user does above and below the block, and what becomes of it.
  @Test(arguments: [
    // Nothing: a section with neither stays where it is.
    ("Host a\n|Host b\nHost c\n", "Host a\n|Host b\nHost c\n", nil),
    // More specific, and so to be found first.
    ("|Host a\nHost b\nIdentityAgent x\n", "Host a\nHost b\nIdentityAgent x\n|", "Host b"),
    ("|Host a\nInclude x\n", "Host a\nInclude x\n|", "Host a"),
    ("|Host a\nInclude x\nHost b\n", "Host a\nInclude x\n|Host b\n", nil),
    // The header is gone: its lines are the section's above.
    ("Host a\n|Port 2\nHost c\n", "Host a\nPort 2\n|Host c\n", nil),
    ("Host a\n|", "|Host a\n", nil),
    ("Host a\n|# Port 3\n", "|Host a\n# Port 3\n", nil),
  ])
  func itGoesWhereItHasTo(edited: String, wanted: String, header: String?) throws {
    let block = try Block.find(path.description, in: try apply("Host a\n"))!.bytes
    func text(_ parts: String) -> Bytes {
      let parts = parts.split(separator: "|", omittingEmptySubsequences: false)
      return Bytes(parts[0].utf8) + block + Bytes(parts[1].utf8)
    }
    let result = try patch.apply(to: text(edited))
    let found = try #require(try Block.find(path.description, in: result.file))
    let outside =
      String(decoding: result.file[..<found.range.lowerBound], as: UTF8.self) + "|"
      + String(decoding: result.file[found.range.upperBound...], as: UTF8.self)
    #expect(outside == wanted)
    #expect(result.isMoved == (edited != wanted))
    #expect(SSHConfigReader.header(endingBlock: found.bytes) == header.map { Bytes($0.utf8) })
  }

  /// The header that an older block repeats, what stands above and below it now, and the header afterwards.
  @Test(
    arguments: [
      // Mended or changed above: nothing of the copy stays.
      ("Match hots b", "Match host b\n", "", nil),
      ("Host a", "Host b\n", "", nil),
      ("Match exec \"x\"", "Match exec \"x\"\n", "  Port 77\n", nil),
      ("Host a", "Host a\n", "  Port 77\n", nil),
      // Another section has come above it: what was appended keeps its host.
      ("Host a", "Host a\nHost mid\n", "  Port 77\n", "Host a"),
      ("Match all", "Host mid\n", "  Port 77\nHost c\n", "Match all"),
      // What can't be kept goes by what the file says without us.
      ("Match hots a", "Host mid\n", "  Port 77\n", nil),
      ("Host !*", "Host mid\n", "  Port 77\n", nil),
    ] as [(String, String, String, String?)])
  func whatAnOlderBlockRepeats(copy: String, above: String, below: String, header: String?) throws {
    let older = Block.text(
      marker: Marker(entry: path.description, trace: Marker.Trace()),
      body: Bytes("Match exec \"old\"\n  IdentityAgent x\n\(copy)\n".utf8))
    let file = Bytes(above.utf8) + older + Bytes(below.utf8)
    let result = try patch.apply(to: file)
    let found = try #require(try Block.find(path.description, in: result.file))
    #expect(SSHConfigReader.header(endingBlock: found.bytes) == header.map { Bytes($0.utf8) })
    #expect(result.isMoved == (header == nil))
    #expect(try BlockPatch.remove(path, from: file) == Bytes((above + below).utf8))
    #expect(try BlockPatch.remove(path, from: result.file) == Bytes((above + below).utf8))
    #expect(try patch.apply(to: result.file).file == result.file)
  }

  @Test func whatCannotComeFirstIsNamed() throws {
    let older = Block.text(
      marker: Marker(entry: path.description, trace: Marker.Trace()), body: body + Bytes("Host a\n".utf8))
    let file = Bytes("Host a\nHost mid\n".utf8) + older + Bytes("  Port 77\n  IdentityAgent x\n".utf8)
    let result = try patch.apply(to: file)
    #expect(!result.isMoved)
    #expect(result.overruled == 10)
  }

  @Test(arguments: [
    ("IdentityAgent x\n", 1), ("Host *\n  identityagent=x\n", 2), ("Match all\nIdentityAgent x\n", 2),
    ("Host a\nIdentityAgent x\n", nil), ("Host * !a\nIdentityAgent x\n", nil),
    ("Match host *\nIdentityAgent x\n", nil), ("# IdentityAgent x\n", nil),
    ("Host a\nPort 1\nHost *\nPort 2\n\"IdentityAgent\" x\n", 5),
  ])
  func theLineThatDecidesForEveryHost(text: String, line: Int?) {
    #expect(SSHConfigReader(Bytes(text.utf8)[...]).lineDecidingForAll("identityagent") == line)
  }

  private var patch: BlockPatch {
    get throws { try BlockPatch(entry: path, rendered: body, place: .end, isSSHConfig: true) }
  }

  private func apply(_ text: String) throws -> Bytes { try patch.apply(to: Bytes(text.utf8)).file }
}
