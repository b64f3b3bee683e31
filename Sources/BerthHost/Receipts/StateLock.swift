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

  /// How long to wait for another writer, in milliseconds.
  static let patience = 5_000
  private static let pause = 25

  /// Makes the state folder if need be, and locks it.
  ///
  /// - Throws: `Busy`, when another run has it for longer than a run takes.
  package static func take(at location: StateLocation) throws -> StateLock {
    var waited = 0
    while true {
      var found: StateFolder?
      do {
        found = try StateFolder.openExisting(at: location)
        if found == nil, try StateScaffold.clearAway(at: location) {
          found = try StateScaffold.raise(at: location)
        }
      } catch let failure as SystemFailure
        where [ENOENT, EWOULDBLOCK].contains(failure.code) && waited < patience
      {
        // Another run has just removed a folder above, at the end of its uninstall.
      }
      guard let state = found else {
        guard waited < patience else { throw Busy(holder: nil) }
        waited += pause
        usleep(useconds_t(pause * 1_000))
        continue
      }
      while !state.folder.locks(LOCK_EX) {
        guard errno == EWOULDBLOCK else {
          let failure = SystemFailure("lock", state.shown)
          _ = try? state.removeItself(at: location)
          throw failure
        }
        guard waited < patience else { throw Busy(holder: holder(of: state)) }
        waited += pause
        usleep(useconds_t(pause * 1_000))
      }
      // The run that had it may have removed the folder that we have locked.
      if state.isCurrent() { return StateLock(state) }
    }
  }

  /// Whether a writer is at work right now, and which; nil: none is.
  package static func writer(of state: StateFolder) -> Busy? {
    // A reader's own lock, held for a moment, would hold up a writer for as long as the reader is stopped in it.
    if holders(of: state)?.isEmpty == true { return nil }
    guard !state.folder.locks(LOCK_SH) else {
      flock(state.folder.number, LOCK_UN)
      return nil
    }
    return errno == EWOULDBLOCK ? Busy(holder: holder(of: state)) : nil
  }

  private static func holder(of state: StateFolder) -> Int32? {
    holders(of: state)?.first { $0 > 0 }
  }

  /// The processes that hold the lock, or one on a folder of the same number elsewhere: the device is not always the
  /// one that stat(2) gives. Nil: the system does not tell.
  ///
  /// Source: proc_locks(5): `1: FLOCK  ADVISORY  WRITE 4711 fd:01:131074 0 EOF`.
  private static func holders(of state: StateFolder) -> [Int32]? {
    guard let status = try? state.folder.status(),
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
}
