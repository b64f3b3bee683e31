import BerthCore
import Testing

/// A block that a person has indented, commented out or converted is edited: never unseen, and never as written.
@Suite struct DisguisedBlockTests {
  private let path = HomePath(relative: ".bashrc")

  /// What people do to lines, each by a name.
  private static let disguises: [(String, @Sendable (String) -> String)] = [
    ("indented", { "    \($0)" }), ("indented by a tab", { "\t\($0)" }), ("commented out", { "# \($0)" }),
    ("commented out closely", { "#\($0)" }), ("commented out twice", { "# # \($0)" }),
    ("commented out by C", { "// \($0)" }), ("commented out by vim", { "\"\($0)" }),
    ("commented out by lisp", { ";; \($0)" }), ("within a C comment", { "/* \($0) */" }),
    ("with trailing blanks", { "\($0)  \t" }), ("without a blank", { $0.replacing("# ", with: "#") }),
    ("with a blank more", { $0.replacing("# ", with: "#  ") }),
    ("with hard spaces", { $0.replacing(" ", with: "\u{a0}") }),
    ("with a space of no width", { $0.replacing("# ", with: "#\u{200b} ") }),
    ("with carriage returns", { "\($0)\r\r" }), ("as a quotation", { "> \($0)" }),
  ]

  private enum Lines: CaseIterable { case all, first, last, markers }

  @Test(arguments: disguises.indices)
  func isFoundAndNotIntact(index: Int) throws {
    let disguise = Self.disguises[index].1
    let patch = try BlockPatch(entry: path, rendered: Bytes("one\ntwo\n".utf8), place: .end)
    let block = String(decoding: try patch.apply(to: nil).block, as: UTF8.self)
    let lines = block.split(separator: "\n").map(String.init)
    for choice in Lines.allCases {
      let disguised = lines.indices.map { line in
        let isChosen =
          switch choice {
          case .all: true
          case .first: line == 0
          case .last: line == lines.count - 1
          case .markers: line == 0 || line == lines.count - 1
          }
        return isChosen ? disguise(lines[line]) : lines[line]
      }
      let file = Bytes(("mine\n" + disguised.joined(separator: "\n") + "\nmine too\n").utf8)
      let found = try #require(try Block.find("~/.bashrc", in: file), "\(Self.disguises[index].0)")
      #expect(found.line == 2)
      #expect(String(decoding: found.bytes, as: UTF8.self) != block)
      #expect(try BlockPatch.remove(path, from: file) == Bytes("mine\nmine too\n".utf8))
      let again = try patch.apply(to: file)
      #expect(try BlockPatch.remove(path, from: again.file) == Bytes("mine\nmine too\n".utf8))
      // A last line that was changed makes no other first line.
      if choice != .last { #expect(!found.isIntact, "\(Self.disguises[index].0)") }
    }
  }

  @Test func aWholeFileIsKnownByItsMarkHoweverItLooks() throws {
    let whole = try WholeFile(entry: path, rendered: Bytes("# berth: x\necho\n".utf8), isMarked: true).bytes
    let text = String(decoding: whole, as: UTF8.self)
    #expect(try Block.find("~/.bashrc", in: whole)?.isIntact == true)
    for edited in [
      text + "more\n", "x" + text, text.replacing("echo", with: "ech"), text.replacing("\n#", with: "\n  #"),
      text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\n# "), String(text.dropLast()),
    ] {
      let found = try #require(try Block.find("~/.bashrc", in: Bytes(edited.utf8)), "\(edited)")
      #expect(found.marker.scope == .wholeFile && !found.isIntact, "\(edited)")
    }
  }

  @Test(arguments: [
    "grep -rl \">>> berth\" ~\n", "# see >>> berth\n", "echo '# >>> berth ~/.bashrc >>> 0123456789abcdef'\n",
    "sed -i '/# >>> berth/,/# <<< berth/d' ~/.bashrc\n", "# >>> berth's own\n", "# berth\n",
    "# Written by berth; 'berth uninstall' removes it.\n", "# > berth apply ~/p.yaml >> log\n",
    ">berth ~/log\n",
    "# >>>>> Berth <<<<<\n", "> berth ~/.a > ~/.b\n", "me <berth@example.org>\n", "# tidied by Berth\n",
  ])
  func whatOnlySpeaksOfMarkersIsNone(text: String) throws {
    #expect(try Block.find("~/.bashrc", in: Bytes(text.utf8)) == nil)
  }

  @Test(arguments: [
    ("# # <<< berth ~/.bashrc <<<\n", MarkerProblem.unopened(line: 1)),
    ("x\n  # >>> berth ~/.bashrc >>> 0123456789abcdef\n", .unclosed(line: 2)),
    ("x\n#>>> berth ~/.bash\n", .unreadable(line: 2)),
    ("# >>> berth ~/.bashrc <<<\n", .unreadable(line: 1)),
    (
      "x\ny\n# Written by berth, which replaces these lines as one; 'berth uninstall' takes them out.\nhook\n",
      .unmarked(line: 3)
    ),
    ("// >>> berth ~/.zshrc <<< 0123456789abcdef\n", .foreign(line: 1, entry: "~/.zshrc")),
  ])
  func whatIsNotWholeIsAProblem(text: String, problem: MarkerProblem) {
    #expect(throws: problem) { try Block.find("~/.bashrc", in: Bytes(text.utf8)) }
  }
}
