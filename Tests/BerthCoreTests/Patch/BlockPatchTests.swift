import BerthCore
import Testing

@Suite struct BlockPatchTests {
  private let path = HomePath(relative: ".bashrc")

  /// Files as people have them, and some that nobody should have.
  static let files = [
    "", "\n", "a", "a\n", "a\r\n", "a\r\nb", "\u{feff}", "\u{feff}a\n", "#!/bin/sh", "#!/bin/sh\na\n",
    "#!/bin/sh\r\na",
    "a\\", "a\\\n", "a\\\r\n", "a\\\\\n", "\n\n\n", "a\n\n",
    "# >>> conda initialize >>>\nx\n# <<< conda initialize <<<\n",
    "\u{feff}#!/bin/sh\n", "\\", "\\\n", "a\rb", "a\r", "a\n\r", "a\r\nb\r", "a\r\nb\\",
  ]

  @Test(arguments: files, BlockPlace.allCases)
  func removeIsTheInverseOfApply(text: String, place: BlockPlace) throws {
    let file = Bytes(text.utf8)
    for isSSHConfig in [false, true] {
      let patch = try BlockPatch(
        entry: path, rendered: Bytes("x\ny\n".utf8), place: place, isSSHConfig: isSSHConfig)
      let patched = try patch.apply(to: file)
      #expect(patched.file != file)
      #expect(try BlockPatch.remove(path, from: patched.file) == file)
    }
  }

  @Test(arguments: files, BlockPlace.allCases)
  func applyTwiceIsApplyOnce(text: String, place: BlockPlace) throws {
    for isSSHConfig in [false, true] {
      let patch = try BlockPatch(
        entry: path, rendered: Bytes("x\n".utf8), place: place, isSSHConfig: isSSHConfig)
      let once = try patch.apply(to: Bytes(text.utf8))
      let twice = try patch.apply(to: once.file)
      #expect(once.file == twice.file)
      #expect(once.block == twice.found?.bytes)
      #expect(twice.found?.isIntact == true)
    }
  }

  @Test(arguments: files)
  func everyByteOfTheFileStaysInItsOrder(text: String) throws {
    let patch = try BlockPatch(entry: path, rendered: Bytes("x\n".utf8), place: .end)
    let patched = try patch.apply(to: Bytes(text.utf8)).file
    #expect(patched.starts(with: Bytes(text.utf8)))
  }

  @Test func theWholeTextOfABlock() throws {
    let patch = try BlockPatch(entry: path, rendered: Bytes("echo hello\n".utf8), place: .end)
    let patched = try patch.apply(to: Bytes("mine".utf8)).file
    #expect(
      String(decoding: patched, as: UTF8.self) == """
        mine
        # >>> berth ~/.bashrc >>> 362126c803d16dba newline=a78ede96
        # Written by berth, which replaces these lines as one; 'berth uninstall' takes them out.
        echo hello
        # <<< berth ~/.bashrc <<<

        """)
  }

  @Test func linesEndAsTheFilesDo() throws {
    let patch = try BlockPatch(entry: path, rendered: Bytes("x\n".utf8), place: .end)
    let patched = try patch.apply(to: Bytes("a\r\nb\r\n".utf8)).file
    #expect(patched.count { $0 == 0x0a } == patched.count { $0 == 0x0d })
  }

  @Test func aFileTurnedToCRLFByAnEditorHoldsTheSameBlock() throws {
    let patch = try BlockPatch(entry: path, rendered: Bytes("x\n".utf8), place: .end)
    let patched = try patch.apply(to: Bytes("a\n".utf8)).file
    let turned = LineEnding.carriageReturnLineFeed.applied(to: patched)
    #expect(try patch.apply(to: turned).file == turned)
    #expect(try BlockPatch.remove(path, from: turned) == Bytes("a\r\n".utf8))
  }

  @Test func theLineFeedThatWasMissingStaysIfSomethingFollows() throws {
    let patch = try BlockPatch(entry: path, rendered: Bytes("x\n".utf8), place: .end)
    let patched = try patch.apply(to: Bytes("a".utf8)).file
    #expect(try BlockPatch.remove(path, from: patched + Bytes("b\n".utf8)) == Bytes("a\nb\n".utf8))
  }

  @Test func theLineFeedThatWasMissingStaysIfTheLineWasRewritten() throws {
    let patch = try BlockPatch(entry: path, rendered: Bytes("x\n".utf8), place: .end)
    let patched = try patch.apply(to: Bytes("a".utf8)).file
    let edited = Bytes("A".utf8) + patched.dropFirst()
    #expect(try BlockPatch.remove(path, from: edited) == Bytes("A\n".utf8))
  }

  @Test func atTheStartMeansBehindTheInterpreterLine() throws {
    let patch = try BlockPatch(entry: path, rendered: Bytes("x\n".utf8), place: .start)
    let patched = try patch.apply(to: Bytes("#!/bin/sh\na\n".utf8)).file
    #expect(patched.starts(with: Bytes("#!/bin/sh\n# >>> berth".utf8)))
  }

  @Test(arguments: [
    ("# >>> berth ~/.bashrc >>>\n", MarkerProblem.unreadable(line: 1)),
    ("# >>> berth ~/.bashrc >>> 0123456789abcdef what=ever\n", .unreadable(line: 1)),
    ("a\n# >>> berth ~/.bashrc >>> 0123456789abcdef\nx\n", .unclosed(line: 2)),
    ("a\n# <<< berth ~/.bashrc <<<\n", .unopened(line: 2)),
    (
      "# >>> berth ~/.bashrc >>> 0123456789abcdef\n# >>> berth ~/.bashrc >>> 0123456789abcdef\n",
      .nested(line: 2, first: 1)
    ),
    (
      "# >>> berth ~/.bashrc >>> 0123456789abcdef\n# <<< berth ~/.bashrc <<<\n"
        + "# >>> berth ~/.bashrc >>> 0123456789abcdef\n# <<< berth ~/.bashrc <<<\n",
      .doubled(line: 3, first: 1)
    ),
    (
      "# >>> berth ~/.zshrc >>> 0123456789abcdef\n# <<< berth ~/.zshrc <<<\n",
      .foreign(line: 1, entry: "~/.zshrc")
    ),
    ("# >>> berth ~/.bashrc >>> 0123456789abcdef\n# <<< berth ~/.zshrc <<<\n", .unopened(line: 2)),
  ])
  func markersThatCantBeTrusted(text: String, problem: MarkerProblem) {
    #expect(throws: problem) { try Block.find("~/.bashrc", in: Bytes(text.utf8)) }
  }

  @Test func anEditInsideIsSeenWithoutAReceipt() throws {
    let patch = try BlockPatch(entry: path, rendered: Bytes("x\n".utf8), place: .end)
    var patched = String(decoding: try patch.apply(to: nil).file, as: UTF8.self)
    patched.replace("\nx\n", with: "\nx \n")
    #expect(try Block.find("~/.bashrc", in: Bytes(patched.utf8))?.isIntact == false)
  }

  @Test func aPathMayHoldTheArrowsOfAMarker() throws {
    let odd = HomePath(relative: ".x >>> y/a b")
    let patch = try BlockPatch(entry: odd, rendered: Bytes("x\n".utf8), place: .end)
    let patched = try patch.apply(to: Bytes("a\n".utf8)).file
    #expect(try BlockPatch.remove(odd, from: patched) == Bytes("a\n".utf8))
  }
}
