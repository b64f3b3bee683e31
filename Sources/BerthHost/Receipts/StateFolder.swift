import BerthCore
import Glibc

/// `$XDG_STATE_HOME/berth`, else `~/.local/state/berth`: the receipt, the originals and the journal. 0700, its
/// files 0600.
package final class StateFolder {
  /// As bytes, absolute.
  let path: Bytes
  /// As messages show it.
  let shown: String
  /// The home that works with it, as `$HOME` has it.
  let homePath: Bytes
  let folder: Descriptor

  /// - Parameters:
  ///   - folder: at its place, or about to come there.
  ///   - location: that place.
  init(_ folder: Descriptor, at location: StateLocation) {
    path = location.path
    shown = location.shown
    homePath = location.homePath
    self.folder = folder
  }

  /// The state folder, if there is one.
  ///
  /// - Throws: `StateRefusal`, `SystemFailure`.
  package static func openExisting(at location: StateLocation) throws -> StateFolder? {
    let folder: Descriptor
    do {
      folder = try Descriptor.open(
        rawPath: location.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, shownAs: location.shown)
    } catch {
      if error.code == ENOENT { return nil }
      if error.code == ENOTDIR || error.code == ELOOP { throw StateRefusal.noFolder(location.shown) }
      throw error
    }
    let status = try folder.status()
    try StateRefusal.expectPrivate(
      location.shown, isOwn: status.st_uid == geteuid(), owner: UserDatabase.name(of: status.st_uid),
      mode: status.permissions)
    return StateFolder(folder, at: location)
  }

  /// Whether the path still leads to this very folder, and not to one made since.
  func isCurrent() -> Bool {
    var here = stat()
    var there = stat()
    let found = path.withCPath { lstat($0, &there) }
    return found == 0 && fstat(folder.number, &here) == 0 && here.identity == there.identity
  }

  // MARK: - Files

  /// A file's bytes; nil if there is none.
  func read(_ name: String) throws(SystemFailure) -> Bytes? {
    let file: Descriptor
    do {
      file = try Descriptor.open(
        name, in: folder.number, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, shownAs: shown(name))
    } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    return try file.readAll(expecting: Int(try file.status().st_size))
  }

  /// Whether there is a file of that name.
  func has(_ name: String) throws(SystemFailure) -> Bool {
    if faccessat(folder.number, name, F_OK, 0) == 0 { return true }
    guard errno == ENOENT else { throw SystemFailure("look at", shown(name)) }
    return false
  }

  /// Writes the next version of a record beside it, and sees it to the disk: `putNext` puts it in its place.
  ///
  /// `name`: of the receipt or of the journal.
  func writeNext(_ name: String, _ bytes: Bytes) throws(SystemFailure) {
    try write(bytes, to: Self.next(name))
  }

  /// Writes a record of a state folder that has not come to its place yet, and sees it to the disk.
  func writeFirst(_ name: String, _ bytes: Bytes) throws(SystemFailure) {
    try write(bytes, to: name)
    try sync()
  }

  /// Puts what was written with `writeNext` in the record's place, at once.
  func putNext(_ name: String) throws(SystemFailure) {
    try move(Self.next(name), to: name)
    try folder.sync()
  }

  /// Writes what a run replaces and puts, and sees it to the disk.
  ///
  /// `images`: with their places, as the journal names them.
  func writeImages(_ images: [(place: String, bytes: Bytes)]) throws(SystemFailure) {
    guard !images.isEmpty else { return }
    let subfolder = try makeSubfolder(Self.imagesName)
    for image in images {
      precondition(image.place.hasPrefix("\(Self.imagesName)/"), "no image's place: \(image.place)")
      try write(image.bytes, to: image.place)
    }
    try subfolder.sync()
  }

  /// A new file, 0600 from its first moment, in place of one that an interrupted run may have left. Only for what
  /// belongs to one run: what is the user's is preserved, see `preserve`.
  private func write(_ bytes: Bytes, to name: String) throws(SystemFailure) {
    let file: Descriptor
    do {
      file = try create(name)
    } catch {
      guard error.code == EEXIST, unlinkat(folder.number, name, 0) == 0 else { throw error }
      file = try create(name)
    }
    try file.write(bytes)
    try file.sync()
  }

  private func create(_ name: String) throws(SystemFailure) -> Descriptor {
    try Descriptor.open(
      name, in: folder.number, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, shownAs: shown(name))
  }

  /// Sees to the disk which files are in it.
  func sync() throws(SystemFailure) { try folder.sync() }

  /// Removes a file, if it is there.
  func remove(_ name: String) throws(SystemFailure) {
    guard unlinkat(folder.number, name, 0) == 0 || folder.hasLost(name) else {
      throw SystemFailure("remove", shown(name))
    }
  }

  private func makeSubfolder(_ name: String) throws(SystemFailure) -> Descriptor {
    guard mkdirat(folder.number, name, 0o700) == 0 || errno == EEXIST else {
      throw SystemFailure("create", shown(name))
    }
    return try subfolder(name)
  }

  private func subfolder(_ name: String) throws(SystemFailure) -> Descriptor {
    try Descriptor.open(name, in: folder.number, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, shownAs: shown(name))
  }

  /// Removes what a run replaced, with its folder, if it is there.
  func removeImages() throws(SystemFailure) {
    for name in try names(in: Self.imagesName) { try remove("\(Self.imagesName)/\(name)") }
    try removeSubfolder(Self.imagesName)
  }

  /// The names in a folder in it; none, if there is no such folder.
  private func names(in name: String) throws(SystemFailure) -> [String] {
    do {
      return try subfolder(name).names()
    } catch {
      if error.code == ENOENT { return [] }
      throw error
    }
  }

  /// Removes a folder in it if it is empty.
  private func removeSubfolder(_ name: String) throws(SystemFailure) {
    guard unlinkat(folder.number, name, AT_REMOVEDIR) != 0, errno != ENOTEMPTY, errno != EEXIST else {
      return
    }
    guard folder.hasLost(name) else { throw SystemFailure("remove", shown(name)) }
  }

  // MARK: - What is the user's

  /// A folder of files that are the user's. Each is written once, whole, under a name that is made from what is in it
  /// (`HomePath.storedName(of:)`), and never changed; another of the same name is the same.
  enum Archive: String, CaseIterable {
    /// What was there before Berth, by the names in the receipt.
    case originals
    /// What was put aside for good: what does not come back, and where undoing a run found somebody's edits.
    case kept

    /// A file's place in the state folder.
    func place(_ name: String) -> String { "\(rawValue)/\(name)" }
  }

  /// What is in an archive.
  func names(in archive: Archive) throws(SystemFailure) -> [String] { try names(in: archive.rawValue) }

  /// Puts files into an archive, those apart that are there already, and sees them to the disk. Each has its name only
  /// once it is whole.
  ///
  /// `images`: the places of those that lie in the state folder by now, by their names: they get another name.
  ///
  /// - Throws: `SystemFailure`; `StateRefusal`, where something else has taken a name.
  func preserve(
    _ files: [(name: String, bytes: Bytes)], in archive: Archive, images: [String: String] = [:]
  ) throws {
    guard !files.isEmpty else { return }
    let subfolder = try makeSubfolder(archive.rawValue)
    for file in files {
      let place = archive.place(file.name)
      if let image = images[file.name], linkat(folder.number, image, folder.number, place, 0) == 0 {
        continue
      }
      guard try !has(file.bytes, as: file.name, in: archive) else { continue }
      try write(file.bytes, to: Self.unpreservedName)
      try move(Self.unpreservedName, to: place)
    }
    try subfolder.sync()
  }

  /// An original that does not come back goes to what is kept for good, if it has not gone there yet.
  ///
  /// - Throws: as `preserve`.
  func retire(_ name: String) throws {
    guard let bytes = try read(Archive.originals.place(name)) else { return }
    guard try !has(bytes, as: name, in: .kept) else { return try remove(Archive.originals.place(name)) }
    let kept = try makeSubfolder(Archive.kept.rawValue)
    try move(Archive.originals.place(name), to: Archive.kept.place(name))
    try kept.sync()
  }

  /// Sees to the disk which files are in an archive.
  func sync(_ archive: Archive) throws(SystemFailure) {
    do {
      try subfolder(archive.rawValue).sync()
    } catch {
      guard error.code == ENOENT else { throw error }
    }
  }

  /// Removes the folders of the archives that are empty.
  func removeEmptyArchives() throws(SystemFailure) {
    for archive in Archive.allCases { try removeSubfolder(archive.rawValue) }
  }

  private func has(_ bytes: Bytes, as name: String, in archive: Archive) throws -> Bool {
    guard let there = try read(archive.place(name)) else { return false }
    guard there == bytes else { throw StateRefusal.inTheWay(file: shown(archive.place(name))) }
    return true
  }

  private func move(_ name: String, to newName: String) throws(SystemFailure) {
    guard renameat(folder.number, name, folder.number, newName) == 0 else {
      throw SystemFailure("rename", shown(name))
    }
  }

  func shown(_ name: String) -> String { "\(shown)/\(name)" }

  // MARK: - Its own end

  /// Removes the folder if nothing is installed and nothing is kept in it, and those above that were made for it and
  /// nobody uses.
  ///
  /// - Returns: those that nobody may remove.
  func removeItself(at location: StateLocation) throws -> [LeftAlone] {
    guard isCurrent() else { return [] }
    let receipt: Receipt
    do {
      receipt = try loadReceipt() ?? .empty
    } catch is StateRefusal {
      // What can't be relied on is left alone.
      return []
    }
    guard receipt.entries.isEmpty else { return [] }
    let names = Set(try folder.names())
    switch names.filter(Self.isOwn) {
    case [], [Self.receiptName]:
      var patience = StateLock.Patience()
      let left = try HomeLock(of: location, &patience).during {
        try StateScaffold.takeDown(self, at: location, receipt)
      }
      // Somebody else's file is in it.
      return names.allSatisfy(Self.isOwn) ? left : [.denied(SystemFailure("remove", shown, code: ENOTEMPTY))]
    case [Self.receiptName, Archive.kept.rawValue]: try remove(Self.receiptName)
    default: break
    }
    return []
  }

  /// Whether it is a name that Berth gives here.
  private static func isOwn(_ name: String) -> Bool {
    let records = [receiptName, journalName]
    return (records + records.map(next) + [imagesName, unpreservedName]).contains(name)
      || Archive(rawValue: name) != nil
  }

  /// Whether there is nothing here but what a run that has come to its end leaves.
  ///
  /// `names`: what is in it.
  static func isTidy(_ names: Set<String>) -> Bool {
    let own = names.filter(Self.isOwn)
    let lasting = [Self.receiptName] + Archive.allCases.map(\.rawValue)
    guard own.allSatisfy(lasting.contains) else { return false }
    return own.contains(Self.receiptName) || own == [Archive.kept.rawValue] || own.isEmpty && !names.isEmpty
  }
}
