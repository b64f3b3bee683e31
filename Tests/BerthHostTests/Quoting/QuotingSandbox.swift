import BerthCore
import TestSupport

/// A folder of its own to run real programs in: they see its home, write into its work folder, and find
/// nothing of the person's who runs the tests.
struct QuotingSandbox {
  private let scratch = Scratch("berth-quoting")
  /// The folder, which goes with the sandbox.
  var root: String { scratch.path }
  /// `$HOME`, with a space in its name: a path in the home has to survive that, too.
  let home: String
  /// The folder programs are started in.
  let work: String

  init() {
    home = scratch.makeFolder("its home")
    work = scratch.makeFolder("work")
  }

  /// Whether all of the programs are there.
  static func has(_ programs: String...) -> Bool { programs.allSatisfy { Built.path(of: $0) != nil } }

  func write(_ text: some Collection<UInt8>, to name: String) {
    Disk.write(Array(text), to: "\(work)/\(name)")
  }

  func read(_ name: String) -> Bytes { Disk.bytes("\(work)/\(name)") }

  /// Whether any value has been run: each that tries to makes a file of that name.
  var isPwned: Bool {
    FileTree(of: root).paths.contains { $0.split(separator: "/").last?.hasPrefix("pwned") ?? false }
  }

  /// Runs a program to its end, which comes by force after that many seconds.
  @discardableResult
  func run(_ words: [String], environment: [String: String] = [:], seconds: Int = 30) -> Outcome {
    Command(words).in(work).limit(seconds).env([
      "HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm",
      "SHELL": "/bin/sh", "TMUX_TMPDIR": root,
    ]).env(environment).run()
  }
}
