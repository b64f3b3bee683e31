import Glibc

/// A temporary home, and the built program run in it. Both are gone when nobody holds it any more.
package final class TestHome: @unchecked Sendable {
  /// The folder that holds the home and what the test needs beside it; absolute.
  package var folder: String { scratch.path }
  /// The home; absolute.
  package let path: String
  /// What is run.
  package var program = Built.berth
  /// Set for every run.
  package var variables: [String: String] = [:]
  private let scratch: Scratch

  /// The state folder's place below the home.
  package static let state = ".local/state/berth"

  /// `name`: the home's last component.
  package init(_ tree: FileTree = FileTree(), name: String = "home", on place: Scratch.Place = .memory) {
    scratch = Scratch("berth-home", on: place)
    path = scratch.makeFolder(name)
    chmod(scratch.path, 0o755)
    tree.make(in: path)
  }

  /// What lies in the home now.
  package var tree: FileTree { FileTree(of: path) }

  /// Whether a run is written down that has not ended.
  package var hasJournal: Bool { access("\(path)/\(Self.state)/journal.json", F_OK) == 0 }

  /// Another program with the environment of every run: the home, a known shell, and nothing of the user's.
  package func command(_ words: [String]) -> Command {
    Command(words).env([
      "HOME": path, "SHELL": "/bin/bash", "PATH": "/usr/bin:/bin", "LC_ALL": "C", "TMPDIR": folder,
      // The same calls in the same order every time.
      "SWIFT_DETERMINISTIC_HASHING": "1",
    ]).env(variables)
  }

  /// Starts the program under another one, or by itself.
  ///
  /// `tool`: what runs it: `strace` and its options.
  ///
  /// - Throws: `Failure`, if it can't be started.
  package func start(_ arguments: [String], under tool: [String] = [], limit: Int = 60) throws -> Running {
    guard let running = command(tool + [program] + arguments).limit(limit).start() else {
      throw Failure("\(tool.first ?? program) can't be started")
    }
    return running
  }

  /// Runs the program to its end.
  @discardableResult
  package func berth(_ arguments: String..., under tool: [String] = []) throws -> Outcome {
    try berth(arguments, under: tool)
  }

  /// The same for a list.
  package func berth(_ arguments: [String], under tool: [String] = [], limit: Int = 60) throws -> Outcome {
    try start(arguments, under: tool, limit: limit).wait()
  }

  /// Runs another program, and gives what it printed.
  ///
  /// - Throws: also if it fails.
  @discardableResult
  package func run(_ words: [String]) throws -> String {
    let outcome = command(words).run()
    guard outcome.exit == 0 else { throw Failure("\(words): \(outcome.summary)") }
    return outcome.text
  }
}
