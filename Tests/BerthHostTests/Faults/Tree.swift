import Glibc
import TestSupport

/// A folder with all that is in it, as a value: to be compared, and to be made again elsewhere.
struct Tree: Hashable, Sendable {
  /// By the path below the folder; the folder itself is not in it.
  var nodes: [String: Node] = [:]

  /// One name in the folder.
  struct Node: Hashable, Sendable {
    var kind: Kind
    /// The permission bits; 0 for a symlink.
    var mode: mode_t
    var owner: uid_t
  }

  enum Kind: Hashable, Sendable {
    case folder
    /// Of a file with several names: the first of them, so that a rename that parts them is seen. A temporary
    /// name of Berth's does not count.
    case file([UInt8], sameAs: String?)
    case link(to: String)
    /// A FIFO, a socket, a device.
    case other(mode_t)
  }

  init() {}

  /// What lies below a folder; empty if there is no folder.
  init(at folder: String) {
    var files: [(path: String, inode: ino_t)] = []
    read(folder, below: "", &files)
    for (_, names) in Dictionary(grouping: files, by: \.inode) {
      let lasting = names.map(\.path).filter { !Self.isTemporary($0) }.sorted()
      guard lasting.count > 1 else { continue }
      for path in lasting {
        guard case .file(let bytes, _)? = nodes[path]?.kind else { continue }
        nodes[path]?.kind = .file(bytes, sameAs: lasting[0])
      }
    }
  }

  /// Whether a name is one under which Berth prepares a target's new content.
  static func isTemporary(_ path: String) -> Bool {
    temporaryName(path) != nil
  }

  /// The temporary name at the end of a path, as the journal has it; nil if there is none.
  static func temporaryName(_ path: String) -> Substring? {
    guard let name = path.split(separator: "/").last, name.hasPrefix(".berth-") else { return nil }
    return name[..<(name.dropFirst().firstIndex(of: ".") ?? name.endIndex)]
  }

  private mutating func read(
    _ folder: String, below prefix: String, _ files: inout [(path: String, inode: ino_t)]
  ) {
    for name in Disk.names(in: folder) {
      let full = "\(folder)/\(name)"
      let path = prefix + name
      var status = stat()
      guard lstat(full, &status) == 0 else { continue }
      let mode = status.st_mode & 0o7777
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        nodes[path] = Node(kind: .folder, mode: mode, owner: status.st_uid)
        read(full, below: path + "/", &files)
      case S_IFREG:
        nodes[path] = Node(kind: .file(fileBytes(full), sameAs: nil), mode: mode, owner: status.st_uid)
        files.append((path, status.st_ino))
      case S_IFLNK: nodes[path] = Node(kind: .link(to: linkText(full)), mode: 0, owner: status.st_uid)
      default: nodes[path] = Node(kind: .other(status.st_mode & S_IFMT), mode: mode, owner: status.st_uid)
      }
    }
  }

  /// Makes all of it in a folder that is there and empty.
  func make(in folder: String) throws {
    for (path, node) in nodes.sorted(by: { $0.key < $1.key }) {
      let full = "\(folder)/\(path)"
      switch node.kind {
      case .folder:
        guard mkdir(full, 0o700) == 0 else { throw ChildProcess.Failure("make \(full)") }
      case .file(let bytes, let first):
        if let first, first != path {
          guard link("\(folder)/\(first)", full) == 0 else { throw ChildProcess.Failure("link \(full)") }
        } else {
          try writeFile(bytes, to: full)
        }
      case .link(let target):
        guard symlink(target, full) == 0 else { throw ChildProcess.Failure("symlink \(full)") }
      case .other:
        guard mkfifo(full, 0o600) == 0 else { throw ChildProcess.Failure("mkfifo \(full)") }
      }
    }
    // From the inside out: a folder may be closed to writing.
    for (path, node) in nodes.sorted(by: { $0.key > $1.key }) {
      if node.owner != geteuid() { lchown("\(folder)/\(path)", node.owner, node.owner) }
      if case .link = node.kind { continue }
      chmod("\(folder)/\(path)", node.mode)
    }
  }

  /// What differs, a line each; empty if nothing does.
  func differences(from other: Tree) -> [String] {
    Set(nodes.keys).union(other.nodes.keys).sorted().compactMap { path in
      let mine = nodes[path]
      let theirs = other.nodes[path]
      guard mine != theirs else { return nil }
      return "\(path): is \(Self.text(mine)), expected \(Self.text(theirs))"
    }
  }

  /// A node in a few words, for messages.
  static func text(_ node: Node?) -> String {
    guard let node else { return "absent" }
    let mode = String(node.mode, radix: 8)
    switch node.kind {
    case .folder: return "folder \(mode)"
    case .file(let bytes, let same):
      return
        "file \(mode) of \(bytes.count) bytes\(same.map { " (one with \($0))" } ?? ""), owner \(node.owner)"
    case .link(let target): return "link to \(target)"
    case .other: return "special file \(mode)"
    }
  }
}

/// A file's bytes; empty if it can't be read.
func fileBytes(_ path: String) -> [UInt8] { Disk.read(path) ?? [] }

/// A file's text; empty if it can't be read.
func fileText(_ path: String) -> String { String(decoding: fileBytes(path), as: UTF8.self) }

/// Writes a file anew, 0644 if it is not there.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard file >= 0 else { throw ChildProcess.Failure("write \(path)") }
  defer { close(file) }
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress!, $0.count) }
    guard count > 0 else { throw ChildProcess.Failure("write \(path)") }
    done += count
  }
}

/// Where a symlink points; empty if it is none.
func linkText(_ path: String) -> String {
  var buffer = [UInt8](repeating: 0, count: 4096)
  let count = buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
  return count < 0 ? "" : String(decoding: buffer[..<count], as: UTF8.self)
}
