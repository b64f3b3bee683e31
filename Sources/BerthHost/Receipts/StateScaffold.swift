import BerthCore
import CSystemCalls
import Glibc

/// A folder of a name that nobody else uses, beside the outermost folder that is made for the state folder.
///
/// All that is missing is made in it and comes to its place with it by one rename, with a receipt that says how many
/// folders are Berth's. At the end a copy of that lies here while they are removed. So a kill leaves nothing, all of it,
/// or a folder that the next run knows by its name.
package struct StateScaffold {
  private let location: StateLocation
  /// Absolute.
  private let path: Bytes
  /// The outermost folder that is made, absolute.
  private let top: Bytes

  /// One that is not there yet.
  private init(beside top: Bytes, of location: StateLocation) {
    var random = SystemRandomNumberGenerator()
    let token = random.next().digits(radix: 16, count: 16)
    self.init(folder: top.folderPath, name: "\(TemporaryName.start)\(token)", of: location)
  }

  private init(folder: Bytes, name: String, of location: StateLocation) {
    self.location = location
    path = folder + Bytes("/\(name)".utf8)
    let slash = UInt8(ascii: "/")
    top =
      location.path[(folder.count + 1)...].firstIndex(of: slash).map { Bytes(location.path[..<$0]) }
      ?? location.path
  }

  /// Where a folder lies as long as it lies in here.
  private func place(of folder: Bytes) -> Bytes { path + folder[top.count...] }

  // MARK: - The coming

  /// Makes the state folder, with those above that are missing.
  ///
  /// `patience`: with which to wait for a run that does the same, or takes it away.
  ///
  /// - Returns: the state folder, locked; nil, if somebody else has made one of them meanwhile.
  static func raise(at location: StateLocation, _ patience: inout StateLock.Patience) throws -> StateFolder? {
    try HomeLock(of: location, &patience).during {
      try clearAll(at: location)
      return try raise(at: location)
    }
  }

  private static func raise(at location: StateLocation) throws -> StateFolder? {
    var missing: [Bytes] = []
    for parent in location.parents {
      guard try location.status(of: parent) == nil else { break }
      missing.append(parent)
    }
    let scaffold = StateScaffold(beside: missing.last ?? location.path, of: location)
    do {
      if let state = try scaffold.raise(missing.reversed() + [location.path]) { return state }
    } catch {
      // What went wrong is the error, not what clearing away may meet.
      try? scaffold.remove()
      throw error
    }
    try scaffold.remove()
    return nil
  }

  /// `folders`: those to be made, the outermost first.
  ///
  /// - Returns: the state folder, locked.
  private func raise(_ folders: [Bytes]) throws -> StateFolder? {
    for folder in folders { try makeFolder(folder) }
    let opened = try open(place(of: location.path), shownAs: location.path)
    // Nobody comes before us once it is in its place.
    guard opened.locks(LOCK_EX) else { throw SystemFailure("lock", location.shown) }
    let state = StateFolder(opened, at: location)
    var receipt = Receipt.empty
    receipt.home = try state.binding()
    receipt.stateFolders = folders.count - 1
    try state.writeFirst(StateFolder.receiptName, receipt.encoded)
    // Without them a power cut may take the journal, and leave what it tells of.
    for folder in folders.reversed() { try location.sync(place(of: folder), shownAs: folder) }
    guard move(path, to: top) else {
      if errno == EEXIST || errno == ENOTEMPTY { return nil }
      throw SystemFailure("create", location.shown(top))
    }
    do {
      try location.syncEntry(of: top)
    } catch {
      _ = try? Self.takeDown(state, at: location, receipt)
      throw error
    }
    return state
  }

  private func makeFolder(_ folder: Bytes) throws(SystemFailure) {
    guard place(of: folder).withCPath({ mkdir($0, 0o700) }) == 0 else {
      throw SystemFailure("create", location.shown(folder))
    }
  }

  private func open(_ folder: Bytes, shownAs name: Bytes) throws(SystemFailure) -> Descriptor {
    try Descriptor.open(
      rawPath: folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, shownAs: location.shown(name))
  }

  private func move(_ old: Bytes, to new: Bytes) -> Bool {
    old.withCPath { old in new.withCPath { berth_rename_to_nothing(old, $0) } } == 0
  }

  // MARK: - The going

  /// Removes the state folder, in which there is at most its receipt, and those above that were made for it and that
  /// nobody uses. A copy of the receipt lies here until they are gone, sure to outlast all that comes after it. For who
  /// holds the home's lock.
  ///
  /// - Returns: those above that nobody may remove.
  static func takeDown(
    _ state: StateFolder, at location: StateLocation, _ receipt: Receipt
  ) throws -> [LeftAlone] {
    let top = location.parents.prefix(receipt.stateFolders).last ?? location.path
    let scaffold = StateScaffold(beside: top, of: location)
    // Without room for it, a kill may leave folders that are empty.
    try? scaffold.announce(receipt)
    try state.remove(StateFolder.receiptName)
    let left: [LeftAlone]
    do {
      left = try scaffold.removeFolders(claimedBy: receipt)
    } catch {
      // Where the state folder stays, it goes on telling.
      try? state.writeFirst(StateFolder.receiptName, receipt.encoded)
      throw error
    }
    try scaffold.remove()
    return left
  }

  /// Makes it with a copy of a receipt in it.
  private func announce(_ receipt: Receipt) throws {
    try makeFolder(top)
    let folder = try open(path, shownAs: top)
    try StateFolder(folder, at: location).writeFirst(StateFolder.receiptName, receipt.encoded)
    try location.syncEntry(of: path)
  }

  /// Removes it, with what Berth puts there. It stays if there is something else in it.
  private func remove() throws(SystemFailure) {
    var folder = place(of: location.path)
    while folder.count >= path.count {
      for name in [StateFolder.next(StateFolder.receiptName), StateFolder.receiptName] {
        try remove(folder + Bytes("/\(name)".utf8)) { unlink($0) }
      }
      try remove(folder) { rmdir($0) }
      folder = folder.folderPath
    }
  }

  private func remove(_ path: Bytes, by call: (UnsafePointer<CChar>) -> Int32) throws(SystemFailure) {
    if path.withCPath(call) == 0 { return }
    let failure = SystemFailure("remove", location.shown(top))
    guard ![ENOTEMPTY, EEXIST].contains(failure.code), try location.status(of: path) != nil else { return }
    throw failure
  }

  /// The copy that lies here; nil, if there is none that is whole.
  private func receipt() throws(SystemFailure) -> Receipt? {
    let name = path + Bytes("/\(StateFolder.receiptName)".utf8)
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    let bytes: Bytes
    do {
      bytes = try Descriptor.open(rawPath: name, flags, shownAs: location.shown(top)).readAll(expecting: 512)
    } catch {
      if error.isNoFolder || error.isNoRegularFile { return nil }
      throw error
    }
    return try? Receipt(decoding: bytes)
  }

  /// Removes the state folder, if there is nothing in it, and the folders above that a receipt claims; the innermost
  /// first, as far as nobody uses them or has made them their own.
  private func removeFolders(claimedBy receipt: Receipt) throws(SystemFailure) -> [LeftAlone] {
    var last: Bytes?
    var left: [LeftAlone] = []
    for parent in [location.path] + location.parents.prefix(receipt.stateFolders) {
      guard let status = try location.status(of: parent) else { continue }
      guard StateLocation.isAsMade(status) else { break }
      guard parent.withCPath({ rmdir($0) }) == 0 else {
        if [ENOTEMPTY, EEXIST, EBUSY].contains(errno) { break }
        let failure = SystemFailure("remove", location.shown(parent))
        let isClosed = parent.folderPath.withCPath { access($0, W_OK) } != 0
        guard parent != location.path, failure.code == EACCES, isClosed else { throw failure }
        left = [.denied(failure)]
        break
      }
      last = parent
    }
    // Nobody would remove it again that a power cut brings back.
    if let last { try location.syncEntry(of: last) }
    return left
  }

  /// Removes what runs that were killed have left.
  ///
  /// - Throws: `SystemFailure`; `Busy`, where it may be that of a run that is at work.
  package static func clearAway(at location: StateLocation) throws {
    guard !all(at: location).isEmpty else { return }
    var patience = StateLock.Patience()
    try HomeLock(of: location, &patience).during { try clearAll(at: location) }
  }

  private static func clearAll(at location: StateLocation) throws(SystemFailure) {
    for scaffold in all(at: location) {
      if let receipt = try scaffold.receipt() { _ = try scaffold.removeFolders(claimedBy: receipt) }
      try scaffold.remove()
    }
  }

  /// Those that are there.
  private static func all(at location: StateLocation) -> [StateScaffold] {
    ([location.path] + location.parents).map(\.folderPath).flatMap { folder -> [StateScaffold] in
      guard folder.withCPath({ access($0, W_OK) }) == 0,
        let names = try? Descriptor.open(
          rawPath: folder + [UInt8(ascii: "/")], O_RDONLY | O_DIRECTORY, shownAs: ""
        ).names()
      else { return [] }
      return names.filter(TemporaryName.isOne).map { StateScaffold(folder: folder, name: $0, of: location) }
        .filter(\.isOwn)
    }
  }

  /// Whether it is a folder, and this user's.
  private var isOwn: Bool {
    guard let status = try? location.status(of: path) else { return false }
    return status.type == S_IFDIR && status.st_uid == geteuid()
  }
}
