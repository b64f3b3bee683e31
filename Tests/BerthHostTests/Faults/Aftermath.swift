import Glibc
import Synchronization
import TestSupport

/// What a run that came to a sudden end leaves behind, and what comes of it: the readers, the next run, the opposite
/// one, and uninstall.
struct Aftermath: Sendable {
  let scenario: FaultScenario
  private let seen = Seen()

  init(of scenario: FaultScenario) {
    self.scenario = scenario
  }

  /// What is wrong with a home in which a run has come to a sudden end, and with all that comes after.
  func findings(in home: TestHome) throws -> [String] {
    let left = home.tree
    var found = foreign(in: home, left)
    guard seen.isNew(left) else { return found }
    found += try readers(home, left)

    let other = TestHome(left)
    let opposed = try other.berth(scenario.opposite)
    found += recovered(opposed, wasPending: home.hasJournal, "the opposite run")
    if scenario.opposite[0] == "uninstall" {
      found += scenario.differencesAtLast(other.tree).map { "after the opposite run: \($0)" }
    } else {
      found += try uninstalled(other, "after the opposite run")
    }
    return try found + again(home)
  }

  /// Runs the same once more, then uninstalls.
  func again(_ home: TestHome) throws -> [String] {
    let wasPending = home.hasJournal
    let next = try home.berth(scenario.arguments)
    var found = recovered(next, wasPending: wasPending, "the next run")
    found += home.tree.withoutRandomness.differences(from: scenario.end.withoutRandomness)
      .map { "after the next run: \($0)" }
    return try found + uninstalled(home, "after the next run")
  }

  private func uninstalled(_ home: TestHome, _ when: String) throws -> [String] {
    let outcome = try home.berth(scenario.uninstall)
    return (outcome.exit == 0 ? [] : ["\(when), uninstall: \(outcome.summary)"])
      + scenario.differencesAtLast(home.tree).map { "\(when) and uninstall: \($0)" }
  }

  /// A run that writes after an interrupted one: ends well, and says in one line what it found.
  private func recovered(_ outcome: Outcome, wasPending: Bool, _ which: String) -> [String] {
    var found: [String] = []
    if outcome.exit != 0 { found.append("\(which): \(outcome.summary)") }
    let lines = outcome.err.split(separator: "\n").filter { $0.hasPrefix("An interrupted '") }
    if lines.count != (wasPending ? 1 : 0) {
      found.append("\(which) told \(lines.count) times of an interrupted one: \(outcome.err)")
    }
    return found
  }

  /// `diff` and `status`: they tell of an interrupted run if there is one, and write nothing.
  func readers(_ home: TestHome, _ left: FileTree) throws -> [String] {
    var found: [String] = []
    for verb in ["diff", "status"] {
      let outcome = try home.berth(verb)
      // A file that is written in place and was torn is a conflict until the next run has put it right.
      if outcome.exit != 0, outcome.exit != 3 { found.append("\(verb): \(outcome.summary)") }
      if outcome.err.contains("an interrupted run is pending") != home.hasJournal {
        found.append(
          "\(verb) \(home.hasJournal ? "does not tell" : "tells wrongly") of an interrupted run: \(outcome.err)"
        )
      }
      found += home.tree.differences(from: left).map { "\(verb) wrote: \($0)" }
    }
    return found
  }

  /// What is neither as before the run nor as after it, nor a temporary file that the journal names.
  func foreign(in home: TestHome, _ left: FileTree) -> [String] {
    let now = left.outsideState(besides: scenario.first)
    let old = scenario.old.outsideState(besides: scenario.first)
    let new = scenario.end.outsideState(besides: scenario.first)
    let journal = Disk.text("\(home.path)/\(TestHome.state)/journal.json")
    return Set(now.nodes.keys).union(old.nodes.keys).union(new.nodes.keys).sorted().compactMap { path in
      let node = now.nodes[path]
      if node == old.nodes[path] || node == new.nodes[path] { return nil }
      if case .file? = node?.kind, let name = FileTree.temporaryName(path), journal.contains("\"\(name)\"") {
        return nil
      }
      if !journal.isEmpty, isWrittenInPlace(node) { return nil }
      // A folder has its mode a moment after it is made, and until then a tighter one.
      if node?.kind == .folder, node?.mode == 0o700, old.nodes[path] == nil, journal.contains("\"\(path)\"") {
        return nil
      }
      return "neither old nor new: \(path): \(FileTree.text(node))"
    }
  }

  /// Whether nothing like it has been left before. What comes after depends on nothing else, so that what is left
  /// twice, the names of temporary files aside, is looked at once.
  func isNew(_ left: FileTree) -> Bool { seen.isNew(left) }

  private final class Seen: Sendable {
    private let trees = Mutex<Set<FileTree>>([])

    func isNew(_ tree: FileTree) -> Bool {
      let tree = tree.withoutRandomness
      return trees.withLock { $0.insert(tree).inserted }
    }
  }

  /// A file with several names is written in place, and the plan says so beforehand: until the next run it may be
  /// torn.
  private func isWrittenInPlace(_ node: FileTree.Node?) -> Bool {
    node?.twin != nil
  }
}
