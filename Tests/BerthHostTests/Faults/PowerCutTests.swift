import Glibc
import TestSupport
import Testing

extension Faults {
  /// The power fails at any moment, and of what was not synced any part is gone. strace(1) can't bring that about:
  /// it tells what was written and synced, and what may be found afterwards is made from that.
  @Suite(.serialized, .needsStrace)
  struct PowerCut {
    private func expectNothingLost(_ scenario: FaultScenario) async throws {
      let recorded = TestHome(scenario.start)
      let log = "\(recorded.folder)/log"
      let outcome = try recorded.berth(scenario.arguments, under: DiskTrace.tool(log: log))
      #expect(outcome.exit == 0, "\(outcome.summary)")
      let trace = DiskTrace(Disk.text(log), below: recorded.path)
      let left = try states(after: trace, of: scenario, endingWith: recorded.tree)
      #expect(left.count > trace.steps.count / 2)
      let aftermath = Aftermath(of: scenario)
      let found = await Threads.findings(left) { tree, step in
        try aftermath.findings(in: TestHome(tree)).map { "after \(step): \($0)" }
      }
      print(
        "power cuts | \(scenario.name) | \(trace.steps.count) steps | \(left.count) tried | \(found.count) findings"
      )
      #expect(found.isEmpty, "\(found.prefix(20).joined(separator: "\n"))")
    }

    /// What may be found after a power cut, each only once, with the step after which it is.
    private func states(
      after trace: DiskTrace, of scenario: FaultScenario, endingWith end: FileTree
    ) throws -> [(tree: FileTree, step: String)] {
      var disk = CachedDisk(scenario.start)
      var left: [(tree: FileTree, step: String)] = []
      var known: Set<FileTree> = []
      for step in trace.steps {
        try disk.carryOut(step)
        for tree in disk.afterPowerCut where known.insert(tree).inserted {
          left.append((tree, String("\(step)".prefix(120))))
        }
      }
      // The model has followed the run rightly.
      #expect(disk.now.differences(from: end) == [])
      return left
    }

    @Test
    func `apply in a home without an ssh folder`() async throws {
      try await expectNothingLost(.applyWithoutSSH())
    }

    @Test
    func `uninstall with an original to give back`() async throws {
      let apply = ["apply", "--yes", "--on-conflict", "replace"]
      try await expectNothingLost(
        FaultScenario(
          "uninstall", in: LivedInHome.withSSH, after: [apply], run: ["uninstall", "--yes"], opposite: apply))
    }

    @Test
    func `uninstall where all files are Berth's, and the folders`() async throws {
      try await expectNothingLost(.uninstallAllOurs())
    }

    @Test
    func `apply after an apply that was killed`() async throws {
      try await expectNothingLost(
        FaultScenario(
          "recovery of apply", in: LivedInHome.withoutSSH, run: ["apply", "--yes"],
          opposite: ["uninstall", "--yes"],
          interruptedAt: .half))
    }
  }
}
