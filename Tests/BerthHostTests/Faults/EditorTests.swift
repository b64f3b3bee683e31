import Glibc
import TestSupport
import Testing

extension Faults {
  /// An editor that saves a target at one call of a run, for every call and every target.
  @Suite(.serialized)
  struct Editor {
    /// A run, and the home before it.
    struct Case: CustomTestStringConvertible {
      let name: String
      let start: FileTree
      let run: [String]
      /// The targets that are saved.
      let targets: [String]
      var testDescription: String { name }
    }

    private static let edit = "# saved by the editor\n"

    private static let start = LivedInHome.withSSH.removing(".screenrc", "backup/screenrc", ".bashrc_agent")

    private static func cases(_ profile: SmallProfile) throws -> [Case] {
      let home = TestHome(start)
      let apply = ["apply", "--yes", profile.path]
      let outcome = try home.berth(apply)
      guard outcome.exit == 0 else { throw FaultScenario.Unprepared(text: outcome.summary) }
      // One that is changed, through a symlink; one that is made and removed.
      let targets = ["dotfiles/tmux.conf", ".bashrc_agent"]
      return [
        Case(name: "apply", start: start, run: apply, targets: targets),
        Case(name: "uninstall", start: home.tree, run: ["uninstall", "--yes"], targets: targets),
      ]
    }

    @Test
    func `what an editor saves at any call is never lost`() async throws {
      let profile = try SmallProfile()
      for scenario in try Self.cases(profile) {
        let calls = try FaultyFiles.calls(of: scenario.run, in: TestHome(scenario.start))
        #expect(calls.count > 100)
        let moments = Self.moments(of: calls)
        let tries = scenario.targets.enumerated().flatMap { number, target in
          moments.enumerated().flatMap { moment, call in
            // A slice has the targets take turns, and both ways of each.
            guard Search.isWhole || (number + moment).isMultiple(of: 2) else {
              return [(String, Int, Bool)]()
            }
            return Search.ways([false, true], for: moment / 2).map { (target, call, $0) }
          }
        }
        let found = await Threads.findings(tries) { target, call, isInPlace in
          try Self.findings(scenario, saving: target, at: call, isInPlace: isInPlace)
            .map { "\(scenario.name): \(target) at call \(call), \(calls[call - 1]), \(isInPlace): \($0)" }
        }
        print(
          "races | an editor saves at every call of \(scenario.name) | \(tries.count) tried | \(found.count) findings"
        )
        #expect(found.isEmpty, "\(found.prefix(20).joined(separator: "\n"))")
      }
    }

    /// Before which calls to save, from 1: not before one that comes after a call to which it makes no difference.
    private static func moments(of calls: [String]) -> [Int] {
      let indifferent = ["close", "fsync", "fchmod", "fchown", "flock", "mkdir", "mkdirat"]
      return calls.indices.filter { $0 == 0 || !indifferent.contains(calls[$0 - 1]) }.map { $0 + 1 }
    }

    /// What is wrong after a run during which a target was saved.
    private static func findings(
      _ scenario: Case, saving target: String, at call: Int, isInPlace: Bool
    ) throws -> [String] {
      let home = TestHome(scenario.start)
      var edited = FileTree.Node(.file([]), mode: 0o644)
      var old: [UInt8] = []
      if let node = scenario.start.nodes[target], let bytes = node.bytes {
        edited.mode = node.mode
        old = bytes
      }
      let saved = Array(edit.utf8) + old
      edited.kind = .file(saved)
      let prepared = "\(home.folder)/prepared"
      Disk.write(saved, to: prepared)
      chmod(prepared, edited.mode)
      var layer = FaultyFiles()
      layer.save = .init(call: call, from: prepared, to: "\(home.path)/\(target)", isInPlace: isInPlace)
      let outcome = try layer.run(scenario.run, in: home)
      let left = home.tree
      // A run may make a call or two less than another.
      if access(prepared, F_OK) == 0 { return [] }
      guard let exit = outcome.exit, [0, 3].contains(exit) else { return [outcome.summary] }
      if exit == 3 {
        // Nothing is written, but what the editor wrote.
        return left.differences(from: scenario.start.adding([(target, edited)])).map { "exit 3, but \($0)" }
      }
      guard let bytes = left.nodes[target]?.bytes,
        String(decoding: bytes, as: UTF8.self).contains(edit)
      else { return ["the edit is lost; \(outcome.summary)"] }
      return left.temporaryNames.map { "\($0) is left" }
    }
  }
}
