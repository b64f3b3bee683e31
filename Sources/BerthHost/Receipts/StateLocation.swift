package import BerthCore
import Glibc

/// Where the state folder is, whether it exists or not.
package struct StateLocation {
  /// `…/berth`, absolute.
  let path: Bytes
  /// The same without symlinks, as far as it is there already.
  let real: Bytes
  /// As messages show it: the home as `~`.
  package let shown: String
  /// The folders above it that Berth may have to make, the innermost first; not the home itself.
  let parents: [Bytes]
  /// The home's path, as `$HOME` has it.
  let homePath: Bytes
  /// The same with a slash behind.
  private let homePrefix: Bytes

  /// - Parameters:
  ///   - stateHome: `$XDG_STATE_HOME`. The XDG Base Directory Specification has it absolute, and ignored otherwise.
  ///   - homePath: as `$HOME` has it.
  package init(stateHome: Bytes?, homePath: Bytes) {
    let slash = UInt8(ascii: "/")
    if let stateHome, stateHome.first == slash {
      path = stateHome.withoutDots + Bytes("/berth".utf8)
    } else {
      path = homePath + Bytes("/.local/state/berth".utf8)
    }
    var parents: [Bytes] = []
    var parent = path[...]
    while let cut = parent.lastIndex(of: slash), cut > 0 {
      parent = parent[..<cut]
      if parent.elementsEqual(homePath) { break }
      parents.append(Bytes(parent))
    }
    self.parents = parents
    self.homePath = homePath
    homePrefix = homePath + [slash]
    shown = Self.shown(path, homePrefix: homePrefix)
    real = path.partlyResolvedPath
  }

  /// A folder above as messages show it.
  func shown(_ parent: Bytes) -> String { Self.shown(parent, homePrefix: homePrefix) }

  static func shown(_ path: Bytes, homePrefix: Bytes) -> String {
    let text = path.starts(with: homePrefix) ? Bytes("~/".utf8) + path[homePrefix.count...] : path
    return String(decoding: text, as: UTF8.self)
  }

  /// What lies at a path, symlinks not followed; nil: nothing.
  func status(of path: Bytes) throws(SystemFailure) -> stat? {
    var status = stat()
    if path.withCPath({ lstat($0, &status) }) == 0 { return status }
    guard errno == ENOENT || errno == ENOTDIR else { throw SystemFailure("look at", shown(path)) }
    return nil
  }

  /// Whether it is a folder with the mode that Berth makes those above with. One that has another by now has been
  /// taken over by somebody. The set-group-ID bit is the parent folder's doing.
  static func isAsMade(_ status: stat) -> Bool {
    status.type == S_IFDIR && status.permissions & ~S_ISGID == 0o700
  }

  /// Sees to the disk that a folder is there: by its entry in the one above it.
  func syncEntry(of path: Bytes) throws(SystemFailure) {
    let folder = path.folderPath
    try sync(folder, shownAs: folder)
  }

  /// Sees to the disk what is in a folder.
  ///
  /// `name`: its path for messages.
  func sync(_ folder: Bytes, shownAs name: Bytes) throws(SystemFailure) {
    do {
      try Descriptor.open(
        rawPath: folder + [UInt8(ascii: "/")], O_RDONLY | O_DIRECTORY, shownAs: shown(name)
      ).sync()
    } catch {
      // One that may be written in and not read.
      guard error.code == EACCES else { throw error }
    }
  }
}
