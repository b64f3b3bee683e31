import BerthCore
import Glibc

/// A pipe that gathers what a process prints.
struct OutputPipe {
  private var reader: Int32 = -1
  private(set) var writer: Int32 = -1
  private(set) var bytes: Bytes = []
  /// Whether all who could write have closed it.
  private(set) var isAtEnd = false

  /// How much is kept, in bytes.
  private let limit: Int

  /// `isOpen` is false if there was none to be had, with the reason in `errno`.
  init(limit: Int) {
    self.limit = limit
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    (reader, writer) = (ends[0], ends[1])
    _ = fcntl(reader, F_SETFD, FD_CLOEXEC)
    _ = fcntl(writer, F_SETFD, FD_CLOEXEC)
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
  }

  var isOpen: Bool { reader >= 0 }

  /// For poll(2).
  var pollEntry: pollfd { pollfd(fd: isAtEnd ? -1 : reader, events: Int16(POLLIN), revents: 0) }

  /// Takes what is there, without waiting, and of one that never stops printing a mebibyte at a time. What is beyond
  /// the limit is read and dropped, so that nobody waits on it.
  mutating func drain() {
    var chunk = Bytes(repeating: 0, count: 65_536)
    for _ in 0..<16 where !isAtEnd {
      let count = retrying { read(reader, &chunk, chunk.count) }
      if count < 0 { return }
      if count == 0 { isAtEnd = true }
      bytes += chunk[..<count].prefix(limit - bytes.count)
    }
  }

  /// Once the process has its own copy.
  mutating func closeWriter() {
    if writer >= 0 { Glibc.close(writer) }
    writer = -1
  }

  mutating func close() {
    closeWriter()
    if reader >= 0 { Glibc.close(reader) }
    reader = -1
  }
}
