package import BerthCore
import Glibc

extension Home {
  /// What lies at the leftovers' paths; nothing for those where nothing is. A `*` in a last component stands
  /// for any text.
  package func leftovers(_ patterns: [HomePath]) -> [ActualLeftover] {
    var found: [ActualLeftover] = []
    for pattern in patterns {
      guard let folder = existingFolder(pattern.folder) else { continue }
      let names =
        pattern.name.contains("*")
        ? ((try? folder.names()) ?? []).filter { Self.matches($0, pattern.name) } : [pattern.name]
      for name in names {
        let path = pattern.folder?.appending(name) ?? HomePath(relative: name)
        guard let kind = leftover(name, in: folder), !found.contains(where: { $0.path == path }) else {
          continue
        }
        found.append(ActualLeftover(path: path, kind: kind))
      }
    }
    return found
  }

  private static func matches(_ name: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    return name.utf8.count >= pattern.utf8.count - 1 && name.hasPrefix(parts[0]) && name.hasSuffix(parts[1])
  }

  private func leftover(_ name: String, in folder: Descriptor) -> ActualLeftover.Kind? {
    var status = stat()
    guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    switch status.type {
    case S_IFLNK: break
    case S_IFREG: return .other("a file")
    case S_IFDIR: return .other("a folder")
    case S_IFSOCK: return .other("a socket")
    default: return .other("no symlink")
    }
    var target = stat()
    if fstatat(folder.number, name, &target, 0) == 0, target.type != S_IFSOCK {
      return .other("a symlink to something that is no socket")
    }
    var buffer = Bytes(repeating: 0, count: 4096)
    let count = readlinkat(folder.number, name, &buffer, buffer.count)
    return .link(to: count < 0 ? "" : String(decoding: buffer[..<count], as: UTF8.self))
  }
}
