import Glibc
import TestSupport

/// A folder on a disk that has a cache: what has been done to it, and what of that is sure to outlast a power cut.
///
/// fsync(2) promises no more than this: of a file its bytes and its mode, of a folder its entries. What has not been
/// synced may be there or not.
struct CachedDisk {
  private typealias Number = Int

  private struct Inode {
    var kind: Kind
    var mode: mode_t
    var owner: uid_t
  }

  private enum Kind {
    case folder([String: Number])
    case file([UInt8])
    /// A symlink or a special file: none of Berth's, and never changed.
    case other(FileTree.Kind)
  }

  private var cached: [Number: Inode] = [:]
  private var durable: [Number: Inode] = [:]
  private let root = 0

  /// A disk that holds a folder, all of it synced.
  init(_ tree: FileTree) {
    cached[root] = Inode(kind: .folder([:]), mode: 0o755, owner: geteuid())
    for (path, node) in tree.nodes.sorted(by: { $0.key < $1.key }) {
      if let first = node.twin, first != path, let number = number(at: first) {
        enter(number, at: path)
        continue
      }
      let kind: Kind =
        switch node.kind {
        case .folder: .folder([:])
        case .file(let bytes): .file(bytes)
        default: .other(node.kind)
        }
      add(Inode(kind: kind, mode: node.mode, owner: node.owner), at: path)
    }
    durable = cached
  }

  /// A call that does not fit to what the disk holds.
  struct Impossible: Error { let text: String }

  /// Does what a call did.
  mutating func carryOut(_ step: Step) throws {
    switch step {
    case .create(let path, let mode):
      if number(at: path) == nil { add(Inode(kind: .file([]), mode: mode, owner: geteuid()), at: path) }
    case .makeFolder(let path, let mode):
      add(Inode(kind: .folder([:]), mode: mode, owner: geteuid()), at: path)
    case .write(let path, let offset, let bytes):
      try change(path) { inode in
        guard case .file(var content) = inode.kind else { throw Impossible(text: "write to \(path)") }
        content.replaceSubrange(
          min(offset, content.count)..<min(offset + bytes.count, content.count), with: bytes)
        inode.kind = .file(content)
      }
    case .cut(let path, let count):
      try change(path) { inode in
        guard case .file(let content) = inode.kind else { throw Impossible(text: "cut \(path)") }
        inode.kind = .file(Array(content.prefix(count)))
      }
    case .setMode(let path, let mode): try change(path) { $0.mode = mode }
    case .link(let old, let new): enter(try found(old), at: new)
    case .rename(let old, let new):
      let number = try found(old)
      leave(old)
      enter(number, at: new)
    case .exchange(let one, let other):
      let (first, second) = (try found(one), try found(other))
      enter(second, at: one)
      enter(first, at: other)
    case .remove(let path):
      _ = try found(path)
      leave(path)
    case .sync(let path):
      let number = try found(path)
      durable[number] = cached[number]
    }
  }

  /// What may be found after a power cut: one folder for each way in which the cache can have been written, or not.
  var afterPowerCut: Set<FileTree> {
    let folders = cached.filter { number, inode in
      guard case .folder(let now) = inode.kind else { return false }
      guard case .folder(let then)? = durable[number]?.kind else { return true }
      return now != then
    }.keys
    // Nothing that was not synced; all names, and no bytes; the names of one folder alone, with and without bytes.
    var trees: Set<FileTree> = [
      tree(names: { _ in false }, bytes: false), tree(names: { _ in true }, bytes: false),
    ]
    for folder in folders {
      for bytes in [false, true] { trees.insert(tree(names: { $0 == folder }, bytes: bytes)) }
    }
    return trees
  }

  /// All that has been done.
  var now: FileTree { tree(names: { _ in true }, bytes: true) }

  // MARK: - Names

  private func number(at path: String) -> Number? {
    var number = root
    for name in path.split(separator: "/") {
      guard case .folder(let entries)? = cached[number]?.kind, let next = entries[String(name)] else {
        return nil
      }
      number = next
    }
    return number
  }

  private func found(_ path: String) throws -> Number {
    guard let number = number(at: path) else { throw Impossible(text: "no \(path)") }
    return number
  }

  private mutating func add(_ inode: Inode, at path: String) {
    let number = cached.count
    cached[number] = inode
    enter(number, at: path)
  }

  private mutating func enter(_ number: Number, at path: String) { setEntry(number, at: path) }

  private mutating func leave(_ path: String) { setEntry(nil, at: path) }

  private mutating func setEntry(_ number: Number?, at path: String) {
    let names = path.split(separator: "/")
    guard let name = names.last, let folder = self.number(at: names.dropLast().joined(separator: "/")),
      case .folder(var entries)? = cached[folder]?.kind
    else { return }
    entries[String(name)] = number
    cached[folder]?.kind = .folder(entries)
  }

  private mutating func change(_ path: String, _ change: (inout Inode) throws -> Void) throws {
    try change(&cached[try found(path)]!)
  }

  // MARK: - Trees

  /// `names`: whether the entries of a folder are those of the cache.
  /// `bytes`: whether the files' bytes and modes are.
  private func tree(names: (Number) -> Bool, bytes: Bool) -> FileTree {
    var tree = FileTree()
    var paths: [Number: [String]] = [:]
    func walk(_ number: Number, _ path: String) {
      guard let now = cached[number] else { return }
      var inode = now
      switch now.kind {
      case .folder:
        if !names(number) {
          inode = durable[number] ?? Inode(kind: .folder([:]), mode: now.mode, owner: now.owner)
        }
        guard case .folder(let entries) = inode.kind else { return }
        if !path.isEmpty { tree.nodes[path] = FileTree.Node(.folder, mode: inode.mode, owner: inode.owner) }
        for (name, next) in entries { walk(next, path.isEmpty ? name : "\(path)/\(name)") }
      case .file:
        if !bytes { inode = durable[number] ?? Inode(kind: .file([]), mode: now.mode, owner: now.owner) }
        guard case .file(let content) = inode.kind else { return }
        tree.nodes[path] = FileTree.Node(.file(content), mode: inode.mode, owner: inode.owner)
        if FileTree.temporaryName(path) == nil { paths[number, default: []].append(path) }
      case .other(let kind): tree.nodes[path] = FileTree.Node(kind, mode: now.mode, owner: now.owner)
      }
    }
    walk(root, "")
    for same in paths.values where same.count > 1 {
      for path in same { tree.nodes[path]?.twin = same.min() }
    }
    return tree
  }
}

extension CachedDisk {
  /// One change of a disk. Paths are below the folder; the folder itself is the empty path.
  enum Step {
    case create(String, mode_t)
    case makeFolder(String, mode_t)
    case write(String, offset: Int, [UInt8])
    case cut(String, count: Int)
    case setMode(String, mode_t)
    case link(String, String)
    case rename(String, String)
    case exchange(String, String)
    case remove(String)
    case sync(String)
  }
}
