import Glibc
import TestSupport
import Testing

extension Faults {
  /// Profiles of many targets in many folders, with few files to be open at once.
  @Suite(.serialized, .needsStrace)
  struct ManyTargets {
    private static let limit = 32
    private static let folders = 300
    private let home: TestHome
    private let first: FileTree
    private let profile: String

    /// A home with half of the targets and folders in it already, and a profile that wants 1,000 files in 300
    /// folders, the neighbours of each in other ones.
    init() throws {
      home = TestHome()
      profile = "\(home.folder)/many.yaml"
      Disk.write("# berth's line\n", to: "\(home.folder)/text")
      var lines = ["version: 1", "files:"]
      for index in 0..<1_000 {
        let folder = index % Self.folders
        lines.append("  - { path: ~/\(folder % 7)/\(folder)/\(index), template: text, patch: block }")
      }
      Disk.write(lines.joined(separator: "\n"), to: profile)
      for folder in 0..<7 { mkdir("\(home.path)/\(folder)", 0o755) }
      for folder in stride(from: 0, to: Self.folders, by: 2) {
        mkdir("\(home.path)/\(folder % 7)/\(folder)", 0o755)
        Disk.write("mine\n", to: "\(home.path)/\(folder % 7)/\(folder)/\(folder)")
      }
      first = home.tree
    }

    private func run(_ arguments: [String], under tool: [String] = []) throws -> Outcome {
      let limited = ["/bin/sh", "-c", "ulimit -n \(Self.limit); exec \"$@\"", "sh"]
      return try home.berth(arguments, under: limited + tool, limit: 300)
    }

    private func expectDone(_ arguments: String...) throws {
      let outcome = try run(arguments)
      #expect(outcome.exit == 0, "\(outcome.summary.suffix(500))")
    }

    @Test
    func `a thousand targets in 300 folders need few open files`() throws {
      try expectDone("apply", "--yes", profile)
      let installed = home.tree
      #expect(installed.nodes.count { $0.key.contains("/") && $0.value.kind != .folder } > 1_000)
      try expectDone("apply", "--yes", profile)
      try expectDone("diff", "--exit-code", profile)
      #expect(home.tree == installed)
      try expectDone("uninstall", "--yes")
      #expect(home.tree.differences(from: first) == [])
    }

    @Test(
      arguments: [
        "linkat:signal=KILL:when=700", "renameat:signal=KILL:when=700", "linkat:error=EIO:when=700",
      ])
    func `what was begun of them is undone with few open files`(_ injection: String) throws {
      let outcome = try run(["apply", "--yes", profile], under: Strace.injecting(injection))
      #expect(outcome.exit != 0)
      if outcome.exit == nil { try expectDone("uninstall", "--yes") }
      #expect(home.tree.differences(from: first) == [])
    }

    /// Whatever the tests have open besides, the program has so many numbers free, here and there below 30.
    @Test(arguments: [2, 3, 4, 5, 6, 8, 10, 12, 16, 20])
    func `whatever few files may be open, all is done or nothing`(_ free: Int) throws {
      let home = TestHome()
      Disk.write("# berth's line\n", to: "\(home.folder)/text")
      let files = (0..<60).map { "  - { path: ~/e\($0)/f, template: text }" }
      Disk.write((["version: 1", "files:"] + files).joined(separator: "\n"), to: "\(home.folder)/p.yaml")
      // Every third is free, then those above.
      let numbers = Array(3..<30).filter { $0 % 3 == 0 } + Array(3..<30).filter { $0 % 3 != 0 }
      let taken = numbers.dropFirst(free).map { "exec \($0)</dev/null; " }.joined()
      let released = numbers.prefix(free).map { "exec \($0)<&-; " }.joined()
      let limited = ["/bin/bash", "-c", "\(taken)\(released)ulimit -n 30; exec \"$@\"", "sh"]
      let applied = try home.berth("apply", "--yes", "\(home.folder)/p.yaml", under: limited)
      guard applied.exit == 0 else {
        // Without a number of files no program can be loaded.
        #expect(free < 6, "\(applied.summary)")
        return #expect(home.tree.differences(from: FileTree()) == [], "\(applied.summary)")
      }
      let installed = home.tree
      let outcome = try home.berth("uninstall", "--yes", under: limited)
      #expect(outcome.exit == 0 || free < 6, "\(outcome.summary)")
      #expect(home.tree.differences(from: outcome.exit == 0 ? FileTree() : installed) == [])
    }
  }
}
