import Glibc
import TestSupport
import Testing

extension Faults {
  /// A plan that is saved and carried out, killed wherever it writes.
  @Suite(.serialized, .needsStrace)
  struct SavedPlans {
    private static let first = LivedInHome.tree([LivedInHome.file(".tmux.conf", "set -g mouse on\n", 0o640)])

    /// A home with a plan for it beside it.
    private static func home() throws -> TestHome {
      let home = TestHome(first)
      Disk.write("# berth's line\n", to: "\(home.folder)/text")
      let profile = """
        version: 1
        files:
          - { path: ~/.bashrc_agent, template: text, patch: file }
          - { path: ~/.tmux.conf, template: text, patch: block }
          - { path: ~/.config/small/rc, template: text, patch: file }

        """
      Disk.write(Array(profile.utf8), to: "\(home.folder)/small.yaml")
      let saved = try home.berth("diff", "\(home.folder)/small.yaml", "--out", "\(home.folder)/plan")
      #expect(saved.exit == 0, "\(saved.summary)")
      return home
    }

    private static func apply(_ home: TestHome) -> [String] {
      ["apply", "--yes", "--plan", "\(home.folder)/plan"]
    }

    /// The calls of a run that change files.
    private static func calls(of arguments: [String], in home: TestHome) throws -> [SystemCall] {
      let log = "\(home.folder)/log"
      let outcome = try home.berth(arguments, under: Strace.recording(to: log))
      #expect(outcome.exit == 0, "\(outcome.summary)")
      return SystemCall.changing(in: Disk.text(log))
    }

    @Test
    func `one that was killed is done by the next run of the same plan`() async throws {
      let undisturbed = try Self.home()
      let calls = try Self.calls(of: Self.apply(undisturbed), in: undisturbed)
      #expect(calls.count > 40)
      let end = undisturbed.tree.outsideState(besides: Self.first)
      let found = await Threads.findings(calls) { call in
        let home = try Self.home()
        let killed = try home.berth(
          Self.apply(home), under: Fault.kill.tool(at: call, log: "\(home.folder)/log"))
        guard killed.signal == SIGKILL else { return ["\(call.text): not killed: \(killed.summary)"] }
        let next = try home.berth(Self.apply(home))
        guard next.exit == 0 else { return ["\(call.text): \(next.summary)"] }
        let found = home.tree.outsideState(besides: Self.first).differences(from: end)
        _ = try home.berth("uninstall", "--yes")
        return (found + home.tree.differences(from: Self.first)).map { "\(call.text): \($0)" }
      }
      #expect(found == [])
    }

    @Test
    func `the file of a plan is the old one or the new one`() async throws {
      func save(_ home: TestHome) -> [String] { ["diff", "--uninstall", "--out", "\(home.folder)/plan"] }
      let undisturbed = try Self.home()
      let calls = try Self.calls(of: save(undisturbed), in: undisturbed)
      #expect(calls.count >= 4)
      for call in calls {
        let home = try Self.home()
        let old = Disk.text("\(home.folder)/plan")
        _ = try home.berth(save(home), under: Fault.kill.tool(at: call, log: "\(home.folder)/log"))
        let isOld = Disk.text("\(home.folder)/plan") == old
        let next = try home.berth(["apply", "--dry-run", "--plan", "\(home.folder)/plan"])
        #expect(
          next.exit == 0 && next.text.contains(".bashrc_agent") == isOld, "\(call.text): \(next.summary)")
        #expect(home.tree.differences(from: Self.first) == [])
        for fault in Fault.failures {
          let failed = try home.berth(save(home), under: fault.tool(at: call, log: "\(home.folder)/log"))
          #expect(
            failed.exit == 1 || call.name == "fsync", "\(fault.name) at \(call.text): \(failed.summary)")
        }
      }
    }
  }
}
