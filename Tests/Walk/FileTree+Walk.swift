import TestSupport

extension FileTree {
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

  /// What two homes differ in that a patch can speak of: texts, and the nine bits of files' modes. patch(1) parts the
  /// names of one file.
  func differencesOfTexts(from other: FileTree, besides isOpen: (String) -> Bool) -> [String] {
    func comparable(_ tree: FileTree) -> FileTree {
      FileTree(
        tree.nodes.filter { $0.value.kind != .folder && nodes[$0.key]?.twin == nil }.mapValues {
          Node($0.kind, mode: $0.mode & 0o777)
        })
    }
    return comparable(self).differences(from: comparable(other)) { !$0.hasPrefix("home/") || isOpen($0) }
  }
}
