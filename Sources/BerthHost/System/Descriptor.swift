import BerthCore
import CSystemCalls
import Glibc

/// An open file or folder; closed when nobody holds it any more.
package final class Descriptor {
  /// The system's number for it.
  package let number: Int32
  /// As messages show it.
  package let path: String

  init(_ number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  deinit { close(number) }

  /// openat(2), with `O_CLOEXEC`; the number of a folder to start from, or `AT_FDCWD`.
  ///
  /// - Throws: `SystemFailure`; ENOENT included.
  static func open(
    _ name: String, in folder: Int32 = AT_FDCWD, _ flags: Int32, mode: Mode = 0, shownAs path: String
  ) throws(SystemFailure) -> Descriptor {
    let number = retrying { openat(folder, name, flags | O_CLOEXEC, mode) }
    guard number >= 0 else { throw SystemFailure(flags & O_CREAT == 0 ? "open" : "create", path) }
    return Descriptor(number, path: path)
  }

  /// The same for an absolute path, which need not be UTF-8.
  static func open(rawPath: Bytes, _ flags: Int32, shownAs path: String) throws(SystemFailure) -> Descriptor {
    let number = rawPath.withCPath { name in retrying { Glibc.open(name, flags | O_CLOEXEC) } }
    guard number >= 0 else { throw SystemFailure("open", path) }
    return Descriptor(number, path: path)
  }

  /// A new file that lies nowhere and holds this, to be read from its start.
  static func inMemory(_ bytes: Bytes) throws(SystemFailure) -> Descriptor {
    let number = berth_memory_file()
    guard number >= 0 else { throw SystemFailure("create", "a file in memory") }
    let file = Descriptor(number, path: "a file in memory")
    try file.write(bytes)
    try file.rewind()
    return file
  }

  /// A folder in this folder, which must not be a symlink.
  func folder(_ name: String) throws(SystemFailure) -> Descriptor {
    try Descriptor.open(
      name, in: number, O_RDONLY | O_DIRECTORY | O_NOFOLLOW,
      shownAs: path == "~" ? "~/\(name)" : "\(path)/\(name)")
  }

  /// A regular file in a folder, opened for reading, and its status; not through a symlink.
  ///
  /// - Throws: `SystemFailure`; EINVAL for what is no regular file.
  static func openFile(
    _ name: String, in folder: Descriptor, shownAs path: String
  ) throws(SystemFailure) -> (file: Descriptor, status: stat) {
    // Without O_NONBLOCK a FIFO put there meanwhile would hold us up.
    let file = try Descriptor.open(
      name, in: folder.number, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, shownAs: path)
    let status = try file.status()
    guard status.type == S_IFREG else { throw SystemFailure("read", path, code: EINVAL) }
    return (file, status)
  }

  /// fstat(2).
  func status() throws(SystemFailure) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw SystemFailure("look at", path) }
    return status
  }

  /// What decides whether and how it may be written, and what it loses then: as `berth_attributes` gives it.
  func attributes() throws(SystemFailure) -> Int {
    let attributes = Int(berth_attributes(number))
    guard attributes >= 0 else { throw SystemFailure("look at the attributes of", path) }
    return attributes
  }

  /// What is read as one piece has at most so many bytes.
  static let sizeLimit = 1 << 30

  /// Everything from here to the end.
  ///
  /// - Throws: `SystemFailure`; EFBIG, where that is more than `sizeLimit`, or grows to more.
  func readAll(expecting size: Int) throws(SystemFailure) -> Bytes {
    guard size <= Self.sizeLimit else { throw SystemFailure("read", path, code: EFBIG) }
    var failed = false
    var bytes = Bytes(unsafeUninitializedCapacity: size + 1) { buffer, count in
      while count < buffer.count {
        let got = retrying { read(number, buffer.baseAddress! + count, buffer.count - count) }
        if got < 0 { failed = true }
        if got <= 0 { return }
        count += got
      }
    }
    if failed { throw SystemFailure("read", path) }
    // The file has grown since its size was asked for, or does not tell it.
    while bytes.count > size {
      let chunk = try readSome(65_536)
      if chunk.isEmpty { break }
      bytes += chunk
      guard bytes.count <= Self.sizeLimit else { throw SystemFailure("read", path, code: EFBIG) }
    }
    return bytes
  }

  /// What read(2) gives at once, so many bytes at most; none: the end is here.
  func readSome(_ limit: Int) throws(SystemFailure) -> Bytes {
    var chunk = Bytes(repeating: 0, count: limit)
    let got = retrying { read(number, &chunk, limit) }
    guard got >= 0 else { throw SystemFailure("read", path) }
    chunk.removeLast(limit - got)
    return chunk
  }

  /// Goes back to the start.
  func rewind() throws(SystemFailure) {
    guard lseek(number, 0, SEEK_SET) == 0 else { throw SystemFailure("read", path) }
  }

  /// Writes all bytes, or throws.
  func write(_ bytes: Bytes) throws(SystemFailure) {
    var done = 0
    let complete = bytes.withUnsafeBytes { buffer in
      while done < buffer.count {
        let count = retrying { Glibc.write(number, buffer.baseAddress! + done, buffer.count - done) }
        if count < 0 { return false }
        done += count
      }
      return true
    }
    guard complete else { throw SystemFailure("write", path) }
  }

  /// fsync(2). A file system that can't (EINVAL, as some FUSE ones) is not a failure of ours.
  func sync() throws(SystemFailure) {
    guard retrying({ fsync(number) }) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw SystemFailure("sync", path)
    }
  }

  /// Whether a lock is had at once: flock(2), `LOCK_EX` or `LOCK_SH`. If not, `errno` says why: EWOULDBLOCK, somebody
  /// else has it.
  func locks(_ kind: Int32) -> Bool { retrying { flock(number, kind | LOCK_NB) } == 0 }

  /// fchmod(2): the mode is as given, whatever the umask.
  func setMode(_ mode: Mode) throws(SystemFailure) {
    guard fchmod(number, mode) == 0 else { throw SystemFailure("set the mode of", path) }
  }

  /// The same for a file that bytes have been written to: write(2) takes the setuid and setgid bits away, from all but
  /// root.
  ///
  /// - Throws: `SystemFailure`; EPERM as well where one of them does not come back, of which chmod(2) says nothing.
  func restoreMode(_ mode: Mode) throws(SystemFailure) {
    guard try status().permissions != mode else { return }
    try setMode(mode)
    guard mode & ~(try status().permissions) & (S_ISUID | S_ISGID) == 0 else {
      throw SystemFailure("set the mode of", path, code: EPERM)
    }
  }

  /// fchown(2), if the owner is another one.
  func setOwner(_ owner: Owner) throws(SystemFailure) {
    let status = try status()
    guard Owner(status) != owner else { return }
    guard fchown(number, owner.user, owner.group) == 0 else { throw SystemFailure("set the owner of", path) }
  }

  /// Whether there is nothing of that name in a folder: what to ask after a removal that failed, since on a
  /// read-only file system that fails for what is not there as well. `errno` stays.
  func hasLost(_ name: String) -> Bool {
    let code = errno
    defer { errno = code }
    var status = stat()
    return code == ENOENT || fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT
  }

  /// The names in a folder, in the order of their bytes. Names that are no UTF-8 are left out: nothing of
  /// Berth's has one.
  func names() throws(SystemFailure) -> [String] {
    let copy = retrying { openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard copy >= 0 else { throw SystemFailure("list", path) }
    guard let stream = fdopendir(copy) else {
      defer { close(copy) }
      throw SystemFailure("list", path)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw SystemFailure("list", path) }
    return names.sorted()
  }
}

/// Whose a file is.
struct Owner: Hashable {
  let user: uid_t
  let group: gid_t

  init(_ status: stat) {
    user = status.st_uid
    group = status.st_gid
  }
}

extension stat {
  /// `S_IFREG` and its like.
  var type: mode_t { st_mode & S_IFMT }
  /// Which file it is.
  var identity: FileIdentity { FileIdentity(device: UInt64(st_dev), number: UInt64(st_ino)) }
  /// The permission bits.
  var permissions: Mode { st_mode & 0o7777 }
}
