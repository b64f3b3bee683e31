import BerthCore
import CSystemCalls
import Glibc

/// One file that is written: by a temporary one beside it that takes its place at once, or, where that can't be
/// done, in place.
///
/// Its folder is opened once, walking down from the home without following symlinks, and everything is done
/// relative to that. It can't be copied, and so no number of them collected: each keeps a folder open.
struct TargetFile: ~Copyable {
  let path: HomePath
  let temporary: String
  /// Whether a name is one that is given to what is prepared, or was taken out.
  static func isTemporary(_ name: String) -> Bool {
    let parts = name.dropFirst().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return TemporaryName.isOne("." + parts[0])
      && (parts.count == 1 || ["part", "undo", "undo.part"].contains(parts[1]))
  }

  /// What is not whole yet.
  private var part: String { temporary + ".part" }
  private let folder: Descriptor
  private var name: String { path.name }

  init(_ path: HomePath, temporary: String, in home: Home) throws(SystemFailure) {
    self.init(path, temporary: temporary, try home.openFolder(path.folder))
  }

  /// In a folder that is open already.
  init(_ path: HomePath, temporary: String, _ folder: Descriptor) {
    self.path = path
    self.temporary = temporary
    self.folder = folder
  }

  /// The same target in the same folder, with another temporary name.
  func under(_ temporary: String) -> TargetFile {
    TargetFile(path, temporary: temporary, folder)
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

  private func content(of name: String) throws(SystemFailure) -> Content { try look(at: name).content }

  /// What lies under a name, and the regular file that it is, open.
  private func look(at name: String) throws(SystemFailure) -> (content: Content, file: Descriptor?) {
    do {
      let (file, status) = try Descriptor.openFile(name, in: folder, shownAs: "\(path)")
      return (try content(of: file, status), file)
    } catch {
      if error.code == ENOENT { return (.nothing, nil) }
      if error.isNoRegularFile { return (.other, nil) }
      throw error
    }
  }

  private func content(of file: Descriptor, _ status: stat) throws(SystemFailure) -> Content {
    .file(Change.FileState(bytes: try file.readAll(expecting: Int(status.st_size)), mode: status.permissions))
  }

  /// Prepares the new content beside the target, and sees it to the disk. Nobody else can read it at any moment
  /// who may not read the target, and the mode is the final one before the first byte is there.
  ///
  /// It has the temporary name only once it is whole: what lies there is never half of something.
  func stage(_ state: Change.FileState) throws(SystemFailure) {
    let file = try Descriptor.open(
      part, in: folder.number, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, shownAs: "\(path)")
    if let old = try replaced() {
      try file.setOwner(Owner(try old.status()))
      // Those of files on a network change without a sign.
      guard berth_copy_attributes(old.number, file.number) == 0 else {
        throw SystemFailure("set the extended attributes of", "\(path)")
      }
    }
    try file.setMode(state.mode)
    try file.write(state.bytes)
    try file.restoreMode(state.mode)
    try file.sync()
    try rename(part, to: temporary)
  }

  /// The file whose owner, extended attributes, access control list and inode flags the new one is given; nil, where there
  /// is none.
  private func replaced() throws(SystemFailure) -> Descriptor? {
    // A new target costs no open(2) more.
    var status = stat()
    guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      guard errno == ENOENT else { throw SystemFailure("look at", "\(path)") }
      return nil
    }
    do {
      return try Descriptor.openFile(name, in: folder, shownAs: "\(path)").file
    } catch {
      // What has gone or come meanwhile is found when it is to be replaced.
      if error.code == ENOENT || error.isNoRegularFile { return nil }
      throw error
    }
  }

  /// Puts what was prepared in the target's place.
  ///
  /// The two change places at once, and only what then lies under the temporary name is removed: what somebody has
  /// saved there since anyone last looked is found, and put back.
  ///
  /// `new`: what was prepared.
  ///
  /// - Returns: false, if the target held something else than expected; it does so still.
  func replace(_ expected: Content, by new: Change.FileState) throws(SystemFailure) -> Bool {
    let (now, file) = try look(at: name)
    guard now == expected else { return false }
    guard berth_exchange(folder.number, temporary, name) == 0 else {
      switch errno {
      case ENOENT: return false
      case EINVAL, ENOSYS, EOPNOTSUPP, EPERM, EXDEV:
        // A file system that can't: what is saved in this very moment is lost.
        try rename(temporary, to: name)
        return true
      default: throw SystemFailure("replace", "\(path)")
      }
    }
    return try removeTakenOut(expected, file, leaving: .file(new))
  }

  /// Removes what has come under the temporary name, if it is what was expected to be taken out; puts it back if not.
  ///
  /// `file`: the one that was expected, as the target was last looked at.
  /// `left`: what was put in the target's place.
  private func removeTakenOut(
    _ expected: Content, _ file: Descriptor?, leaving left: Content
  ) throws(SystemFailure) -> Bool {
    let taken: Content
    do {
      taken = try takenOut(file)
    } catch {
      try putBack(over: left)
      throw error
    }
    guard taken == expected else {
      try putBack(over: left)
      return false
    }
    try remove(temporary)
    return true
  }

