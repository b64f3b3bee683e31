import Glibc

/// A point in time that something may take until, by the clock that nobody sets (CLOCK_MONOTONIC).
package struct Deadline: Sendable {
  /// In milliseconds.
  private let end: Int

  /// - Parameter milliseconds: from now.
  package init(in milliseconds: Int) {
    end = Self.now + milliseconds
  }

  /// What is left, in milliseconds; 0 when it is over.
  package var left: Int { max(0, end - Self.now) }

  /// Whether nothing is left.
  package var isOver: Bool { left == 0 }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
