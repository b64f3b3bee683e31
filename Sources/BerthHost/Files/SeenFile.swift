import BerthCore
package import Glibc

/// A regular file that was read. It need not be opened once more while its status is the same.
///
/// That is no proof where a file system has times of its own: who is about to replace a file compares its bytes.
package struct SeenFile {
  let bytes: Bytes
  let status: stat
  /// As `berth_attributes` gives them.
  let attributes: Int
  /// Whether any later change shows in its status: what changes twice within one step of the clock has one time.
  private let isSettled: Bool

  /// `name`: not through a symlink.
  ///
  /// - Throws: `SystemFailure`; EINVAL for what is no regular file.
  init(_ name: String, in folder: Descriptor, shownAs path: String) throws(SystemFailure) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &now)
    let (file, status) = try Descriptor.openFile(name, in: folder, shownAs: path)
    bytes = try file.readAll(expecting: Int(status.st_size))
    attributes = try file.attributes()
    isSettled = Self.isSettled(status.st_ctim, at: now)
    self.status = status
  }

  /// Whether a change that comes after a moment has another time than one before it. Some file systems count seconds, FAT
  /// every other one.
  package static func isSettled(_ changed: timespec, at now: timespec) -> Bool {
    let isCoarse = changed.tv_nsec % 10_000_000 == 0
    return isCoarse
      ? now.tv_sec - changed.tv_sec > 2 : (changed.tv_sec, changed.tv_nsec) < (now.tv_sec, now.tv_nsec)
  }

  /// Whether it is as it was, bytes, mode, attributes and all, by the status of what has its name now.
  func isStill(_ now: stat) -> Bool {
    isSettled && status.identity == now.identity && status.st_size == now.st_size
      && status.st_ctim.tv_sec == now.st_ctim.tv_sec && status.st_ctim.tv_nsec == now.st_ctim.tv_nsec
  }
}
