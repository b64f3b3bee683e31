package import BerthCore
import Glibc

extension Home {
  /// What lies at the leftovers' places; nothing for those where nothing is, or that their owner has closed.
  ///
  /// - Throws: `SystemFailure`.
  package func leftovers(_ patterns: [LeftoverPattern]) throws(SystemFailure) -> [ActualLeftover] {
    var found: [ActualLeftover] = []
    for pattern in patterns {
      let folder: Descriptor
      let names: [String]
      do throws(SystemFailure) {
        guard let there = try existingFolder(pattern.folder) else { continue }
        folder = there
        if let path = pattern.path {
          names = [path.name]
        } else {
          names = try folder.names().filter { pattern.matches(name: $0) }
        }
      } catch {
        if error.isDenied { continue }
        throw error
      }
      for name in names {
        let path = pattern.place(of: name)
        guard let kind = try leftover(name, in: folder), !found.contains(where: { $0.path == path }) else {
          continue
        }
        found.append(ActualLeftover(path: path, kind: kind))
      }
    }
    return found
  }

  /// What runs have left that were killed, and of which no journal tells.
  ///
  /// - Throws: `SystemFailure`.
  package func leftovers(of temporary: [HomePath]) throws(SystemFailure) -> [ActualLeftover] {
    var found: [ActualLeftover] = []
    for path in temporary {
      guard let folder = try existingFolder(path.folder) else { continue }
      found.append(ActualLeftover(path: path, kind: .prepared(isCopy: isCopy(path, in: folder))))
    }
    return found
  }

  /// Whether a file beside it has all that is in it, from the start, as far as they can be read: what has no such file is
  /// kept.
  private func isCopy(_ path: HomePath, in folder: Descriptor) -> Bool {
    guard let own = try? SeenFile(path.name, in: folder, shownAs: "\(path)").bytes else { return false }
    return ((try? folder.names()) ?? []).contains { name in
      var status = stat()
      guard !TargetFile.isTemporary(name), fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.type == S_IFREG, status.st_size >= own.count,
        let other = try? SeenFile(name, in: folder, shownAs: "\(path)").bytes
      else { return own.isEmpty }
      return other.starts(with: own)
    }
  }

  /// Removes a leftover, if it is still what the installed files make, or what a run has prepared.
  func removeLeftover(_ path: HomePath) throws(SystemFailure) {
    guard let folder = try existingFolder(path.folder), let kind = try leftover(path.name, in: folder) else {
      return
    }
    switch kind {
    case .link(_, isMade: true), .prepared: break
    case .link, .other: return
    }
    try remove(path, in: folder)
    try folder.sync()
  }

  /// Leads a symlink where it led before us, if what is there is what the installed files make, or nothing.
  func giveBack(_ link: OlderLink) throws(SystemFailure) {
    guard let text = link.text, let folder = try existingFolder(link.path.folder) else { return }
    switch try leftover(link.path.name, in: folder) {
    case .link(let now, let isMade)?:
      guard now != text, isMade else { return }
      try remove(link.path, in: folder)
    case .other?, .prepared?: return
    case nil: break
    }
    let made = text.withCPath { symlinkat($0, folder.number, link.path.name) }
    guard made == 0 || errno == EEXIST else { throw SystemFailure("give back", "\(link.path)") }
    try folder.sync()
  }

  private func remove(_ path: HomePath, in folder: Descriptor) throws(SystemFailure) {
    guard unlinkat(folder.number, path.name, 0) == 0 || errno == ENOENT else {
      throw SystemFailure("remove", "\(path)")
    }
  }

  private func leftover(
    _ name: String, in folder: Descriptor
  ) throws(SystemFailure) -> ActualLeftover.Kind? {
    var status = stat()
    guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      // Who may not look into a folder has put nothing there.
      if [ENOENT, EACCES].contains(errno) { return nil }
      throw SystemFailure("look at", "\(folder.path)/\(name)")
    }
    switch status.type {
    case S_IFLNK: break
    case S_IFREG: return TargetFile.isTemporary(name) ? .prepared(isCopy: false) : .other("a file")
    case S_IFDIR: return .other("a folder")
    case S_IFSOCK: return .other("a socket")
    default: return .other("no symlink")
    }
    var buffer = Bytes(repeating: 0, count: 4096)
    let count = readlinkat(folder.number, name, &buffer, buffer.count)
    guard count >= 0 else {
      if errno == ENOENT { return nil }
      throw SystemFailure("look at", "\(folder.path)/\(name)")
    }
    var target = stat()
    let leadsToOther = fstatat(folder.number, name, &target, 0) == 0 && target.type != S_IFSOCK
    return .link(to: Bytes(buffer[..<count]), isMade: !leadsToOther)
  }
}
