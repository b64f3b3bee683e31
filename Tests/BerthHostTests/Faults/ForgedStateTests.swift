import BerthCore
import Glibc
import TestSupport
import Testing

extension Faults {
  /// A receipt and a journal that are whole, and name what Berth has never written there.
  @Suite(.serialized, .needsStrace)
  struct ForgedStates {
    /// A home in which a run was killed after it had written a target.
    private func interrupted() throws -> TestHome {
      let home = TestHome(LivedInHome.withoutSSH)
      let tool = Strace.injecting("renameat2:signal=KILL:when=3")
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
      Disk.write("theirs\n", to: "\(home.folder)/theirs")
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
      #expect(Disk.text("\(home.folder)/theirs") == "theirs\n")
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

    /// Each value of a receipt in turn is another one, and the file is whole by its sum.
    @Test func `whatever a receipt holds is refused or taken, and never ends the program`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      try #require(try home.berth("apply", "--yes", "tmux", "--set", "policy=newest").exit == 0)
      let path = "\(home.path)/\(TestHome.state)/receipt.json"
      guard case .object(let members) = JSON(parsing: Array(Disk.text(path).utf8)) else { return }
      let receipt = JSON.object(members.filter { $0.0 != "sum" && $0.0 != "format_version" })
      let odd: [JSON] = [
        .null, .int(-1), .int(.max), .int(.min), .string(""), .string("no*"),
        .string("\u{1b}\n"),
        .array([]), .array([.string("x")]), .object([]),
      ]
      for change in 0..<Self.leaves(of: receipt) {
        for value in odd {
          var left = change
          guard case .object(let forged) = Self.replacing(&left, of: receipt, by: value) else { continue }
          Disk.write(SealedJSON.seal(forged), to: path)
          let outcome = try home.berth(change % 2 == 0 ? ["status"] : ["uninstall", "--dry-run"])
          #expect([0, 1, 3].contains(outcome.exit), "\(change) \(value): \(outcome.summary)")
          #expect(!outcome.err.contains("\u{1b}"), "\(change) \(value): \(outcome.summary)")
        }
      }
    }

    /// How many values it has that hold no others; of a list, those of the first two elements.
    private static func leaves(of json: JSON) -> Int {
      switch json {
      case .array(let list) where !list.isEmpty: list.prefix(2).map(leaves).reduce(0, +)
      case .object(let members) where !members.isEmpty: members.map { leaves(of: $0.1) }.reduce(0, +)
      default: 1
      }
    }

    /// The value with one of its leaves replaced, counted as `leaves` does.
    private static func replacing(_ left: inout Int, of json: JSON, by value: JSON) -> JSON {
      switch json {
      case .array(let list) where !list.isEmpty:
        var copy = list
        for index in copy.indices.prefix(2) { copy[index] = replacing(&left, of: copy[index], by: value) }
        return .array(copy)
      case .object(let members) where !members.isEmpty:
        var copy = members
        for index in copy.indices { copy[index].1 = replacing(&left, of: copy[index].1, by: value) }
        return .object(copy)
      default:
        left -= 1
        return left == -1 ? value : json
      }
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
      let text = Disk.text(file)
      let body = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)[2]
      let forged = try change(String(body))
      Disk.write("{\n  \"sum\": \"\(Checksum(of: forged.utf8).text)\",\n\(forged)", to: file)
    }
  }
}
