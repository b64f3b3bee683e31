package import BerthCore
import Glibc

extension Home {
  /// What lies at the leftovers' places; nothing for those where nothing is.
  package func leftovers(_ patterns: [LeftoverPattern]) -> [ActualLeftover] {
    var found: [ActualLeftover] = []
    for pattern in patterns {
      guard let folder = existingFolder(pattern.folder) else { continue }
      let names =
        pattern.path.map { [$0.name] } ?? ((try? folder.names()) ?? []).filter { pattern.matches(name: $0) }
      for name in names {
        let path = pattern.place(of: name)
        guard let kind = leftover(name, in: folder), !found.contains(where: { $0.path == path }) else {
          continue
        }
        found.append(ActualLeftover(path: path, kind: kind))
      }
    }
    return found
  }

  /// What runs have left that were killed, and of which no journal tells.
  package func leftovers(of temporary: [HomePath]) -> [ActualLeftover] {
    temporary.compactMap { path in
      guard let folder = existingFolder(path.folder) else { return nil }
      return ActualLeftover(path: path, kind: .prepared(isCopy: isCopy(path, in: folder)))
    }
  }

  /// Whether a file beside it has all that is in it, from the start.
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
    guard let folder = existingFolder(path.folder), let kind = leftover(path.name, in: folder) else { return }
    switch kind {
    case .link(_, isMade: true), .prepared: break
    case .link, .other: return
    }
    try remove(path, in: folder)
    try folder.sync()
  }

  /// Leads a symlink where it led before us, if what is there is what the installed files make, or nothing.
  func giveBack(_ link: OlderLink) throws(SystemFailure) {
    guard let text = link.text, let folder = existingFolder(link.path.folder) else { return }
    switch leftover(link.path.name, in: folder) {
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

  private func leftover(_ name: String, in folder: Descriptor) -> ActualLeftover.Kind? {
    var status = stat()
    guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    switch status.type {
    case S_IFLNK: break
    case S_IFREG: return TargetFile.isTemporary(name) ? .prepared(isCopy: false) : .other("a file")
    case S_IFDIR: return .other("a folder")
    case S_IFSOCK: return .other("a socket")
    default: return .other("no symlink")
    }
    var buffer = Bytes(repeating: 0, count: 4096)
    let count = readlinkat(folder.number, name, &buffer, buffer.count)
    guard count >= 0 else { return nil }
    var target = stat()
    let leadsToOther = fstatat(folder.number, name, &target, 0) == 0 && target.type != S_IFSOCK
    return .link(to: Bytes(buffer[..<count]), isMade: !leadsToOther)
  }
}
