import Glibc

/// All that lies in a folder: paths, kinds, modes, contents. Owners and times are left out.
package struct FileTree: Hashable, Sendable {
  /// By their paths, relative to the folder.
  package var nodes: [String: Node]

  /// One thing in it.
  package struct Node: Hashable, Sendable {
    /// What it is.
    package var kind: Kind
    /// The permission bits, those above the nine included; 0 for a symlink, which has none.
    package var mode: UInt32

    package init(_ kind: Kind, mode: UInt32 = 0) {
      self.kind = kind
      self.mode = mode
    }
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

  package init(_ nodes: [String: Node] = [:]) {
    self.nodes = nodes
  }

  /// Reads a folder with all that is in it.
  package init(of folder: String) {
    nodes = [:]
    gather(folder, prefix: "")
  }

  /// The paths, in the order of their bytes: a folder comes before what it holds.
  package var paths: [String] {
    nodes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes all of it in a folder that is empty. A folder that only follows from a path gets 0755.
  package func make(in folder: String) {
    for path in paths {
      let full = "\(folder)/\(path)"
      Self.makeFolders(above: path, in: folder)
      guard let node = nodes[path] else { continue }
      switch node.kind {
      case .file(let bytes): Disk.write(bytes, to: full, mode: node.mode)
      case .folder: mkdir(full, 0o755)
      case .link(let target): symlink(target, full)
      case .fifo: mkfifo(full, 0o600)
      case .other: break
      }
    }
    // What is in them has to be made before a mode can forbid it.
    for path in paths.reversed() {
      guard let node = nodes[path], node.kind == .folder || node.kind == .fifo else { continue }
      chmod("\(folder)/\(path)", node.mode)
    }
  }

  private static func makeFolders(above path: String, in folder: String) {
    var full = folder
    for name in path.split(separator: "/").dropLast() {
      full += "/" + name
      if mkdir(full, 0o755) == 0 { chmod(full, 0o755) }
    }
  }

  private mutating func gather(_ folder: String, prefix: String) {
    for name in Disk.names(in: folder) {
      let full = "\(folder)/\(name)"
      var status = stat()
      guard lstat(full, &status) == 0 else { continue }
      let mode = status.st_mode & 0o7777
      switch status.st_mode & S_IFMT {
      case S_IFREG: nodes[prefix + name] = Node(.file(Disk.read(full) ?? []), mode: mode)
      case S_IFDIR:
        nodes[prefix + name] = Node(.folder, mode: mode)
        gather(full, prefix: "\(prefix)\(name)/")
      case S_IFLNK: nodes[prefix + name] = Node(.link(to: Self.target(of: full)))
      case S_IFIFO: nodes[prefix + name] = Node(.fifo, mode: mode)
      default: nodes[prefix + name] = Node(.other, mode: mode)
      }
    }
  }

  private static func target(of link: String) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { readlink(link, $0.baseAddress!, $0.count) }
    return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  }
}
