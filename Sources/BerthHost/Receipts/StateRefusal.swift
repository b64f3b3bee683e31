/// Why the state folder can't be relied on. Berth does not guess: it says what to do.
package enum StateRefusal: Error, Hashable, Sendable {
  /// The folder belongs to somebody else.
  case owner(folder: String, owner: String)
  /// Others may read or write it.
  case mode(folder: String, mode: UInt32)
  /// It is a symlink or a file.
  case noFolder(String)
  /// A file in it that this version can't read: from a newer one.
  case newer(file: String, version: String)
  /// A file in it that is cut off or was edited.
  case damaged(file: String, folder: String, problem: String)
  /// It is another home's, or of a version that did not say whose, and not in the home. The other home, where known.
  case foreign(folder: String, home: String?)
  /// Something else lies where a file of the user's is to be kept: its name is that of another content.
  case inTheWay(file: String)
}

extension StateRefusal {
  /// Refuses a state folder that others own, or can get at.
  static func expectPrivate(
    _ folder: String, isOwn: Bool, owner: @autoclosure () -> String, mode: UInt32
  ) throws(StateRefusal) {
    guard isOwn else { throw .owner(folder: folder, owner: owner()) }
    guard mode & 0o077 == 0 else { throw .mode(folder: folder, mode: mode) }
  }
}

/// Another run holds the lock on the state folder.
package struct Busy: Error, Hashable, Sendable {
  /// Its process, where the system tells.
  package let holder: Int32?
}