  /// What has come under the temporary name. If it is the file that was open by then, that is read once more: it may
  /// have been written to.
  private func takenOut(_ file: Descriptor?) throws(SystemFailure) -> Content {
    guard let file, case let status = try file.status(), has(temporary, status) else { return try prepared() }
    try file.rewind()
    return try content(of: file, status)
  }

  /// Puts back what a replacement has brought under the temporary name.
  ///
  /// `left`: what was put in the target's place. If something else is there by now, it was saved after what
  /// is to be put back, and over it: it stays.
  func putBack(over left: Content) throws(SystemFailure) {
    if left == .nothing {
      _ = try create()
    } else if berth_exchange(folder.number, temporary, name) == 0 {
      if try prepared() != left { _ = berth_exchange(folder.number, temporary, name) }
    } else {
      guard errno == ENOENT else { throw SystemFailure("put back", "\(path)") }
      _ = try create()
    }
    try remove(temporary)
  }

  /// Puts what was prepared where nothing is.
  ///
  /// - Returns: false, if something is there by now.
  func create() throws(SystemFailure) -> Bool {
    if linkat(folder.number, temporary, folder.number, name, 0) == 0 {
      try remove(temporary)
      return true
    }
    switch errno {
    case EEXIST: return false
    case EPERM, EOPNOTSUPP, EMLINK, ENOSYS:
      // A file system without hard links.
      guard faccessat(folder.number, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0 else { return false }
      try rename(temporary, to: name)
      return true
    default: throw SystemFailure("create", "\(path)")
    }
  }

  /// Writes over the file itself, which is not atomic: for mount points and hard links.
  ///
  /// An owner who may not write it is let do so while this goes on.
  ///
  /// - Returns: false, if it held something else than expected; nothing is written then.
  func overwrite(_ expected: Content, with state: Change.FileState) throws(SystemFailure) -> Bool {
    func open(_ access: Int32) throws(SystemFailure) -> Descriptor? {
      do {
        return try Descriptor.open(
          name, in: folder.number, access | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, shownAs: "\(path)")
      } catch {
        if error.code == ENOENT || error.isNoRegularFile { return nil }
        throw error
      }
    }
    guard let reader = try open(O_RDONLY), case let status = try reader.status(), status.type == S_IFREG
    else { return false }
    // Compared and written as one file, whatever takes its name meanwhile.
    let bytes = try reader.readAll(expecting: Int(status.st_size))
    guard expected == .file(Change.FileState(bytes: bytes, mode: status.permissions)), has(name, status)
    else { return false }
    var isWritten = false
    defer { if !isWritten { try? reader.restoreMode(status.permissions) } }
    if status.permissions & S_IWUSR == 0 { try reader.setMode(status.permissions | S_IWUSR) }
    guard let file = try open(O_WRONLY), try file.status().identity == status.identity else { return false }
    try file.write(state.bytes)
    guard retrying({ ftruncate(file.number, off_t(state.bytes.count)) }) == 0 else {
      throw SystemFailure("cut", "\(path)")
    }
    try file.restoreMode(state.mode)
    isWritten = true
    try file.sync()
    return true
  }

  /// Whether a name leads to a file.
  private func has(_ name: String, _ status: stat) -> Bool {
    var there = stat()
    return fstatat(folder.number, name, &there, AT_SYMLINK_NOFOLLOW) == 0
      && there.identity == status.identity
  }

  /// Removes the file: by giving it the temporary name first, so that what somebody has saved there since anyone
  /// last looked is found, and put back.
  ///
  /// - Returns: false, if the target held something else than expected.
  func delete(_ expected: Content) throws(SystemFailure) -> Bool {
    let (now, file) = try look(at: name)
    guard now == expected else { return false }
    guard renameat(folder.number, name, folder.number, temporary) == 0 else {
      if errno == ENOENT { return false }
      throw SystemFailure("remove", "\(path)")
    }
    return try removeTakenOut(expected, file, leaving: .nothing)
  }

  /// Removes what was prepared, if it is there.
  func discard() throws(SystemFailure) {
    try remove(part)
    try remove(temporary)
  }

  private func remove(_ name: String) throws(SystemFailure) {
    guard unlinkat(folder.number, name, 0) == 0 || folder.hasLost(name) else {
      throw SystemFailure("remove", shown(name))
    }
  }

  /// Sees the folder's entries to the disk.
  func syncFolder() throws(SystemFailure) { try folder.sync() }

  private func rename(_ old: String, to new: String) throws(SystemFailure) {
    guard renameat(folder.number, old, folder.number, new) == 0 else {
      throw SystemFailure("replace", "\(path)")
    }
  }

  private func shown(_ name: String) -> String { "~/" + (path.folder.map { $0.relative + "/" } ?? "") + name }
}
