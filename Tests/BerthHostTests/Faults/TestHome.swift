import Glibc
import TestSupport

/// A temporary home, and the built program run in it. Both are gone when nobody holds it any more.
final class TestHome: @unchecked Sendable {
  /// The folder that holds the home and what the test needs beside it; absolute.
  let folder: String
  /// The home; absolute.
  let path: String
  /// Set for every run.
  var variables: [String: String] = [:]

  /// The state folder's place below the home.
  static let state = ".local/state/berth"

  /// The built program, beside the tests.
  static let program: String = {
    let own = linkText("/proc/self/exe")
    return String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)]) + "/berth"
  }()

  /// A file system in memory if there is one with room: the program syncs every file, which takes long on a disk.
  static let base: String = {
    var status = statvfs()
    let isRoomy = statvfs("/dev/shm", &status) == 0 && status.f_bavail * status.f_frsize > 256 << 20
    return isRoomy && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
  }()

  /// `name`: the home's last component.
  init(_ tree: Tree = Tree(), name: String = "home", in base: String = TestHome.base) throws {
    var template = Array("\(base)/berth-faults-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ChildProcess.Failure("make a folder in \(base)") }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    path = "\(folder)/\(name)"
    guard mkdir(path, 0o755) == 0 else { throw ChildProcess.Failure("make \(path)") }
    chmod(folder, 0o755)
    chmod(path, 0o755)
    try tree.make(in: path)
  }

  deinit { Disk.remove(folder) }

  /// What lies in the home now.
  var tree: Tree { Tree(at: path) }

  /// Whether a run is written down that has not ended.
  var hasJournal: Bool { access("\(path)/\(Self.state)/journal.json", F_OK) == 0 }

  /// The environment of every run: the home, a known shell, and nothing of the user's.
  var environment: [[UInt8]] {
    var all = [
      "HOME": path, "SHELL": "/bin/bash", "PATH": "/usr/bin:/bin", "LC_ALL": "C", "TMPDIR": folder,
      // The same calls in the same order every time.
      "SWIFT_DETERMINISTIC_HASHING": "1",
    ]
    all.merge(variables) { _, new in new }
    return all.map { Array("\($0.key)=\($0.value)".utf8) }
  }

  /// Starts the program under another one, or by itself.
  ///
  /// `tool`: what runs it: `strace` and its options.
  func start(_ arguments: [String], under tool: [String] = []) throws -> ChildProcess {
    try ChildProcess(tool + [Self.program] + arguments, environment: environment)
  }

  /// Runs the program to its end.
  @discardableResult
  func berth(_ arguments: String..., under tool: [String] = []) throws -> ChildProcess.Outcome {
    try start(arguments, under: tool).wait()
  }

  /// The same for a list.
  func berth(_ arguments: [String], under tool: [String] = []) throws -> ChildProcess.Outcome {
    try start(arguments, under: tool).wait()
  }

  /// Runs another program, and gives what it printed.
  ///
  /// - Throws: also if it fails.
  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    let outcome = try ChildProcess(arguments, environment: environment).wait()
    guard outcome.exit == 0 else { throw ChildProcess.Failure("run \(arguments): \(outcome.summary)") }
    return String(decoding: outcome.out, as: UTF8.self)
  }
}
