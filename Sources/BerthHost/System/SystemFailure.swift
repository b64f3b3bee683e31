import BerthCore
import Glibc

/// A system call that failed: which, on what, and why.
package struct SystemFailure: Error, Hashable, Sendable {
  /// What was being done, as a person says it: `write`, `rename`.
  package let action: String
  /// As messages show it.
  package let path: String
  /// errno(3).
  package let code: Int32

  package init(_ action: String, _ path: String, code: Int32 = errno) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// Whether it says that a symlink, a folder, a FIFO or a device is where a regular file was expected, or a file too
  /// big to be one of Berth's.
  var isNoRegularFile: Bool { [ELOOP, EINVAL, EISDIR, ENXIO, EFBIG].contains(code) }

  /// Whether it says that a folder on the way is not there, or is somebody else's symlink or file by now.
  var isNoFolder: Bool { [ENOENT, ENOTDIR, ELOOP].contains(code) }

  /// Whether it says that its owner keeps us out.
  var isDenied: Bool { [EACCES, EPERM].contains(code) }

  /// The system's words for the reason: `No space left on device`.
  package var reason: String { String(cString: strerror(code)) }
}

/// Calls again while a signal interrupts, as read(2) and its like may be.
///
/// - Returns: what the call gave; -1 if it failed, with the reason in `errno`.
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
