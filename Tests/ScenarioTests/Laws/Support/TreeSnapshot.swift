import Glibc
import TestSupport

/// All that lies under a folder.
struct TreeSnapshot: Equatable {
  /// By the path relative to the folder; the folder itself is `.`.
  var items: [String: Item] = [:]

  /// One file, folder, symlink or whatever it is.
  struct Item: Equatable {
    var content: Content
    var mode: mode_t
    var owner: uid_t
    var group: gid_t
    /// Changes with every write, even of the same bytes.
    var stamp: Stamp

    /// Equal but for the stamp.
    func isLike(_ other: Item) -> Bool {
      content == other.content && mode == other.mode && owner == other.owner && group == other.group
    }
  }

  /// What it holds.
  enum Content: Equatable {
    case file(Text)
    case folder
    case link(Text)
    /// A FIFO, a socket or a device: the type bits.
    case other(mode_t)
  }

  /// Where and when it was last written; times in nanoseconds.
  struct Stamp: Equatable {
    let inode: ino_t
    let modified: Int
    let changed: Int
  }

  /// Reads a tree.
  ///
  /// - Parameter root: absolute.
  init(of root: String) {
    add(root, as: ".")
  }

  private mutating func add(_ path: String, as name: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let content: Content
    switch status.st_mode & S_IFMT {
    case S_IFREG: content = .file(Disk.read(path) ?? [])
    case S_IFLNK: content = .link(HomeDisk.linkText(path) ?? [])
    case S_IFDIR: content = .folder
    case let type: content = .other(type)
    }
    items[name] = Item(
      content: content, mode: status.st_mode & 0o7777, owner: status.st_uid, group: status.st_gid,
      stamp: Stamp(
        inode: status.st_ino, modified: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec,
        changed: status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec))
    guard content == .folder else { return }
    for child in Disk.names(in: path) {
      add("\(path)/\(child)", as: name == "." ? child : "\(name)/\(child)")
    }
  }

  /// How another tree differs, one line each; empty if it is the same, stamps aside.
  func differences(from other: TreeSnapshot) -> [String] {
    differences(from: other) { $0.isLike($1) }
  }

  /// How another tree differs, one line each: also by what was written again with the same bytes.
  func touches(since other: TreeSnapshot) -> [String] {
    differences(from: other) { $0 == $1 }
  }

  private func differences(from other: TreeSnapshot, _ isSame: (Item, Item) -> Bool) -> [String] {
    Set(items.keys).union(other.items.keys).sorted().compactMap { path in
      switch (other.items[path], items[path]) {
      case (let old?, let new?): isSame(old, new) ? nil : "\(path): \(Self.difference(old, new))"
      case (nil, _?): "\(path): is new"
      case (_?, nil): "\(path): is gone"
      case (nil, nil): nil
      }
    }
  }

  private static func difference(_ old: Item, _ new: Item) -> String {
    if old.mode != new.mode {
      return "mode \(String(old.mode, radix: 8)) became \(String(new.mode, radix: 8))"
    }
    if old.owner != new.owner || old.group != new.group {
      return "owner \(old.owner):\(old.group) became \(new.owner):\(new.group)"
    }
    guard old.content != new.content else { return "written again" }
    guard case (.file(let old), .file(let new)) = (old.content, new.content) else { return "of another kind" }
    let same = zip(old, new).prefix { $0 == $1 }.count
    let ends = [old, new].map { "\"" + Text($0[max(0, same - 20)..<min($0.count, same + 40)]).shown + "\"" }
    return "\(old.count) bytes became \(new.count); from byte \(same): \(ends[0]) became \(ends[1])"
  }
}
