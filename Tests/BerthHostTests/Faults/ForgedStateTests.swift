import BerthCore
import Glibc
import Testing

extension Faults {
  /// A receipt and a journal that are whole, and name what Berth has never written there.
  @Suite(.serialized, .needsStrace)
  struct ForgedStates {
    /// A home in which a run was killed after it had written a target.
    private func interrupted() throws -> TestHome {
      let home = try TestHome(LivedInHome.withoutSSH)
      let tool = Strace.injecting("renameat2:signal=KILL:when=2")
      try #require(try home.berth("apply", "--yes", under: tool).signal == SIGKILL)
      try #require(home.hasJournal)
      return home
    }

    @Test(arguments: [
      ("path", "../theirs"), ("path", "/theirs"), ("path", ".ssh/../../theirs"), ("temporary", "../theirs"),
      ("temporary", "theirs"), ("temporary", ".berth-/../../theirs"), ("stored", "../../../../../theirs"),
      ("stored", "before/../../../../../../theirs"), ("stored_new", "before/.."),
    ])
    func `a journal that leads elsewhere is refused, and nothing is done`(_ key: String, _ path: String)
      throws
    {
      let home = try interrupted()
      try writeFile(Array("theirs\n".utf8), to: "\(home.folder)/theirs")
      let journal = "\(home.path)/\(TestHome.state)/journal.json"
      try Self.forge(journal, key, path)
      let before = home.tree
      for verb in ["apply", "uninstall"] {
        let outcome = try home.berth(verb, "--yes")
        #expect(outcome.exit == 1, "\(outcome.summary)")
        #expect(
          outcome.err.contains(
            "~/\(TestHome.state)/journal.json can't be trusted: it names '\(path)', where berth puts nothing. "
          ),
          "\(outcome.summary)")
      }
      #expect(home.tree.differences(from: before) == [])
      #expect(fileText("\(home.folder)/theirs") == "theirs\n")
    }

    @Test(arguments: ["folders", "unwanted_leftovers", "unwanted_folders", "unwanted_originals"])
    func `so is one whose lists do`(_ key: String) throws {
      let home = try interrupted()
      let journal = "\(home.path)/\(TestHome.state)/journal.json"
      let list = "\"\(key)\": [\"../theirs\"]"
      try Self.reseal(journal) { body in
        var lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.firstIndex { $0.hasPrefix("  \"\(key)\": [") })
        let last = try #require(lines[first...].firstIndex { $0.contains("]") })
        let comma = lines[last].hasSuffix(",") ? "," : ""
        lines.replaceSubrange(first...last, with: ["  \(list)\(comma)"])
        return lines.joined(separator: "\n")
      }
      let before = home.tree
      let outcome = try home.berth("apply", "--yes")
      #expect(outcome.exit == 1, "\(outcome.summary)")
      #expect(outcome.err.contains("it names '../theirs', where berth puts nothing"), "\(outcome.summary)")
      #expect(home.tree.differences(from: before) == [])
    }

    /// Gives the last member of that name another text.
    private static func forge(_ file: String, _ key: String, _ text: String) throws {
      try reseal(file) { body in
        var lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let line = try #require(lines.lastIndex { $0.contains("\"\(key)\": \"") })
        let comma = lines[line].hasSuffix(",") ? "," : ""
        lines[line] = "\"\(key)\": \"\(text)\"\(comma)"
        return lines.joined(separator: "\n")
      }
    }

    private static func reseal(_ file: String, _ change: (String) throws -> String) throws {
      let text = fileText(file)
      let body = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)[2]
      let forged = try change(String(body))
      try writeFile(
        Array("{\n  \"sum\": \"\(Checksum(of: forged.utf8).text)\",\n\(forged)".utf8), to: file)
    }
  }
}
