import BerthCore
import Glibc

extension Home {
  /// 0700 in `~/.ssh` and for it, as sshd and ssh want it, 0755 elsewhere.
  static func modeOfNewFolder(_ path: HomePath) -> Mode {
    path.relative.split(separator: "/").first == ".ssh" ? 0o700 : 0o755
  }

  /// Makes a folder, whatever the umask.
  func makeFolder(_ path: HomePath) throws(SystemFailure) {
    let parent = try openFolder(path.folder)
    guard mkdirat(parent.number, path.name, 0o700) == 0 else { throw SystemFailure("create", "\(path)") }
    let made = try parent.folder(path.name)
    let mode = Self.modeOfNewFolder(path)
    if mode != 0o700 { try made.setMode(mode) }
    try parent.sync()
  }

  /// Removes a folder if it is empty. What somebody has put in its place or in the place of one above it, what is in
  /// use, and what is mounted there stays.
  func removeFolderIfEmpty(_ path: HomePath) throws(SystemFailure) {
    let parent: Descriptor
    do {
      parent = try openFolder(path.folder)
    } catch {
      if error.isNoFolder { return }
      throw error
    }
    guard unlinkat(parent.number, path.name, AT_REMOVEDIR) == 0 else {
      let lasting = [ENOTEMPTY, EEXIST, ENOTDIR, EBUSY, EINVAL]
      if lasting.contains(errno) || parent.hasLost(path.name) { return }
      throw SystemFailure("remove", "\(path)")
    }
    // Once the journal is gone, nobody would remove it again that a power cut brings back.
    try parent.sync()
  }
  /// Whether a folder is closed to the user: what lies in it can't be removed.
  func isClosed(_ path: HomePath?) -> Bool {
    do {
      guard let folder = try existingFolder(path) else { return false }
      return faccessat(folder.number, ".", W_OK | X_OK, AT_EACCESS) != 0 && errno == EACCES
    } catch {
      return error.code == EACCES
    }
  }
}
