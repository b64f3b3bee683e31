import Glibc
import TestSupport
import Testing

extension Faults {
  /// What a person does to a target between a run that was killed and the next one.
  @Suite(.serialized, .needsStrace)
  struct Afterwards {
    /// What is done.
    enum Deed: CaseIterable {
      /// A line is added, as installers do with `echo … >>`.
      case appended
      /// The old content is put there by hand.
      case restored
      /// The new content is, as with `berth diff | patch -p1`.
      case patched

      /// `now`: what is there; empty if nothing is.
      func content(now: [UInt8], old: [UInt8], new: [UInt8]) -> [UInt8] {
        switch self {
        case .appended: now + Array(line.utf8)
        case .restored: old
        case .patched: new
        }
      }

      /// What must not be lost.
      var line: String { self == .appended ? "# added by a person\n" : "" }
    }

    /// A target, and what the user had in it.
    private static let targets = [
      (path: ".bashrc_agent", text: "SSH_AUTH_SOCK=/run/mine"),
      (path: "dotfiles/tmux.conf", text: "set -g mouse on"),
      (path: ".screenrc", text: "defscrollback 5000"),
    ]

    private func expectNothingLost(_ scenario: FaultScenario) async throws {
      var killed: [(tree: FileTree, call: SystemCall)] = []
      var known: Set<FileTree> = []
      for call in scenario.calls {
        let home = TestHome(scenario.start)
        let outcome = try home.berth(
          scenario.arguments, under: Fault.kill.tool(at: call, log: "\(home.folder)/log"))
        #expect(outcome.signal == SIGKILL, "\(outcome.summary)")
        if known.insert(home.tree.withoutRandomness).inserted { killed.append((home.tree, call)) }
      }
      #expect(killed.count > 20)
      let tries = killed.indices.flatMap { home in
        Self.targets.indices.flatMap { target in
          Search.ways(Deed.allCases, for: home + target).flatMap { deed in
            Search.ways([scenario.arguments, scenario.opposite], for: home).map { (home, target, deed, $0) }
          }
        }
      }
      let found = await Threads.findings(tries) { [killed] home, target, deed, run in
        try Self.findings(scenario, killed[home].tree, Self.targets[target], deed, run)
          .map { "\(run[0]) after \(killed[home].call.text), \(Self.targets[target].path) \(deed): \($0)" }
      }
      print("afterwards | \(scenario.name) | \(tries.count) tried | \(found.count) findings")
      #expect(found.isEmpty, "\(found.prefix(20).joined(separator: "\n"))")
    }

    private static func findings(
      _ scenario: FaultScenario, _ tree: FileTree, _ target: (path: String, text: String), _ deed: Deed,
      _ run: [String]
    ) throws -> [String] {
      let home = TestHome(tree)
      let content = deed.content(
        now: tree.bytes(target.path), old: scenario.old.bytes(target.path),
        new: scenario.end.bytes(target.path))
      // A file that is to go, or that was not there yet; or the person overwrites their own text.
      if content.isEmpty || tree.bytes(target.path).hold(target.text) && !content.hold(target.text) {
        return []
      }
      Disk.write(content, to: "\(home.path)/\(target.path)")
      let before = home.tree
      let outcome = try home.berth(run)
      let left = home.tree
      var found: [String] = []
      if outcome.exit != 0, outcome.exit != 3 { found.append(outcome.summary) }
      for text in [target.text, deed.line] where before.holds(text) && !left.holds(text) {
        found.append("'\(text)' is lost; \(outcome.summary)")
      }
      // Where nothing is kept, and it is said if something is, uninstall leaves nothing.
      if run[0] == "uninstall", outcome.exit == 0, !outcome.err.contains("/kept/"),
        left.nodes[TestHome.state] != nil
      {
        found.append("the state folder is left; \(outcome.summary)")
      }
      if home.hasJournal { found.append("the journal is there still; \(outcome.summary)") }
      return found + left.temporaryNames.map { "\($0) is left" }
    }

    @Test
    func `nothing of a person's is lost after an apply that was killed`() async throws {
      let profile = try SmallProfile()
      try await expectNothingLost(
        FaultScenario(
          "apply", in: LivedInHome.withSSH,
          run: ["apply", "--yes", "--on-conflict", "replace", profile.path],
          opposite: ["uninstall", "--yes"]))
    }

    @Test
    func `nothing of a person's is lost after an uninstall that was killed`() async throws {
      let profile = try SmallProfile()
      let apply = ["apply", "--yes", "--on-conflict", "replace", profile.path]
      try await expectNothingLost(
        FaultScenario(
          "uninstall", in: LivedInHome.withSSH, after: [apply], run: ["uninstall", "--yes"], opposite: apply))
    }
  }
}

extension FileTree {
  /// The bytes of a file; empty if there is none.
  fileprivate func bytes(_ path: String) -> [UInt8] {
    nodes[path]?.bytes ?? []
  }

  /// Whether a text is in any of the files.
  fileprivate func holds(_ text: String) -> Bool {
    nodes.values.contains { $0.bytes?.hold(text) ?? false }
  }
}

extension [UInt8] {
  fileprivate func hold(_ text: String) -> Bool { String(decoding: self, as: UTF8.self).contains(text) }
}
