import Glibc
import Synchronization

/// One fault at one system call of one scenario: made to happen, and everything looked at afterwards.
struct FaultCase: Sendable {
  let scenario: FaultScenario
  /// What the other cases of the scenario have looked at.
  let seen: Seen
  let call: SystemCall
  let fault: Fault

  /// What is wrong, a line each; empty if all is as it must be.
  func findings() throws -> [String] {
    let home = try TestHome(scenario.start)
    let log = "\(home.folder)/log"
    let outcome = try home.berth(scenario.arguments, under: fault.tool(at: call, log: log))
    let found =
      if fault == .kill {
        try afterKill(home, outcome)
      } else {
        try afterError(home, outcome, wasInjected: fileText(log).contains("(INJECTED)"))
      }
    return found.map { "\(scenario.name): \(fault.name) at \(call.text): \($0)" }
  }

  // MARK: - After a kill

  private func afterKill(_ home: TestHome, _ outcome: ChildProcess.Outcome) throws -> [String] {
    guard outcome.signal == SIGKILL else { return ["the program was not killed: \(outcome.summary)"] }
    let left = home.tree
    var found = foreign(in: home, left)
    guard seen.isNew(left) else { return found }
    found += try readers(home, left)

    let other = try TestHome(left)
    let opposed = try other.berth(scenario.opposite)
    found += recovered(opposed, wasPending: home.hasJournal, "the opposite run")
    if scenario.opposite[0] == "uninstall" {
      found += other.tree.differences(from: scenario.first).map { "after the opposite run: \($0)" }
    } else {
      found += try uninstalled(other, "after the opposite run")
    }
    return try found + again(home)
  }

  /// Runs the same once more, then uninstalls.
  private func again(_ home: TestHome) throws -> [String] {
    let wasPending = home.hasJournal
    let next = try home.berth(scenario.arguments)
    var found = recovered(next, wasPending: wasPending, "the next run")
    found += home.tree.withoutRandomness.differences(from: scenario.end.withoutRandomness)
      .map { "after the next run: \($0)" }
    return try found + uninstalled(home, "after the next run")
  }

  private func uninstalled(_ home: TestHome, _ when: String) throws -> [String] {
    let outcome = try home.berth("uninstall", "--yes")
    return (outcome.exit == 0 ? [] : ["\(when), uninstall: \(outcome.summary)"])
      + home.tree.differences(from: scenario.first).map { "\(when) and uninstall: \($0)" }
  }

  /// A run that writes after an interrupted one: ends well, and says in one line what it found.
  private func recovered(_ outcome: ChildProcess.Outcome, wasPending: Bool, _ which: String) -> [String] {
    var found: [String] = []
    if outcome.exit != 0 { found.append("\(which): \(outcome.summary)") }
    let lines = outcome.err.split(separator: "\n").filter { $0.hasPrefix("An interrupted '") }
    if lines.count != (wasPending ? 1 : 0) {
      found.append("\(which) told \(lines.count) times of an interrupted one: \(outcome.err)")
    }
    return found
  }

  /// `diff` and `status`: they tell of an interrupted run if there is one, and write nothing.
  private func readers(_ home: TestHome, _ left: Tree) throws -> [String] {
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

  // MARK: - After an error

  private func afterError(
    _ home: TestHome, _ outcome: ChildProcess.Outcome, wasInjected: Bool
  ) throws -> [String] {
    guard wasInjected else { return ["the call was not made: \(outcome.summary)"] }
    let left = home.tree
    guard let exit = outcome.exit else { return ["the program died: \(outcome.summary)"] }
    if exit == 0 { return try afterHarmlessError(home, outcome, left) }
    var found: [String] = []
    if exit != 1 { found.append("\(outcome.summary), expected exit 1") }
    found += named(in: outcome.err)
    guard scenario.isRecovery else {
      return found + left.differences(from: scenario.start).map { "not undone: \($0); \(outcome.err)" }
    }
    // The recovery may have come to any point, or may be complete.
    found += foreign(in: home, left)
    return seen.isNew(left) ? try found + readers(home, left) + again(home) : found
  }

  /// The run went on, or had happened already: then everything is wholly new, and what is left to do is told.
  private func afterHarmlessError(
    _ home: TestHome, _ outcome: ChildProcess.Outcome, _ left: Tree
  ) throws -> [String] {
    var found = left.outsideState(besides: scenario.first)
      .differences(from: scenario.end.outsideState(besides: scenario.first))
      // What was to go, and could not be removed, is told by its name.
      .filter { line in
        !call.names.contains {
          line.contains("\($0): is") && outcome.err.contains("warning: ") && outcome.err.contains("\($0): ")
        }
      }
      .map { "exit 0, but not done: \($0); \(outcome.err)" }
    if left.withoutRandomness != scenario.end.withoutRandomness {
      if !outcome.err.contains("warning: ") {
        found.append("exit 0 without a warning, but not complete: \(outcome.err)")
      }
      found += named(in: outcome.err)
    }
    return seen.isNew(left) ? try found + readers(home, left) + again(home) : found
  }

  /// Whether a message names the reason and a file of the call.
  private func named(in message: String) -> [String] {
    guard let code = fault.code else { return [] }
    var found: [String] = []
    let reason = String(cString: strerror(code))
    if !message.contains(reason) { found.append("the message gives no reason '\(reason)': \(message)") }
    // A temporary name stands for its target, whose name the call does not tell.
    let isTemporary = call.names.contains { Tree.isTemporary($0) }
    let isNamed = call.names.contains { message.contains($0) } || isTemporary && message.contains("~/")
    // Of the home itself: "~".
    if !isNamed, !message.contains(" ~: "), !message.contains("~/") {
      found.append("the message names no file: \(message)")
    }
    return found
  }

  // MARK: - Old or new

  /// What is neither as before the run nor as after it, nor a temporary file that the journal names.
  private func foreign(in home: TestHome, _ left: Tree) -> [String] {
    let now = left.outsideState(besides: scenario.first)
    let old = scenario.old.outsideState(besides: scenario.first)
    let new = scenario.end.outsideState(besides: scenario.first)
    let journal = fileText("\(home.path)/\(TestHome.state)/journal.json")
    return Set(now.nodes.keys).union(old.nodes.keys).union(new.nodes.keys).sorted().compactMap { path in
      let node = now.nodes[path]
      if node == old.nodes[path] || node == new.nodes[path] { return nil }
      let name = String(path.split(separator: "/").last ?? "")
      if Tree.isTemporary(path), case .file? = node?.kind, journal.contains("\"\(name)\"") { return nil }
      if !journal.isEmpty, isWrittenInPlace(node) { return nil }
      // A folder has its mode a moment after it is made, and until then a tighter one.
      if node?.kind == .folder, node?.mode == 0o700, old.nodes[path] == nil, journal.contains("\"\(path)\"") {
        return nil
      }
      return "neither old nor new: \(path): \(Tree.text(node))"
    }
  }

  /// What the cases of a scenario have left: what comes after depends on nothing else, so that what is left twice,
  /// the names of temporary files aside, is looked at once.
  final class Seen: Sendable {
    private let trees = Mutex<Set<Tree>>([])

    func isNew(_ tree: Tree) -> Bool {
      let tree = tree.withoutRandomness
      return trees.withLock { $0.insert(tree).inserted }
    }
  }

  /// A file with several names is written in place, and the plan says so beforehand: until the next run it may be
  /// torn.
  private func isWrittenInPlace(_ node: Tree.Node?) -> Bool {
    if case .file(_, .some)? = node?.kind { true } else { false }
  }
}
