import Glibc
import TestSupport
import Testing

extension Faults {
  /// How many calls a target costs, however many there are.
  @Suite(.serialized, .needsStrace)
  struct Costs {
    private static let count = 200

    private func expect(_ costs: [String: Int], ofEachIn home: TestHome, _ rest: String = "") throws {
      let profile = "\(home.folder)/profile.yaml"
      let files = (0..<Self.count).map { "  - { path: ~/\($0 % 7)/\($0), template: text\(rest) }" }
      Disk.write((["version: 1", "files:"] + files).joined(separator: "\n"), to: profile)
      Disk.write("# berth's line\n", to: "\(home.folder)/text")
      // The clock that files have their times from has gone on.
      usleep(20_000)
      let log = "\(home.folder)/log"
      let traced = "trace=\(costs.keys.sorted().joined(separator: ","))"
      let tool = [Strace.program, "-f", "-o", log, "-e", traced]
      let outcome = try home.berth("apply", "--yes", profile, under: tool)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      let calls = Strace.calls(in: Disk.text(log))
      for (call, most) in costs {
        let made = calls.count { $0.hasPrefix("\(call)(") }
        // A few are the run's own.
        #expect(made / Self.count <= most, "\(made) of \(call)")
      }
    }

    @Test
    func `a patched target costs five calls of openat, and two of fsync and of unlinkat`() throws {
      let home = TestHome()
      for index in 0..<Self.count { Disk.write("mine\n", to: "\(home.path)/\(index % 7)/\(index)") }
      try expect(["openat": 5, "fsync": 2, "unlinkat": 2], ofEachIn: home, ", patch: block")
    }

    @Test
    func `a new target costs one call of openat, fsync and unlinkat`() throws {
      try expect(["openat": 1, "fsync": 1, "unlinkat": 1], ofEachIn: TestHome())
    }
  }
}
