import Attributes
import Glibc

/// All that lies in a folder, as a value: to be compared, and to be made again elsewhere.
package struct FileTree: Sendable {
  /// By their paths, relative to the folder.
  package var nodes: [String: Node] = [:]
  /// Where and when each was written, as far as the tree was read from a disk. Trees are the same without.
  package private(set) var stamps: [String: Stamp] = [:]

  /// One name in it.
  package struct Node: Hashable, Sendable {
    /// What it is.
    package var kind: Kind
    /// The permission bits, those above the nine included; 0 for a symlink, which has none.
    package var mode: UInt32
    /// Whose it is.
    package var owner: UInt32
    /// The group that it is of.
    package var group: UInt32
    /// Of a file with several names: the first of them, so that a rename that parts them is seen. Temporary names of
    /// Berth's do not count.
    package var twin: String?
    /// Extended attributes of the user's, and access lists: `name=value`.
    package var attributes = ""

    package init(
      _ kind: Kind, mode: UInt32 = 0, owner: UInt32 = geteuid(), group: UInt32 = getegid(),
      twin: String? = nil
    ) {
      self.kind = kind
      self.mode = mode
      self.owner = owner
      self.group = group
      self.twin = twin
    }

    /// What is in it; nil if it is no file.
    package var bytes: [UInt8]? { if case .file(let bytes) = kind { bytes } else { nil } }
  }

  /// What it is, with what it holds.
  package enum Kind: Hashable, Sendable {
    case file([UInt8])
    case folder
    case link(to: String)
    case fifo
    /// A socket or a device.
    case other
  }

  /// Where and when it was written; times in nanoseconds.
  package struct Stamp: Equatable, Sendable {
    /// Its number in its file system.
    package let inode: UInt
    /// When its content was written.
    package let modified: Int
    /// Changes with every write, even of the same bytes.
    package let changed: Int
  }

  package init(_ nodes: [String: Node] = [:]) {
    self.nodes = nodes
  }

  /// Reads a folder with all that is in it; nothing, where there is no folder.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - itself: whether the folder itself is a part of it, under the name `.`.
  package init(of folder: String, itself: Bool = false) {
    if itself { read(folder, as: ".") }
    gather(folder, prefix: "")
    findTwins()
  }

  /// Reads folders, each with what lies in it under a name.
  package init(of folders: [(path: String, name: String)]) {
    for (path, name) in folders { gather(path, prefix: "\(name)/") }
    findTwins()
  }

  /// The paths, in the order of their bytes: a folder comes before what it holds.
  package var paths: [String] {
    nodes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The same with more in it; what was there under a name is replaced.
  package func adding(_ items: [(path: String, node: Node)]) -> FileTree {
    var tree = self
    for (path, node) in items { tree.nodes[path] = node }
    return tree
  }

  /// The same without some names.
  package func removing(_ paths: String...) -> FileTree {
    var tree = self
    for path in paths { tree.nodes[path] = nil }
    return tree
  }

  /// A temporary name of Berth's at the end of a path, as the journal has it; nil if there is none.
  package static func temporaryName(_ path: String) -> Substring? {
    guard let name = path.split(separator: "/").last, name.hasPrefix(".berth-") else { return nil }
    return name[..<(name.dropFirst().firstIndex(of: ".") ?? name.endIndex)]
  }

  /// The names under which Berth has prepared something, and left it.
  package var temporaryNames: [String] { paths.filter { Self.temporaryName($0) != nil } }

  // MARK: - On a disk

  /// Makes all of it in a folder that is there. A folder that only follows from a path gets 0755.
  package func make(in folder: String) {
    for path in paths {
      guard let node = nodes[path] else { continue }
      let full = "\(folder)/\(path)"
      if let slash = full.lastIndex(of: "/") { Disk.makeFolders(String(full[..<slash])) }
      switch node.kind {
      case .file(let bytes):
        guard let twin = node.twin, twin != path, link("\(folder)/\(twin)", full) == 0 else {
          Disk.write(bytes, to: full)
          continue
        }
      case .folder: mkdir(full, 0o700)
      case .link(let target): symlink(target, full)
      case .fifo: mkfifo(full, 0o600)
      case .other: fatalError("\(path): no socket and no device is made")
      }
    }
    // From the inside out: what is in a folder has to be made before its mode can forbid it.
    for path in paths.reversed() {
      guard let node = nodes[path] else { continue }
      if node.owner != geteuid() || node.group != getegid() {
        lchown("\(folder)/\(path)", node.owner, node.group)
      }
      if case .link = node.kind { continue }
      chmod("\(folder)/\(path)", node.mode)
    }
  }

  private mutating func gather(_ folder: String, prefix: String) {
    for name in Disk.names(in: folder) {
      read("\(folder)/\(name)", as: prefix + name)
      if nodes[prefix + name]?.kind == .folder { gather("\(folder)/\(name)", prefix: "\(prefix)\(name)/") }
    }
  }

  private mutating func read(_ path: String, as name: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let mode = status.st_mode & 0o7777
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file(Self.content(of: path, mode: mode))
      case S_IFDIR: .folder
      case S_IFLNK: .link(to: Disk.link(path) ?? "")
      case S_IFIFO: .fifo
      default: .other
      }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    var node = Node(kind, mode: isLink ? 0 : mode, owner: status.st_uid, group: status.st_gid)
    if !isLink { node.attributes = Self.attributes(of: path) }
    if case .file = kind, status.st_nlink > 1 { node.twin = name }
    nodes[name] = node
    stamps[name] = Stamp(
      inode: UInt(status.st_ino), modified: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec,
      changed: status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec)
  }

  private mutating func findTwins() {
    let named = nodes.keys.filter { nodes[$0]?.twin != nil }
    for names in Dictionary(grouping: named, by: { stamps[$0]?.inode }).values {
      let lasting = names.filter { Self.temporaryName($0) == nil }
      let first = lasting.count > 1 ? lasting.min() : nil
      for name in names { nodes[name]?.twin = Self.temporaryName(name) == nil ? first : nil }
    }
  }

  /// A file's bytes, whatever its mode: the one who tests may have locked it.
  private static func content(of path: String, mode: UInt32) -> [UInt8] {
    if let bytes = Disk.read(path) { return bytes }
    chmod(path, 0o600)
    defer { chmod(path, mode) }
    return Disk.read(path) ?? []
  }

  private static func attributes(of path: String) -> String {
    var names = [CChar](repeating: 0, count: 1024)
    let length = listxattr(path, &names, names.count)
    guard length > 0 else { return "" }
    return names[..<length].split(separator: 0).compactMap { name in
      let text = String(decoding: name.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix("user.") || text == "system.posix_acl_access" else { return nil }
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
}

extension FileTree: Hashable {
  package static func == (one: FileTree, other: FileTree) -> Bool { one.nodes == other.nodes }

  package func hash(into hasher: inout Hasher) { hasher.combine(nodes) }
}
