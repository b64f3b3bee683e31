import TestSupport

/// A tree of files as a story shows it.
///
///       .ssh/ 0700
///       .ssh/config 0600
///         |Host work
///       .vimrc -> dotfiles/vimrc
///       pipe 0644 fifo
///       .bashrc 0644 as before
enum TreeListing {
  /// What is wrong with a listing's line, counted from 1.
  struct Malformed: Error {
    let line: Int
    let problem: String
  }

  /// The tree that the lines tell of. Modes that are left out are 0755 for a folder and 0644 for all else.
  static func tree(of lines: [String]) throws(Malformed) -> FileTree {
    var tree = FileTree()
    var path: String?
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("    ") {
        guard let bytes = Gutter.bytes(of: line.dropFirst(4)) else {
          throw Malformed(
            line: index + 1, problem: "'\(line)' has neither '|' nor ':' in front, or a wrong escape")
        }
        guard let path, case .file(let known)? = tree.nodes[path]?.kind else {
          throw Malformed(line: index + 1, problem: "'\(line)' belongs to no file")
        }
        tree.nodes[path]?.kind = .file(known + bytes)
      } else {
        guard let (name, node) = node(line.dropFirst(2)), tree.nodes.updateValue(node, forKey: name) == nil
        else { throw Malformed(line: index + 1, problem: "'\(line)' is no 'path [mode]', or a second of it") }
        path = name
      }
    }
    return tree
  }

  /// Reads `path mode kind`, or `path -> target`.
  private static func node(_ line: Substring) -> (String, FileTree.Node)? {
    let words = line.split(separator: " ").compactMap { word in
      Gutter.unescaped(word.utf8).map { String(decoding: $0, as: UTF8.self) }
    }
    guard let name = words.first else { return nil }
    if words.count == 3, words[1] == "->" { return (name, FileTree.Node(.link(to: words[2]))) }
    let isFolder = name.hasSuffix("/")
    let mode = words.count > 1 ? UInt32(words[1], radix: 8) : isFolder ? 0o755 : 0o644
    guard let mode else { return nil }
    if isFolder {
      return words.count > 2 ? nil : (String(name.dropLast()), FileTree.Node(.folder, mode: mode))
    }
    switch words.dropFirst(2) {
    case []: return (name, FileTree.Node(.file([]), mode: mode))
    case ["fifo"]: return (name, FileTree.Node(.fifo, mode: mode))
    default: return nil
    }
  }

  /// What a later `home:` shows of a tree.
  ///
  /// `before`: what the story began with.
  /// `shown`: the bytes to show for those of a file at a path.
  static func lines(
    of tree: FileTree, before: FileTree, shown: (String, [UInt8]) -> [UInt8]
  ) -> [String] {
    if tree.nodes.isEmpty { return ["home: empty"] }
    if tree == before { return ["home: as before"] }
    var lines = ["home:"]
    for path in tree.paths {
      guard let node = tree.nodes[path] else { continue }
      let name = "  " + escapedName(path)
      let mode = String(node.mode, radix: 8)
      let entry = "\(name) \(String(repeating: "0", count: max(0, 4 - mode.count)))\(mode)"
      switch node.kind {
      case .link(let target): lines.append("\(name) -> \(escapedName(target))")
      case .fifo: lines.append("\(entry) fifo")
      case .other: lines.append("\(entry) other")
      case .folder: lines.append(entry.replacingName(name, by: name + "/"))
      case .file where node == before.nodes[path]: lines.append("\(entry) as before")
      case .file(let bytes):
        // Its sum is over numbers that no two runs have in common.
        if path.hasSuffix("/berth/receipt.json") || path.hasSuffix("/berth/journal.json") {
          lines.append("\(entry) varies")
        } else {
          lines.append(entry)
          lines += Gutter.lines(of: shown(path, bytes)).map { "    " + $0 }
        }
      }
    }
    return lines
  }

  private static func escapedName(_ name: String) -> String {
    Gutter.escaped(Array(name.utf8)).split(separator: " ", omittingEmptySubsequences: false)
      .joined(separator: "\\x20")
  }
}

extension String {
  fileprivate func replacingName(_ name: String, by other: String) -> String {
    other + dropFirst(name.count)
  }
}
