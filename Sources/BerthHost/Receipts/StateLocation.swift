package import BerthCore
import Glibc

/// Where the state folder is, whether it exists or not.
package struct StateLocation {
  /// `…/berth`, absolute.
  let path: Bytes
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
      var base = stateHome
      while base.count > 1, base.last == slash { base.removeLast() }
      path = base + Bytes("/berth".utf8)
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
  }

  /// The path without symlinks, as far as it is there already.
  var real: Bytes {
    var rest: Bytes = []
    var head = path
    while head.count > 1 {
      if let resolved = head.resolvedPath { return resolved + rest }
      let cut = head.lastIndex(of: UInt8(ascii: "/")) ?? 0
      rest = head[cut...] + rest
      head.removeSubrange(cut...)
    }
    return rest
  }

  /// A folder above as messages show it.
  private func shown(_ parent: Bytes) -> String { Self.shown(parent, homePrefix: homePrefix) }

  private static func shown(_ path: Bytes, homePrefix: Bytes) -> String {
    let text = path.starts(with: homePrefix) ? Bytes("~/".utf8) + path[homePrefix.count...] : path
    return String(decoding: text, as: UTF8.self)
  }

  /// Makes a folder, if there is none.
  ///
  /// - Returns: whether it was made.
  func makeFolder(_ path: Bytes, mode: Mode) throws(SystemFailure) -> Bool {
    guard path.withCPath({ mkdir($0, mode) }) == 0 else {
      if errno == EEXIST { return false }
      // What is there already and may not be written in is not ours to make.
      let code = errno
      var status = stat()
      if path.withCPath({ stat($0, &status) }) == 0 { return false }
      throw SystemFailure("create", shown(path), code: code)
    }
    return true
  }

  /// Sees to the disk that a folder is there: by its entry in the one above it.
  func syncEntry(of path: Bytes) throws(SystemFailure) {
    try sync(Bytes(path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)]))
  }

  private func sync(_ folder: Bytes) throws(SystemFailure) {
    do {
      try Descriptor.open(rawPath: folder, O_RDONLY | O_DIRECTORY, shownAs: shown(folder)).sync()
    } catch {
      // One that may be written in and not read.
      guard error.code == EACCES else { throw error }
    }
  }

  /// Whether Berth made the folder and no receipt says so yet.
  func isMarked(_ parent: Bytes) -> Bool { mode(of: parent) == StateFolder.madeMark }

  /// Marks a folder that Berth made, or takes the mark off. One that has another mode by now has been taken over
  /// by somebody, and is left as it is. The mark is seen to the disk: it has to outlast what comes after it.
  func setMark(_ isMarked: Bool, on parent: Bytes) throws(SystemFailure) {
    let plain = StateFolder.madeMark & 0o777
    guard mode(of: parent) == (isMarked ? plain : StateFolder.madeMark) else { return }
    guard parent.withCPath({ chmod($0, isMarked ? StateFolder.madeMark : plain) }) == 0 else {
      throw SystemFailure("set the mode of", shown(parent))
    }
    if isMarked { try sync(parent) }
  }

  /// A folder's permission bits; nil if there is none. The set-group-ID bit is the parent folder's doing.
  private func mode(of folder: Bytes) -> Mode? {
    var status = stat()
    guard folder.withCPath({ lstat($0, &status) }) == 0, status.type == S_IFDIR else { return nil }
    return status.permissions & ~S_ISGID
  }

  /// Removes the folders above that carry the mark. One that somebody else uses by now stays, without it.
  package func removeMarkedParents() throws(SystemFailure) {
    var inner = path
    for parent in parents {
      defer { inner = parent }
      guard let mode = mode(of: parent) else { continue }
      guard mode == StateFolder.madeMark else { return }
      if parent.withCPath({ rmdir($0) }) != 0, errno != ENOENT {
        guard errno == ENOTEMPTY || errno == EEXIST else { throw SystemFailure("remove", shown(parent)) }
        // Another run may have begun meanwhile, and relies on the mark.
        var status = stat()
        if inner.withCPath({ lstat($0, &status) }) == 0 { return }
        try setMark(false, on: parent)
      }
    }
  }
}

extension Bytes {
  /// Calls with the bytes as a path for the system, ended by a NUL.
  func withCPath<Result>(_ call: (UnsafePointer<CChar>) -> Result) -> Result {
    (self + [0]).withUnsafeBufferPointer {
      $0.withMemoryRebound(to: CChar.self) { call($0.baseAddress!) }
    }
  }
}
