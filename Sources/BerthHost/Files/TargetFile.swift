import BerthCore
import Glibc

/// One file that is written: by a temporary one beside it that takes its place at once, or, where that can't be
/// done, in place.
///
/// Its folder is opened once, walking down from the home without following symlinks, and everything is done
/// relative to that.
struct TargetFile {
  let path: HomePath
  let temporary: String
  private let home: Home
  private let folder: Descriptor
  private var name: String { path.name }

  init(_ path: HomePath, temporary: String, in home: Home) throws(SystemFailure) {
    self.path = path
    self.temporary = temporary
    self.home = home
    folder = try home.openFolder(path.folder)
  }

  /// What is there now; nil: nothing.
  ///
  /// - Throws: `SystemFailure`, also if something other than a regular file is.
  func current() throws(SystemFailure) -> Change.FileState? {
    do {
      let (bytes, status) = try home.contents(of: name, in: folder, shownAs: "\(path)")
      return Change.FileState(bytes: bytes, mode: status.permissions)
    } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
  }

  /// Prepares the new content beside the target, and sees it to the disk. Nobody else can read it at any moment
  /// who may not read the target, and the mode is the final one before the first byte is there.
  func stage(_ state: Change.FileState) throws(SystemFailure) {
    let shown = "\(path)"
    let file = try Descriptor.open(
      temporary, in: folder.number, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, shownAs: shown)
    try file.setOwner(try owner())
    try file.setMode(state.mode)
    try file.write(state.bytes)
    try file.sync()
  }

  /// Whose the file is to be: the owner it has, or, for root in somebody's home, the home's.
  private func owner() throws(SystemFailure) -> Owner {
    var status = stat()
    if fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return Owner(status) }
    guard geteuid() == 0, home.owner.user != 0 else { return Owner(user: geteuid(), group: try newGroup()) }
    return home.owner
  }

  /// The group that the system gives new files here: the folder's if it has the set-group-ID bit, else ours.
  private func newGroup() throws(SystemFailure) -> gid_t {
    let status = try folder.status()
    return status.st_mode & S_ISGID != 0 ? status.st_gid : getegid()
  }

  /// Puts what was prepared in the target's place.
  func replace() throws(SystemFailure) {
    guard renameat(folder.number, temporary, folder.number, name) == 0 else {
      throw SystemFailure("replace", "\(path)")
    }
  }

  /// Puts what was prepared where nothing is.
  ///
  /// - Returns: false, if something is there by now.
  func create() throws(SystemFailure) -> Bool {
    if linkat(folder.number, temporary, folder.number, name, 0) == 0 {
      guard unlinkat(folder.number, temporary, 0) == 0 else { throw SystemFailure("remove", shownTemporary) }
      return true
    }
    switch errno {
    case EEXIST: return false
    case EPERM, EOPNOTSUPP, EMLINK, ENOSYS:
      // A file system without hard links.
      guard faccessat(folder.number, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0 else { return false }
      try replace()
      return true
    default: throw SystemFailure("create", "\(path)")
    }
  }

  /// Writes over the file itself, which is not atomic: for mount points and hard links.
  func overwrite(_ state: Change.FileState) throws(SystemFailure) {
    let file = try Descriptor.open(
      name, in: folder.number, O_WRONLY | O_NOFOLLOW | O_NONBLOCK, shownAs: "\(path)")
    try file.write(state.bytes)
    guard retrying({ ftruncate(file.number, off_t(state.bytes.count)) }) == 0 else {
      throw SystemFailure("cut", "\(path)")
    }
    if try file.status().permissions != state.mode { try file.setMode(state.mode) }
    try file.sync()
  }

  func delete() throws(SystemFailure) {
    guard unlinkat(folder.number, name, 0) == 0 else { throw SystemFailure("remove", "\(path)") }
  }

  /// Removes what was prepared, if it is there.
  func discard() throws(SystemFailure) {
    guard unlinkat(folder.number, temporary, 0) == 0 || folder.hasLost(temporary) else {
      throw SystemFailure("remove", shownTemporary)
    }
  }

  /// Sees the folder's entries to the disk.
  func syncFolder() throws(SystemFailure) { try folder.sync() }

  private var shownTemporary: String { "~/" + (path.folder.map { $0.relative + "/" } ?? "") + temporary }
}
