import BerthCore
import Testing

@Suite struct UnifiedDiffTests {
  @Test func showsAChangeWithThreeLinesAroundIt() {
    let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
    let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"
    #expect(
      patch(".ssh/rc", (old, 0o600), (new, 0o600)) == """
        diff --git a/.ssh/rc b/.ssh/rc
        --- a/.ssh/rc
        +++ b/.ssh/rc
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test func joinsHunksThatMeetAndKeepsOthersApart() {
    let old = (1...23).map { "\($0)\n" }
    var new = old
    new[1] = "two\n"
    new[8] = "nine\n"
    new[16] = "seventeen\n"
    #expect(
      patch("x", (old.joined(), 0o644), (new.joined(), 0o644)) == """
        diff --git a/x b/x
        --- a/x
        +++ b/x
        @@ -1,12 +1,12 @@
         1
        -2
        +two
         3
         4
         5
         6
         7
         8
        -9
        +nine
         10
         11
         12
        @@ -14,7 +14,7 @@
         14
         15
         16
        -17
        +seventeen
         18
         19
         20

        """)
  }

  @Test func createsAFileWithItsRealMode() {
    #expect(
      patch(".tmux.conf", nil, ("a\nb\n", 0o600)) == """
        diff --git a/.tmux.conf b/.tmux.conf
        new file mode 100600
        --- /dev/null
        +++ b/.tmux.conf
        @@ -0,0 +1,2 @@
        +a
        +b

        """)
  }

  @Test func deletesAFile() {
    #expect(
      patch("x", ("a\n", 0o644), nil) == """
        diff --git a/x b/x
        deleted file mode 100644
        --- a/x
        +++ /dev/null
        @@ -1 +0,0 @@
        -a

        """)
  }

  @Test func createsAndDeletesAnEmptyFileWithHeadersAlone() {
    #expect(
      patch("x", nil, ("", 0o644)) == """
        diff --git a/x b/x
        new file mode 100644
        index 0000000..e69de29

        """)
    #expect(
      patch("x", ("", 0o644), nil) == """
        diff --git a/x b/x
        deleted file mode 100644
        index e69de29..0000000

        """)
  }

  @Test func showsAChangeOfModeWithAndWithoutOneOfContent() {
    #expect(
      patch("x", ("a", 0o644), ("a", 0o4755)) == """
        diff --git a/x b/x
        old mode 100644
        new mode 104755

        """)
    #expect(
      patch("x", ("", 0o644), ("a", 0o600)) == """
        diff --git a/x b/x
        old mode 100644
        new mode 100600
        --- a/x
        +++ b/x
        @@ -0,0 +1 @@
        +a
        \\ No newline at end of file

        """)
  }

  @Test func marksALastLineWithoutLineFeed() {
    #expect(
      patch("x", ("a\nb", 0o644), ("a\nb\n", 0o644)) == """
        diff --git a/x b/x
        --- a/x
        +++ b/x
        @@ -1,2 +1,2 @@
         a
        -b
        \\ No newline at end of file
        +b

        """)
    #expect(
      patch("x", ("a\nb", 0o644), ("b", 0o644)) == """
        diff --git a/x b/x
        --- a/x
        +++ b/x
        @@ -1,2 +1 @@
        -a
         b
        \\ No newline at end of file

        """)
  }

  @Test(arguments: [
    ("a b", "a/a b b/a b", "a/a b\t"),
    ("ünter", "a/ünter b/ünter", "a/ünter"),
    ("tab\t\"\\", #""a/tab\t\"\\" "b/tab\t\"\\""#, #""a/tab\t\"\\""#),
    ("\u{1b}\n \u{7f}ü", #""a/\033\n \177ü" "b/\033\n \177ü""#, "\"a/\\033\\n \\177ü\"\t"),
    ("\u{9b}", #""a/\302\233" "b/\302\233""#, #""a/\302\233""#),
    ("end ", #""a/end " "b/end ""#, "\"a/end \"\t"),
  ])
  func writesNamesAsGitDoes(path: String, heading: String, line: String) {
    let lines = patch(path, ("a", 0), ("b", 0)).split(separator: "\n")
    #expect(lines[0] == "diff --git \(heading)")
    #expect(lines[1] == "--- \(line)")
  }

  @Test func quotesANameWithASpaceWhereNoOtherLineHasIt() {
    #expect(patch("a b", ("", 0o644), ("", 0o600)).hasPrefix("diff --git \"a/a b\" \"b/a b\"\nold mode"))
  }

  @Test func leavesOutWhatDoesNotDiffer() {
    let same = UnifiedDiff([
      FileDifference(path: "x", old: ([1, 10], 0o600), new: ([1, 10], 0o600)),
      FileDifference(path: "y", old: nil, new: nil),
    ])
    #expect(same.isEmpty)
    #expect(same.render(color: true) == [])
  }

  @Test func passesEveryByteThrough() {
    let content: Bytes = [0xef, 0xbb, 0xbf, 0, 0xff, 0xfe, 13, 10, 0xc3, 10, 13]
    let text = UnifiedDiff([FileDifference(path: "x", old: nil, new: (content, 0o644))]).render(color: false)
    let hunk: [UInt8] = [43, 0xef, 0xbb, 0xbf, 0, 0xff, 0xfe, 13, 10, 43, 0xc3, 10, 43, 13, 10]
    let expected =
      Bytes("diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1,3 @@\n".utf8) + hunk
      + Bytes("\\ No newline at end of file\n".utf8)
    #expect(text == expected)
  }

  @Test func coloursLinesAsGitDoes() {
    let difference = FileDifference(
      path: "x", old: (Bytes("a\nb\r\n".utf8), 0o644), new: (Bytes("a\nc".utf8), 0o600))
    let text = String(decoding: UnifiedDiff([difference]).render(color: true), as: UTF8.self)
    let expected = """
      <1m>diff --git a/x b/x<m>
      <1m>old mode 100644<m>
      <1m>new mode 100600<m>
      <1m>--- a/x<m>
      <1m>+++ b/x<m>
      <36m>@@ -1,2 +1,2 @@<m>
       a
      <31m>-b<m>~
      <32m>+c<m>
      \\ No newline at end of file

      """
    let escape: [UInt8: String] = [
      UInt8(ascii: "<"): "\u{1b}[", UInt8(ascii: ">"): "", UInt8(ascii: "~"): "\r",
    ]
    let bytes = expected.utf8.flatMap { byte in escape[byte].map { Bytes($0.utf8) } ?? [byte] }
    #expect(Bytes(text.utf8) == bytes)
  }

  @Test func hasTheSameBytesWithoutItsColours() {
    var pairs = TextPairs(seed: 6)
    for round in 0..<200 {
      let (old, new) = pairs.pair(lines: 20, kinds: 6)
      let diff = UnifiedDiff([FileDifference(path: "a b", old: (old, 0o644), new: (new, 0o600))])
      let coloured = String(decoding: diff.render(color: true), as: UTF8.self)
      #expect(
        Bytes(coloured.replacing(/\u{1b}\[[0-9]*m/, with: "").utf8) == diff.render(color: false),
        "round \(round)")
    }
  }

  private func patch(
    _ path: String, _ old: (String, Mode)?, _ new: (String, Mode)?
  ) -> String {
    let difference = FileDifference(
      path: path, old: old.map { (Bytes($0.0.utf8), $0.1) }, new: new.map { (Bytes($0.0.utf8), $0.1) })
    return String(decoding: UnifiedDiff([difference]).render(color: false), as: UTF8.self)
  }
}
