import BerthCore
import CSystemCalls
import Glibc

/// A regular file that was read. It need not be opened once more while its status is the same.
///
/// That is no proof where a file system has times of its own: who is about to replace a file compares its bytes.
struct SeenFile {
  let bytes: Bytes
  let status: stat
  /// As `berth_attributes` gives them.
  let attributes: Int
  /// Whether any later change shows in its status: what changes twice within one step of the clock has one time.
  private let isSettled: Bool

  /// Whether it has nothing but bytes, an owner and a mode that what replaces it is to be given.
  var isBare: Bool { attributes & berth_copied == 0 }

  /// `name`: not through a symlink.
  ///
  /// - Throws: `SystemFailure`; EINVAL for what is no regular file.
  init(_ name: String, in folder: Descriptor, shownAs path: String) throws(SystemFailure) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &now)
    let (file, status) = try Descriptor.openFile(name, in: folder, shownAs: path)
    bytes = try file.readAll(expecting: Int(status.st_size))
    attributes = Int(berth_attributes(file.number))
    isSettled = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec) < (now.tv_sec, now.tv_nsec)
    self.status = status
  }

  /// Whether it is as it was, bytes, mode, attributes and all, by the status of what has its name now.
  func isStill(_ now: stat) -> Bool {
    isSettled && status.identity == now.identity && status.st_size == now.st_size
      && status.st_ctim.tv_sec == now.st_ctim.tv_sec && status.st_ctim.tv_nsec == now.st_ctim.tv_nsec
  }
}
