import Glibc

/// A program that a test has started, with what it prints caught in files that have no name.
final class ChildProcess: @unchecked Sendable {
  let number: pid_t
  private let output: Int32
  private let errors: Int32

  /// How a program ended, and what it printed.
  struct Outcome {
    /// The exit status; nil if a signal ended it.
    let exit: Int32?
    /// The signal that ended it; nil if it ended by itself.
    let signal: Int32?
    let out: [UInt8]
    let err: String

    /// For the message of a failed expectation.
    var summary: String {
      let end = exit.map { "exit \($0)" } ?? signal.map { "signal \($0)" } ?? "no end"
      return "\(end); stderr: \(err)"
    }
  }

  /// A call that did not do what every test relies on.
  struct Failure: Error {
    let text: String
    init(_ text: String) { self.text = "\(text): \(String(cString: strerror(errno)))" }
  }

  /// Starts a program with exactly this environment, standard input empty.
  ///
  /// `arguments`: the program's path first.
  /// `environment`: `NAME=value`, as bytes: a home need not be UTF-8.
  init(_ arguments: [String], environment: [[UInt8]]) throws {
    output = try Self.namelessFile()
    errors = try Self.namelessFile()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { Self.copy($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, words, variables)
    guard code == 0 else {
      errno = code
      throw Failure("start \(arguments[0])")
    }
    number = process
  }

  deinit {
    close(output)
    close(errors)
  }

  /// Waits for the end; after `limit` seconds the program and all that it has started are killed.
  func wait(limit: Int = 60) throws -> Outcome {
    var status: Int32 = 0
    var waited = 0
    while true {
      let ended = waitpid(number, &status, WNOHANG)
      if ended == number { break }
      guard ended == 0 || errno == EINTR else { throw Failure("wait") }
      if waited > limit * 1_000_000 {
        kill(-number, SIGKILL)
        waitpid(number, &status, 0)
        break
      }
      // Short at first: most runs take some 30 ms.
      usleep(1_000)
      waited += 1_000
    }
    let signal = status & 0x7f
    return Outcome(
      exit: signal == 0 ? (status >> 8) & 0xff : nil, signal: signal == 0 ? nil : signal,
      out: Self.content(of: output), err: String(decoding: Self.content(of: errors), as: UTF8.self))
  }

  /// What has been printed to standard error until now.
  var errorsSoFar: String { String(decoding: Self.content(of: errors), as: UTF8.self) }

  private static func namelessFile() throws -> Int32 {
    var name = Array("/tmp/berth-output-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw Failure("make a temporary file") }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return file
  }

  private static func content(of file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = pread(file, &chunk, chunk.count, off_t(bytes.count))
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  private static func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
    bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { strndup($0.baseAddress!, $0.count) }
    }
  }
}
