import TestSupport
import Testing

@Suite struct StoryReaderTests {
  private static let story = """
    A title: whatever

    leave out: the built-in texts

    home:
      .bashrc 0640
        |alias ll='ls -l'
        :\\ttab\\xff\\\\
      .ssh/ 0700
      .link -> to\\x20a\\x20file
      pipe 0644 fifo
    here:
      profile.yaml
        |version: 1

    # They type.
    $ one
    > two
    out|said
    err:\\n
    exit 3

    $ three
    home: as before

    """

  @Test func aStoryIsReadAndWrittenBackAsItIs() throws {
    let story = try StoryReader.story("x", Self.story)
    #expect(Story.text(of: story.parts) == Self.story)
    #expect(story.leavesOutBuiltIns)
    #expect(
      story.home.nodes == [
        ".bashrc": .init(.file(Array("alias ll='ls -l'\n\ttab".utf8) + [0xff, 0x5c]), mode: 0o640),
        ".ssh": .init(.folder, mode: 0o700), ".link": .init(.link(to: "to a file")),
        "pipe": .init(.fifo, mode: 0o644),
      ])
    #expect(story.here.nodes == ["profile.yaml": .init(.file(Array("version: 1\n".utf8)), mode: 0o644)])
    #expect(story.parts.contains(.command(["one", "two"], expected: ["out|said", "err:\\n", "exit 3"])))
    #expect(story.parts.contains(.command(["three"], expected: [])))
    #expect(story.parts.last == .home(expected: ["home: as before"]))
  }

  @Test(arguments: [
    ("A title\n$ true\n", "x:2: it does not say what the home holds at its end"),
    ("A title\nhome: empty\n", "x:2: nothing is run"),
    ("A title\n$ true\nhuh\nhome: empty\n", "x:3: 'huh' is no part of a story"),
    ("A title\nhome:\n    |text\n$ true\nhome: empty\n", "x:3: '    |text' belongs to no file"),
    (
      "A title\nhome:\n  a\n    text\n$ true\nhome: empty\n",
      "x:4: '    text' has neither '|' nor ':' in front, or a wrong escape"
    ),
    (
      "A title\nhome:\n  a\n    :\\q\n$ true\nhome: empty\n",
      "x:4: '    :\\q' has neither '|' nor ':' in front, or a wrong escape"
    ),
    ("A title\nhome:\n  a\n  a\n$ true\nhome: empty\n", "x:4: '  a' is no 'path [mode]', or a second of it"),
    (
      "A title\nhome:\n  a rwx\n$ true\nhome: empty\n",
      "x:3: '  a rwx' is no 'path [mode]', or a second of it"
    ),
  ])
  func whatIsNoStoryIsToldWithItsLine(text: String, message: String) {
    let error = #expect(throws: StoryReader.Malformed.self) { try StoryReader.story("x", text) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    "", "a\n", "a", "a\nb", "\n\n", "trailing \n", "tab\t\n", "cr\r\n", "\u{feff}bom\n", "\\\n",
    "\\\u{1b}[m\n",
    "ü\n", " \n", "a\u{200b}b\n",
  ])
  func bytesComeBackFromTheirGutter(text: String) {
    let lines = Gutter.lines(of: Array(text.utf8))
    #expect(lines.flatMap { Gutter.bytes(of: $0) ?? [] } == Array(text.utf8))
    #expect(lines.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{feff}" } })
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func bytesThatAreNoTextComeBackToo() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Gutter.lines(of: bytes).flatMap { Gutter.bytes(of: $0) ?? [] } == bytes)
  }

  @Test func aTreeIsMadeAndReadBackAsItIs() throws {
    let lines = [
      "  a/ 1777", "  a/b 0000", "    |text", "  c -> nowhere", "  d/ 0500", "  d/e 4755", "  f 0644 fifo",
    ]
    let tree = try TreeListing.tree(of: lines)
    let folder = Scratch("berth-tree")
    tree.make(in: folder.path)
    #expect(FileTree(of: folder.path) == tree)
    #expect(TreeListing.lines(of: tree, before: FileTree()) { $1 } == ["home:"] + lines)
  }
}
