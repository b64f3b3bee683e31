import BerthCore
import Glibc

/// The lock that one writer at a time holds on the state folder: flock(2), so it ends with the process that holds
/// it, however that ends. A stale one can't exist.
package final class StateLock {
  /// The locked folder.
  package let state: StateFolder

  private init(_ state: StateFolder) {
    self.state = state
  }

  /// Makes the state folder if need be, and locks it.
  ///
  /// - Throws: `Busy`, when another run has it for longer than a run takes.
  package static func take(at location: StateLocation) throws -> StateLock {
    var patience = Patience()
    while true {
      guard let state = try StateFolder.openExisting(at: location) else {
        if let state = try StateScaffold.raise(at: location, &patience) { return StateLock(state) }
        continue
      }
      do {
        try patience.wait(for: state.folder)
      } catch let failure as SystemFailure {
        _ = try? state.removeItself(at: location)
        throw failure
      }
      // The run that had it may have removed the folder that we have locked.
      if state.isCurrent() { return StateLock(state) }
    }
  }

  /// Whether a writer is at work right now, and which; nil: none is.
  package static func writer(of state: StateFolder) -> Busy? {
    // A reader's own lock, held for a moment, would hold up a writer for as long as the reader is stopped in it.
    if holders(of: state.folder)?.isEmpty == true { return nil }
    guard !state.folder.locks(LOCK_SH) else {
      flock(state.folder.number, LOCK_UN)
      return nil
    }
    return errno == EWOULDBLOCK ? Busy(holder: holder(of: state.folder)) : nil
  }

  private static func holder(of folder: Descriptor) -> Int32? {
    holders(of: folder)?.first { $0 > 0 }
  }

  /// The processes that hold the lock on a folder, or one on a folder of the same number elsewhere: the device is not
  /// always the one that stat(2) gives. Nil: the system does not tell.
  ///
  /// Source: proc_locks(5): `1: FLOCK  ADVISORY  WRITE 4711 fd:01:131074 0 EOF`.
  private static func holders(of folder: Descriptor) -> [Int32]? {
    guard let status = try? folder.status(),
      let file = try? Descriptor.open("/proc/locks", O_RDONLY, shownAs: "/proc/locks"),
      let text = try? file.readAll(expecting: 4_096)
    else { return nil }
    let inode = ":\(status.st_ino)"
    var holders: [Int32] = []
    for line in LineReader(text) {
      let fields = String(decoding: text[line.content], as: UTF8.self).split(separator: " ")
      guard fields.count > 5, fields[1] == "FLOCK", fields[3] == "WRITE", fields[5].hasSuffix(inode) else {
        continue
      }
      holders.append(Int32(fields[4]) ?? 0)
    }
    return holders
  }

  /// How much longer a run waits for others.
  struct Patience {
    /// In milliseconds.
    private var left = 5_000
    private static let pause = 25

    /// Locks a folder, as soon as nobody else has locked it.
    ///
    /// - Throws: `Busy`, when that takes too long; `SystemFailure`, where there are no locks.
    mutating func wait(for folder: Descriptor) throws {
      while !folder.locks(LOCK_EX) {
        guard errno == EWOULDBLOCK else { throw SystemFailure("lock", folder.path) }
        guard left > 0 else { throw Busy(holder: holder(of: folder)) }
        left -= Self.pause
        usleep(useconds_t(Self.pause * 1_000))
      }
    }
  }
}
