package import BerthCore
import CSystemCalls
import Glibc

/// A command that is run without a shell and within a bound: when that is over, it is ended with all that it has
/// started.
package struct BoundedProcess {
  /// The program, looked for in PATH if it has no slash, and its arguments.
  package let words: [Bytes]
  /// Variables that differ from this process's own; nil: without it.
  package var environment: [String: Bytes?] = [:]
  /// In milliseconds.
  package var limit: Int
  /// What it finds on its standard input; nil: nothing.
  package var input: Bytes?
  /// How much of each stream is kept, in bytes.
  package var outputLimit = BoundedProcess.outputLimit
  /// Whether what it prints is kept; else it goes to `/dev/null`, where something that it leaves behind may go on
  /// printing.
  package var keepsOutput = true

  /// Whether it gets a session of its own, without a terminal: an interactive shell takes the one that it finds.
  package var isDetached = false

  package init(_ words: [Bytes], limit: Int) {
    self.words = words
    self.limit = limit
  }

  package init(_ words: [String], limit: Int) { self.init(words.bytes, limit: limit) }

  /// What has come of it.
  package struct Outcome: Sendable {
    /// How it ended.
    package let end: End
    /// What it printed, up to `BoundedProcess.outputLimit` bytes.
    package let output: Bytes
    /// What it printed on standard error, as far.
    package let errors: Bytes

    /// Whether it ended by itself and well.
    package var isSuccess: Bool { end == .exited(0) }
  }

  /// How it ended.
  package enum End: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It took longer than the limit.
    case timedOut
    /// It could not be started; errno(3).
    case notStarted(Int32)
  }

  /// How much of each stream is kept that nobody has set a limit for, in bytes.
  package static let outputLimit = 1 << 20

  /// Runs it to its end.
  package func run() -> Outcome {
    var output = OutputPipe(limit: outputLimit)
    var errors = OutputPipe(limit: outputLimit)
    guard output.isOpen, errors.isOpen else {
      let code = errno
      output.close()
      errors.close()
      return Outcome(end: .notStarted(code), output: [], errors: [])
    }
    defer {
      output.close()
      errors.close()
    }
    var process: pid_t = 0
    let code = spawn(&process, output, errors)
    guard code == 0 else { return Outcome(end: .notStarted(code), output: [], errors: []) }
    output.closeWriter()
    errors.closeWriter()
    let end = wait(for: process, &output, &errors)
    return Outcome(end: end, output: output.bytes, errors: errors.bytes)
  }

  private func spawn(_ process: inout pid_t, _ output: OutputPipe, _ errors: OutputPipe) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var given: Descriptor?
    do {
      given = try input.map { bytes throws(SystemFailure) in try Descriptor.inMemory(bytes) }
    } catch {
      return error.code
    }
    if let given {
      posix_spawn_file_actions_adddup2(&actions, given.number, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    if keepsOutput {
      posix_spawn_file_actions_adddup2(&actions, output.writer, 1)
      posix_spawn_file_actions_adddup2(&actions, errors.writer, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that the limit ends what the command has started, too.
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    // What this program ignores for its own sake, others may count on.
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGXFSZ)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let group = isDetached ? Int32(berth_spawn_in_session) : POSIX_SPAWN_SETPGROUP
    let flags = group | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var arguments = words.map { $0.withCPath { strdup($0) } } + [nil]
    defer { for argument in arguments { free(argument) } }
    var variables = self.variables + [nil]
    defer { for variable in variables { free(variable) } }
    return posix_spawnp(&process, arguments[0]!, &actions, &attributes, &arguments, &variables)
  }

  /// The environment: this process's own, with the changes.
  private var variables: [UnsafeMutablePointer<CChar>?] {
    var variables: [UnsafeMutablePointer<CChar>?] = []
    var next = environ
    while let entry = next.pointee {
      let length = strchr(entry, Int32(UInt8(ascii: "="))).map { $0 - entry } ?? strlen(entry)
      let name = String(decoding: UnsafeRawBufferPointer(start: entry, count: length), as: UTF8.self)
      if !environment.keys.contains(name) { variables.append(strdup(entry)) }
      next += 1
    }
    for (name, value) in environment {
      if let value { variables.append((Bytes("\(name)=".utf8) + value).withCPath { strdup($0) }) }
    }
    return variables
  }

  private func wait(for process: pid_t, _ output: inout OutputPipe, _ errors: inout OutputPipe) -> End {
    let deadline = Deadline(in: limit)
    var status: Int32 = 0
    while true {
      output.drain()
      errors.drain()
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { break }
      guard ended == 0 || errno == EINTR else { return .notStarted(errno) }
      guard !deadline.isOver else {
        kill(-process, SIGKILL)
        _ = retrying { waitpid(process, &status, 0) }
        return .timedOut
      }
      var waiting = [output.pollEntry, errors.pollEntry]
      // Streams closed early must not turn the wait into a race.
      if output.isAtEnd, errors.isAtEnd { usleep(2_000) } else { _ = poll(&waiting, 2, 5) }
    }
    // What it wrote just before its end; a child that it left behind may hold the pipe open, and is not waited for.
    output.drain()
    errors.drain()
    return status & 0x7f == 0 ? .exited((status >> 8) & 0xff) : .signalled(status & 0x7f)
  }
}
