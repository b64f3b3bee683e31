import Glibc

/// How a program ended, and what it printed.
package struct Outcome: Hashable, Sendable {
  /// How it ended.
  package var end: End
  /// Standard output.
  package var out: [UInt8] = []
  /// Standard error.
  package var errors: [UInt8] = []

  /// How a program may end.
  package enum End: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It took too long, and was ended.
    case timedOut
  }

  /// - Parameters:
  ///   - end: how it ended.
  ///   - out: what it printed to standard output.
  ///   - errors: what it printed to standard error.
  package init(end: End, out: [UInt8] = [], errors: [UInt8] = []) {
    self.end = end
    self.out = out
    self.errors = errors
  }

  /// Standard output as a text.
  package var text: String { String(decoding: out, as: UTF8.self) }

  /// Standard error as a text.
  package var err: String { String(decoding: errors, as: UTF8.self) }

  /// The exit status; nil if it did not end by itself.
  package var exit: Int32? { if case .exited(let status) = end { status } else { nil } }

  /// The signal that ended it; nil if none did.
  package var signal: Int32? { if case .signalled(let number) = end { number } else { nil } }

  /// The exit status; 128 and the signal's number, as shells have it; -1 where it took too long.
  package var status: Int32 { exit ?? signal.map { 128 + $0 } ?? -1 }

  /// For the message of a failed expectation.
  package var summary: String { "\(end); stderr: \(err)" }
}

/// A program that a test has started.
package final class Running: Sendable {
  /// The process, and its session.
  package let number: Int32
  private let out: Int32
  private let err: Int32
  private let seconds: Int

  init(_ number: pid_t, out: Int32, err: Int32, seconds: Int) {
    self.number = number
    self.out = out
    self.err = err
    self.seconds = seconds
  }

  deinit {
    close(out)
    close(err)
  }

  /// Waits for its end.
  package func wait() -> Outcome {
    let end = Self.end(of: number, within: seconds)
    return Outcome(end: end, out: Self.content(of: out), errors: Self.content(of: err))
  }

  /// Waits for a process's end; after that many seconds it and its session are ended.
  static func end(of process: pid_t, within seconds: Int) -> Outcome.End {
    var status: Int32 = 0
    var waited = 0
    while case let ended = waitpid(process, &status, WNOHANG), ended != process {
      precondition(ended == 0 || errno == EINTR, "a process that is waited for twice")
      guard waited < seconds * 1_000 else {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return .timedOut
      }
      // Most runs take some milliseconds.
      usleep(1_000)
      waited += 1
    }
    return status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
  }

  private static func content(of file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = pread(file, &chunk, chunk.count, off_t(bytes.count)), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }
}
