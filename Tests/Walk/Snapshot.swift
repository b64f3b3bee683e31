import Attributes
import Glibc
import TestSupport

/// All that lies in the folders of an episode, by their paths below its folder: `home/.bashrc`.
struct Snapshot {
  private(set) var nodes: [String: Node] = [:]

  /// One name.
  struct Node: Equatable {
    var kind: Kind
    /// The permission bits and those above them; 0 for a symlink.
    var mode: UInt32
    var owner: UInt32
    var group: UInt32
    var inode: UInt
    /// Nanoseconds.
    var changed: Int
    /// Extended attributes of the user's, and access lists: `name=value`.
    var attributes: String

    /// Whether both are the same but for where and when they were written.
    func isLike(_ other: Node) -> Bool {
      kind == other.kind && mode == other.mode && owner == other.owner && group == other.group
    }

    var bytes: [UInt8]? { if case .file(let bytes) = kind { bytes } else { nil } }
  }

  enum Kind: Equatable {
    case file([UInt8])
    case folder
    case link(to: String)
    case other
  }

  init() {}

  /// Reads one of the folders.
  ///
  /// - Parameters:
  ///   - folder: its path on the disk.
  ///   - name: what the paths begin with.
  mutating func read(_ folder: String, as name: String) {
    for entry in Disk.names(in: folder) {
      let full = "\(folder)/\(entry)"
      var status = stat()
      guard lstat(full, &status) == 0 else { continue }
      let kind: Kind
      switch status.st_mode & S_IFMT {
      case S_IFREG: kind = .file(Self.content(of: full, mode: status.st_mode))
      case S_IFDIR: kind = .folder
      case S_IFLNK: kind = .link(to: Self.target(of: full))
      default: kind = .other
      }
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      nodes["\(name)/\(entry)"] = Node(
        kind: kind, mode: isLink ? 0 : status.st_mode & 0o7777, owner: status.st_uid, group: status.st_gid,
        inode: UInt(status.st_ino),
        // A folder's time tells of what comes and goes in it, temporary files included.
        changed: kind == .folder ? 0 : status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec,
        attributes: isLink ? "" : Self.attributes(of: full))
      if kind == .folder { read(full, as: "\(name)/\(entry)") }
    }
  }

  /// A file's bytes, whatever its mode: the walk's own user may have locked it.
  private static func content(of path: String, mode: UInt32) -> [UInt8] {
    if let bytes = Disk.read(path) { return bytes }
    chmod(path, 0o600)
    defer { chmod(path, mode & 0o7777) }
    return Disk.read(path) ?? []
  }

  private static func target(of link: String) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { readlink(link, $0.baseAddress!, $0.count) }
    return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  }

  private static func attributes(of path: String) -> String {
    var names = [CChar](repeating: 0, count: 1024)
    let length = listxattr(path, &names, names.count)
    guard length > 0 else { return "" }
    return names[..<length].split(separator: 0).map { name in
      let text = String(decoding: name.map(UInt8.init(bitPattern:)), as: UTF8.self)
      var value = [UInt8](repeating: 0, count: 1024)
      let count = getxattr(path, text, &value, value.count)
      // Of an access list (acl(5)) the owner's, the mask's and the others' part is the mode once more.
      if text == "system.posix_acl_access" {
        for entry in stride(from: 4, to: max(count, 4), by: 8) where [1, 16, 32].contains(value[entry]) {
          value[entry + 2] = 0
        }
      }
      return "\(text)=" + value.prefix(max(count, 0)).map { String($0, radix: 16) }.joined(separator: ".")
    }.sorted().joined(separator: " ")
  }

  /// The file that a path leads to within the homes, symlinks followed; itself where that leads elsewhere.
  func real(_ path: String) -> String {
    var path = path
    for _ in 0..<8 {
      guard case .link(let target)? = nodes[path]?.kind, !target.hasPrefix("/") else { return path }
      var parts = path.split(separator: "/").dropLast().map(String.init)
      for part in target.split(separator: "/") {
        if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
      }
      path = parts.joined(separator: "/")
    }
    return path
  }

  /// What is not the same any more, a line each, those left out of which `isOpen` is true.
  ///
  /// `isExact`: also where it lies on the disk and when it was written.
  func differences(from old: Snapshot, isExact: Bool, besides isOpen: (String) -> Bool = { _ in false })
    -> [String]
  {
    Set(nodes.keys).union(old.nodes.keys).sorted().compactMap { path in
      if isOpen(path) { return nil }
      guard let now = nodes[path] else { return "\(path) is gone" }
      guard let before = old.nodes[path] else { return "\(path) is new" }
      if isExact ? now == before : now.isLike(before) { return nil }
      if now.kind != before.kind { return "\(path) has other content, or is of another kind" }
      if now.mode != before.mode {
        return "\(path) has mode \(String(now.mode, radix: 8)), not \(String(before.mode, radix: 8))"
      }
      return "\(path) was written anew"
    }
  }
}

extension Snapshot {
  /// What two homes differ in that a patch can speak of: texts, and the nine bits of files' modes.
  func differencesOfTexts(from old: Snapshot, besides isOpen: (String) -> Bool) -> [String] {
    func comparable(_ snapshot: Snapshot) -> [String: Node] {
      snapshot.nodes.filter { path, node in
        guard path.hasPrefix("home/"), !isOpen(path) else { return false }
        if case .folder = node.kind { return false }
        return true
      }
    }
    let mine = comparable(self)
    let theirs = comparable(old)
    // patch(1) parts the names of one file.
    let names = Dictionary(grouping: nodes.filter { $0.value.bytes != nil }.map(\.value.inode)) { $0 }
    return Set(mine.keys).union(theirs.keys).sorted().compactMap { path in
      guard let now = mine[path] else { return "\(path) is only in the copy" }
      guard let other = theirs[path] else { return "\(path) is not in the copy" }
      if names[now.inode]?.count ?? 1 > 1 { return nil }
      if now.kind != other.kind { return "\(path) has other content in the copy" }
      guard now.mode & 0o777 == other.mode & 0o777 else {
        return
          "\(path) has mode \(String(other.mode, radix: 8)) in the copy, not \(String(now.mode, radix: 8))"
      }
      return nil
    }
  }
}
