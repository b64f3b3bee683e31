import Glibc
import TestSupport
import Testing

extension Faults {
  /// Law 6 where a path goes from a whole file to a block or back, with the only copy of an original in the state
  /// folder, and where an original does not come back.
  @Suite(.serialized, .needsStrace)
  struct ChangesOfKind {
    private let replace = ["--yes", "--on-conflict", "replace"]

    private func expectNothingLost(_ scenario: FaultScenario) async {
      let figures = await FaultMatrix(scenario: scenario).run()
      print(figures)
      #expect(figures.calls > 20)
      #expect(figures.findings.isEmpty, "\(figures.findings.prefix(20).joined(separator: "\n"))")
    }

    @Test
    func `whole files become blocks, and blocks whole files`() async throws {
      let profiles = try TwoKinds()
      try await expectNothingLost(
        FaultScenario(
          "apply, other kinds", in: TwoKinds.home, after: [["apply", profiles.one] + replace],
          run: ["apply", profiles.two] + replace, opposite: ["uninstall", "--yes"]))
    }

    @Test(arguments: ["apply", "uninstall"])
    func `originals that do not come back`(_ verb: String) async throws {
      let profiles = try TwoKinds()
      // One is deleted, and one edited, in which the original of before is not.
      try await expectNothingLost(
        FaultScenario(
          "\(verb), put aside", in: TwoKinds.home, after: [["apply", profiles.one] + replace],
          adding: [
            LivedInHome.file(".b", "a block no more\n"), LivedInHome.file(".c", "# berth's, edited\n"),
          ],
          removing: [".a", ".d"],
          run: (verb == "apply" ? ["apply", profiles.two] : ["uninstall"]) + replace,
          opposite: ["uninstall"] + replace, putsAside: true))
    }

    @Test
    func `a full disk leaves the only copy of an original`() throws {
      let profiles = try TwoKinds()
      let home = TestHome(TwoKinds.home)
      let text = (0..<8_000).map { "\($0)\n" }.joined()
      Disk.write(text, to: "\(home.path)/.a")
      #expect(try home.berth(["apply", profiles.one] + replace).exit == 0)
      let before = home.tree
      let outcome = try home.berth(
        ["apply", profiles.two] + replace, under: ["/bin/sh", "-c", "ulimit -f 8 && exec \"$@\"", "sh"])
      #expect(
        outcome.exit == 1 && outcome.err.contains("all that had been begun is undone"), "\(outcome.summary)")
      #expect(home.tree.differences(from: before) == [])
      #expect(try home.berth("uninstall", "--yes").exit == 0)
      #expect(Disk.text("\(home.path)/.a") == text)
    }
  }
}

/// Two profiles that want the same paths, as whole files and as blocks.
private final class TwoKinds {
  private let folder: TestHome
  var one: String { "\(folder.folder)/one.yaml" }
  var two: String { "\(folder.folder)/two.yaml" }

  static let home = LivedInHome.tree(
    ["a", "b", "c", "d"].map { LivedInHome.file(".\($0)", "the user's \($0)\n", 0o640) })

  init() throws {
    folder = TestHome()
    Disk.write("# berth's line\n", to: "\(folder.folder)/text")
    func profile(_ kinds: [String]) -> [UInt8] {
      let entries = zip(["a", "b", "c", "d"], kinds).filter { $1 != "-" }.map { name, kind in
        "  - { path: ~/.\(name), template: text, patch: \(kind) }\n"
      }
      return Array("version: 1\nfiles:\n\(entries.joined())".utf8)
    }
    Disk.write(profile(["file", "block", "file", "file"]), to: one)
    Disk.write(profile(["block", "file", "block", "-"]), to: two)
  }
}
