import Glibc
import TestSupport

/// One fault at one system call of one scenario: made to happen, and everything looked at afterwards.
struct FaultCase: Sendable {
  let scenario: FaultScenario
  let aftermath: Aftermath
  let call: SystemCall
  let fault: Fault

  /// What is wrong, a line each; empty if all is as it must be.
  func findings() throws -> [String] {
    // How often a file is read depends on the clock, and so does which call is the one: it is met the next time.
    for _ in 0..<3 {
      if let found = try attempt() { return found }
    }
    return ["\(scenario.name): \(fault.name) at \(call.text): the call was not made"]
  }

  /// Nil: the call was not met.
  private func attempt() throws -> [String]? {
    let home = TestHome(scenario.start)
    let log = "\(home.folder)/log"
    let outcome = try home.berth(scenario.arguments, under: fault.tool(at: call, log: log))
    let isMet = fault == .kill ? outcome.signal == SIGKILL : Disk.text(log).contains("(INJECTED)")
    guard isMet else { return nil }
    let found = try fault == .kill ? aftermath.findings(in: home) : afterError(home, outcome)
    return found.map { "\(scenario.name): \(fault.name) at \(call.text): \($0)" }
  }

  private func afterError(_ home: TestHome, _ outcome: Outcome) throws -> [String] {
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
    found += aftermath.foreign(in: home, left)
    return aftermath.isNew(left) ? try found + aftermath.readers(home, left) + aftermath.again(home) : found
  }

  /// The run went on, or had happened already: then everything is wholly new, and what is left to do is told.
  private func afterHarmlessError(
    _ home: TestHome, _ outcome: Outcome, _ left: FileTree
  ) throws -> [String] {
    let warnings = outcome.err.split(separator: "\n").filter { $0.contains("warning: ") }.joined()
    var found = left.outsideState(besides: scenario.first)
      .differences(from: scenario.end.outsideState(besides: scenario.first))
      // What was to go, and could not be removed, is told by its name; the folders that it is in stay with it.
      .filter { line in
        let isNamed = call.names.contains { line.contains("\($0): is") && warnings.contains("\($0): ") }
        return !isNamed && !warnings.contains("~/\(line.prefix { $0 != ":" })/")
      }
      .map { "exit 0, but not done: \($0); \(outcome.err)" }
    if left.withoutRandomness != scenario.end.withoutRandomness {
      if !outcome.err.contains("warning: ") {
        found.append("exit 0 without a warning, but not complete: \(outcome.err)")
      }
      found += named(in: outcome.err)
    }
    return aftermath.isNew(left) ? try found + aftermath.readers(home, left) + aftermath.again(home) : found
  }

  /// Whether a message names the reason and a file of the call.
  private func named(in message: String) -> [String] {
    guard let code = fault.code else { return [] }
    var found: [String] = []
    let reason = String(cString: strerror(code))
    if !message.contains(reason) { found.append("the message gives no reason '\(reason)': \(message)") }
    // A temporary name stands for its target, whose name the call does not tell.
    let isTemporary = call.names.contains { FileTree.temporaryName($0) != nil }
    let isNamed = call.names.contains { message.contains($0) } || isTemporary && message.contains("~/")
    // Of the home itself: "~".
    if !isNamed, !message.contains(" ~: "), !message.contains("~/") {
      found.append("the message names no file: \(message)")
    }
    return found
  }
}
