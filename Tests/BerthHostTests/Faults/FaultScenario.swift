import Glibc
import TestSupport

/// One run of the program that is disturbed in all ways: the home before it, what it does undisturbed, and the
/// system calls at which it does it.
struct FaultScenario: Sendable {
  let name: String
  /// The home before Berth.
  let first: FileTree
  /// The home before the run; of a recovery, before the run that was interrupted.
  let old: FileTree
  /// The home when the run starts. Other than `old` only for a recovery.
  let start: FileTree
  /// The home after it.
  let end: FileTree
  /// What is run.
  let arguments: [String]
  /// What undoes it, or does it again: run in its place after a kill.
  let opposite: [String]
  /// What gives the home back in the end.
  let uninstall: [String]
  /// The home after that, as undisturbed runs leave it: the first home, or, where something has been put aside, what is
  /// kept as well, for a run that has happened and for one that has not.
  let last: [FileTree]
  let calls: [SystemCall]

  /// Whether the run finds an interrupted one.
  var isRecovery: Bool { old != start }

  /// Where a run that is prepared for is to be killed, so that the next one has something to recover.
  enum Interruption {
    /// Some targets have been written, others not.
    case half
    /// A file that is written in place is half written.
    case torn
    /// All is written, and the cleaning up has not begun.
    case written

    /// The call of an undisturbed run at which to kill.
    func call(in calls: [SystemCall]) -> SystemCall? {
      let receipt = calls.firstIndex { $0.name == "renameat" && $0.names.contains("receipt.json") }
      guard let receipt else { return nil }
      switch self {
      case .half:
        let puts = calls[..<receipt].filter {
          ["renameat", "renameat2", "linkat", "unlinkat"].contains($0.name) && !$0.names.contains(".local")
            && !$0.names.contains("berth") && !$0.arguments.contains("ENOENT")
        }
        return puts.isEmpty ? nil : puts[puts.count * 2 / 3]
      case .torn: return calls[..<receipt].last { $0.name == "ftruncate" }
      case .written: return calls[receipt...].dropFirst().first
      }
    }
  }

  /// `before`: the runs that come before the disturbed one, all undisturbed.
  /// `added`: what appears in the home after them, made by others.
  /// `removed`: what they remove from it.
  /// `putsAside`: whether something of the user's does not come back, but is kept.
  /// `interruption`: where the same run was killed before.
  init(
    _ name: String, in first: FileTree, after before: [[String]] = [], adding added: [LivedInHome.Item] = [],
    removing removed: [String] = [], run arguments: [String], opposite: [String], putsAside: Bool = false,
    interruptedAt interruption: Interruption? = nil
  ) throws {
    self.name = name
    self.first = first
    self.arguments = arguments
    self.opposite = opposite
    uninstall = opposite[0] == "uninstall" ? opposite : ["uninstall", "--yes"]
    let home = TestHome(first)
    for run in before { try Self.succeed(home.berth(run), run) }
    FileTree().adding(added).make(in: home.path)
    for path in removed { unlink("\(home.path)/\(path)") }
    old = home.tree
    if let interruption {
      let calls = try Self.record(arguments, in: TestHome(old))
      guard let call = interruption.call(in: calls) else {
        throw Unprepared(text: "\(name): no call to kill at")
      }
      let outcome = try home.berth(arguments, under: Fault.kill.tool(at: call, log: "\(home.folder)/log"))
      guard outcome.signal == SIGKILL, home.hasJournal else {
        throw Unprepared(text: "\(name): not killed at \(call.text): \(outcome.summary)")
      }
    }
    start = home.tree
    let undisturbed = TestHome(start)
    calls = try Self.record(arguments, in: undisturbed)
    end = undisturbed.tree
    guard putsAside else {
      last = [first]
      return
    }
    let uninstall = uninstall
    last = try [old, undisturbed.tree].map { tree in
      let home = TestHome(tree)
      try Self.succeed(home.berth(uninstall), uninstall)
      return home.tree
    }
  }

  /// How a home at the end of all differs from what it may be then.
  func differencesAtLast(_ tree: FileTree) -> [String] {
    last.map { tree.differences(from: $0) }.min { $0.count < $1.count } ?? []
  }

  /// All is made, or put into files that are there.
  static func applyWithoutSSH() throws -> FaultScenario {
    try FaultScenario(
      "apply, no ~/.ssh", in: LivedInHome.withoutSSH, run: ["apply", "--yes"],
      opposite: ["uninstall", "--yes"])
  }

  /// All was made by Berth, and goes.
  static func uninstallAllOurs() throws -> FaultScenario {
    try FaultScenario(
      "uninstall, all ours", in: FileTree(), after: [["apply", "--yes"]], run: ["uninstall", "--yes"],
      opposite: ["apply", "--yes"])
  }

  /// A scenario that can't be set up as it is meant.
  struct Unprepared: Error { let text: String }

  private static func succeed(_ outcome: Outcome, _ run: [String]) throws {
    guard outcome.exit == 0 else { throw Unprepared(text: "\(run): \(outcome.summary)") }
  }

  /// Runs to the end, and gives the calls by which that changed files.
  private static func record(_ arguments: [String], in home: TestHome) throws -> [SystemCall] {
    let log = "\(home.folder)/log"
    try succeed(home.berth(arguments, under: Strace.recording(to: log)), arguments)
    return SystemCall.changing(in: Disk.text(log))
  }
}

extension FileTree {
  /// Without the state folder, and without the folders above it where only Berth has use for them; without the folder,
  /// too, in which they are made and removed.
  func outsideState(besides first: FileTree) -> FileTree {
    var tree = self
    for (path, scaffold) in scaffolds {
      let names = ["state", "berth", "receipt.json", "receipt.json.next"]
      let isKnown = path.dropFirst(scaffold.count).split(separator: "/").allSatisfy {
        names.contains("\($0)")
      }
      if isKnown, nodes[scaffold]?.mode == 0o700 { tree.nodes[path] = nil }
    }
    for path in nodes.keys where path == TestHome.state || path.hasPrefix(TestHome.state + "/") {
      tree.nodes[path] = nil
    }
    for path in [".local/state", ".local"] where first.nodes[path] == nil { tree.nodes[path] = nil }
    return tree
  }
}
