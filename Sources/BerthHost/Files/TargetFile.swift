import BerthCore
import CSystemCalls
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

  /// What lies under a name.
  enum Content: Equatable {
    case nothing
    /// A regular file.
    case file(Change.FileState)
    /// A symlink, a folder, a FIFO, a device.
    case other
  }

  /// What is there now.
  func content() throws(SystemFailure) -> Content { try content(of: name) }

  /// What lies under the temporary name.
  func prepared() throws(SystemFailure) -> Content { try content(of: temporary) }

  private func content(of name: String) throws(SystemFailure) -> Content {
    do {
      let (bytes, status) = try home.contents(of: name, in: folder, shownAs: "\(path)")
      return .file(Change.FileState(bytes: bytes, mode: status.permissions))
    } catch {
      if error.code == ENOENT { return .nothing }
      if error.isNoRegularFile { return .other }
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
    try copyAttributes(to: file)
    try file.setMode(state.mode)
    try file.write(state.bytes)
    try file.sync()
  }

  /// Extended attributes and access control lists: those of the file that is there.
  private func copyAttributes(to file: Descriptor) throws(SystemFailure) {
    let old = openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard old >= 0 else { return }
    defer { close(old) }
    guard berth_copy_attributes(old, file.number) == 0 else {
      throw SystemFailure("set the extended attributes of", "\(path)")
    }
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
  ///
  /// The two change places at once, and only what then lies under the temporary name is removed: what somebody has
  /// saved there since anyone last looked is found, and put back.
  ///
  /// - Returns: false, if the target held something else than expected; it does so still.
  func replace(_ expected: Content) throws(SystemFailure) -> Bool {
    guard try content() == expected else { return false }
    guard berth_exchange(folder.number, temporary, name) == 0 else {
      switch errno {
      case ENOENT: return false
      case EINVAL, ENOSYS, EOPNOTSUPP:
        // A file system that can't: what is saved in this very moment is lost.
        try rename()
        return true
      default: throw SystemFailure("replace", "\(path)")
      }
    }
    return try removeTakenOut(expected)
  }

  private func rename() throws(SystemFailure) {
    guard renameat(folder.number, temporary, folder.number, name) == 0 else {
      throw SystemFailure("replace", "\(path)")
    }
  }

  /// Removes what a replacement has brought under the temporary name, if it is what was expected to be taken out;
  /// puts it back if not.
  private func removeTakenOut(_ expected: Content) throws(SystemFailure) -> Bool {
    let isExpected: Bool
    do {
      isExpected = try prepared() == expected
    } catch {
      try putBack()
      throw error
    }
    guard isExpected else {
      try putBack()
      return false
    }
    try discard()
    return true
  }

  /// Puts back what a replacement has brought under the temporary name.
  func putBack() throws(SystemFailure) {
    if berth_exchange(folder.number, temporary, name) != 0 {
      // The target was to be removed, and nothing is there; or something again, which was saved after this.
      guard [ENOENT, EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) else {
        throw SystemFailure("put back", "\(path)")
      }
      _ = try create()
    }
    try discard()
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
      try rename()
      return true
    default: throw SystemFailure("create", "\(path)")
    }
  }

  /// Writes over the file itself, which is not atomic: for mount points and hard links.
  ///
  /// - Returns: false, if it held something else than expected; nothing is written then.
  func overwrite(_ expected: Content, with state: Change.FileState) throws(SystemFailure) -> Bool {
    guard try content() == expected else { return false }
    let file = try Descriptor.open(
      name, in: folder.number, O_WRONLY | O_NOFOLLOW | O_NONBLOCK, shownAs: "\(path)")
    try file.write(state.bytes)
    guard retrying({ ftruncate(file.number, off_t(state.bytes.count)) }) == 0 else {
      throw SystemFailure("cut", "\(path)")
    }
    if try file.status().permissions != state.mode { try file.setMode(state.mode) }
    try file.sync()
    return true
  }

  /// Removes the file: by giving it the temporary name first, so that what somebody has saved there since anyone
  /// last looked is found, and put back.
  ///
  /// - Returns: false, if the target held something else than expected.
  func delete(_ expected: Content) throws(SystemFailure) -> Bool {
    guard try content() == expected else { return false }
    guard renameat(folder.number, name, folder.number, temporary) == 0 else {
      if errno == ENOENT { return false }
      throw SystemFailure("remove", "\(path)")
    }
    return try removeTakenOut(expected)
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
