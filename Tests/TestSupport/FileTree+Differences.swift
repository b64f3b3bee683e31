/// How two trees differ.
extension FileTree {
  /// What need not be the same.
  package enum Aspect {
    case mode, owner, twin, attributes
  }

  /// What differs, a line each: `path: is …, expected …`.
  ///
  /// `ignored`: what of each name need not be the same.
  /// `isOpen`: the paths at which anything may be.
  package func differences(
    from expected: FileTree, ignoring ignored: Set<Aspect> = [],
    besides isOpen: (String) -> Bool = { _ in false }
  ) -> [String] {
    Set(nodes.keys).union(expected.nodes.keys).sorted().compactMap { path in
      let mine = nodes[path].map { Self.node($0, ignoring: ignored) }
      let theirs = expected.nodes[path].map { Self.node($0, ignoring: ignored) }
      guard mine != theirs, !isOpen(path) else { return nil }
      return "\(path): is \(Self.text(mine)), expected \(Self.text(theirs))\(Self.place(mine, theirs))"
    }
  }

  /// The same, and what was written again with the same bytes, or made anew.
  ///
  /// `isOfFiles`: whether only the writing of files counts, and not that something has come and gone in a folder, or that
  /// a mode was set and set back.
  /// `isOpen`: the paths at which anything may be.
  package func touches(
    since old: FileTree, ofFiles isOfFiles: Bool = false, besides isOpen: (String) -> Bool = { _ in false }
  ) -> [String] {
    let touched = nodes.keys.sorted().filter { path in
      guard let now = stamps[path], let then = old.stamps[path], nodes[path] == old.nodes[path] else {
        return false
      }
      guard isOfFiles else { return now != then }
      return now.inode != then.inode || nodes[path]?.kind != .folder && now.modified != then.modified
    }
    return differences(from: old, besides: isOpen)
      + touched.filter { !isOpen($0) }.map { "\($0): was written again" }
  }

  /// A node in a few words, for messages.
  package static func text(_ node: Node?) -> String {
    guard let node else { return "absent" }
    let mode = String(node.mode, radix: 8)
    let owner = ", owner \(node.owner):\(node.group)"
    let attributes = node.attributes.isEmpty ? "" : ", \(node.attributes)"
    switch node.kind {
    case .folder: return "folder \(mode)\(owner)\(attributes)"
    case .file(let bytes):
      let twin = node.twin.map { " (one with \($0))" } ?? ""
      return "file \(mode) of \(bytes.count) bytes\(twin)\(owner)\(attributes)"
    case .link(let target): return "link to \(target)\(owner)"
    case .fifo, .other: return "special file \(mode)\(owner)"
    }
  }

  private static func node(_ node: Node, ignoring ignored: Set<Aspect>) -> Node {
    var node = node
    if ignored.contains(.mode) { node.mode = 0 }
    if ignored.contains(.owner) { (node.owner, node.group) = (0, 0) }
    if ignored.contains(.twin) { node.twin = nil }
    if ignored.contains(.attributes) { node.attributes = "" }
    return node
  }

  /// From where on two files' bytes differ.
  private static func place(_ mine: Node?, _ theirs: Node?) -> String {
    guard let mine = mine?.bytes, let theirs = theirs?.bytes, mine != theirs else { return "" }
    let same = zip(mine, theirs).prefix { $0 == $1 }.count
    let ends = [mine, theirs].map {
      "\"" + String(decoding: $0[max(0, same - 20)..<min($0.count, same + 40)], as: UTF8.self) + "\""
    }
    return "; at byte \(same) \(ends[0]), expected \(ends[1])"
  }
}
