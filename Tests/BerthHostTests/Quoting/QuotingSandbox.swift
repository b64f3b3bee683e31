import BerthCore
import Glibc

/// A folder of its own to run real programs in: they see its home, write into its work folder, and find
/// nothing of the person's who runs the tests.
final class QuotingSandbox {
  /// The folder, which goes with the sandbox.
  let root: String
  /// `$HOME`, with a space in its name: a path in the home has to survive that, too.
  var home: String { root + "/its home" }
  /// The folder programs are started in.
  var work: String { root + "/work" }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  struct Output {
    let status: Int32
    let out: Bytes
    let errors: String
  }

  init() throws {
    var name = Array("/tmp/berth-quoting-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw Failure(description: "mkdtemp: \(errno)") }
    root = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for folder in [home, work] where mkdir(folder, 0o700) != 0 {
      throw Failure(description: "mkdir \(folder): \(errno)")
    }
  }

  deinit { _ = try? run(["rm", "-rf", root], in: "/") }

  /// The first folder of the usual ones that holds the program.
  static func path(of program: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + program }.first { access($0, X_OK) == 0 }
  }

  /// Whether all of the programs are there.
  static func has(_ programs: String...) -> Bool { programs.allSatisfy { path(of: $0) != nil } }

  func write(_ text: some Collection<UInt8>, to name: String) throws {
    let file = open(work + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw Failure(description: "open \(name): \(errno)") }
    defer { close(file) }
    let bytes = Array(text)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
      throw Failure(description: "write \(name): \(errno)")
    }
  }

  func read(_ name: String) throws -> Bytes {
    guard let file = fopen(work + "/" + name, "r") else {
      throw Failure(description: "cannot open \(name): \(errno)")
    }
    defer { fclose(file) }
    var bytes: Bytes = []
    var buffer = Bytes(repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  /// Whether any value has been run: each that tries to makes a file of that name.
  func isPwned() throws -> Bool {
    try !run(["find", root, "-name", "pwned*"], in: "/").out.isEmpty
  }

  /// Runs a program to its end, which comes by force after that many seconds.
  @discardableResult
  func run(
    _ words: [String], environment: [String: String] = [:], in folder: String? = nil,
    seconds: Int = 30
  ) throws -> Output {
    let words = ["env", "-C", folder ?? work, "timeout", "\(seconds)"] + words
    guard let program = Self.path(of: "env") else { throw Failure(description: "there is no env") }
    var variables = [
      "HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm",
      "SHELL": "/bin/sh", "TMUX_TMPDIR": root,
    ]
    variables.merge(environment) { $1 }
    let outPath = root + "/out"
    let errorPath = root + "/err"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // The threads that tests run on block every signal, and a program would inherit that: a tmux server
    // could not be ended.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in arguments + settings { free(pointer) } }
    var child: pid_t = 0
    let started = posix_spawn(&child, program, &actions, &attributes, &arguments, &settings)
    guard started == 0 else { throw Failure(description: "posix_spawn \(words): \(started)") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    // The folder itself may be what the program has removed.
    let out = (try? read("../out")) ?? []
    let errors = (try? read("../err")) ?? []
    return Output(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1, out: out,
      errors: String(decoding: errors, as: UTF8.self))
  }
}
