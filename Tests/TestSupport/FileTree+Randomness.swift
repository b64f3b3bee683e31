extension FileTree {
  /// What lies in folders of a temporary name, each with that folder.
  package var scaffolds: [(path: String, scaffold: String)] {
    nodes.keys.compactMap { path in
      let names = path.split(separator: "/")
      let prefixes = names.indices.map { names[...$0].joined(separator: "/") }
      return prefixes.first { FileTree.temporaryName($0) != nil && nodes[$0]?.kind == .folder }.map {
        (path, $0)
      }
    }
  }

  /// The same with what differs from run to run taken out of the receipt and the journal: the run's name, the sum,
  /// and the names of temporary files, which are counted through.
  package var withoutRandomness: FileTree {
    var tree = self
    for (path, scaffold) in scaffolds {
      let place = scaffold.split(separator: "/").dropLast().joined(separator: "/")
      tree.nodes["\(place)/.berth-state" + path.dropFirst(scaffold.count)] = tree.nodes.removeValue(
        forKey: path)
    }
    for file in ["journal.json", "journal.json.next", "receipt.json", "receipt.json.next"] {
      let path = "\(TestHome.state)/\(file)"
      guard let bytes = nodes[path]?.bytes else { continue }
      var lines: [String] = []
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        if line.contains("\"sum\"") || line.contains("\"transaction\"") { continue }
        guard line.contains("\"temporary\""),
          let name = line.split(separator: "\"").last(where: { $0.hasPrefix(".berth-") })
        else {
          lines.append(String(line))
          continue
        }
        lines.append("temporary \(lines.count)")
        for end in ["", ".part", ".undo", ".undo.part"] {
          tree.rename(name + end, to: ".berth-\(lines.count)" + end)
        }
      }
      tree.nodes[path]?.kind = .file(Array(lines.joined(separator: "\n").utf8))
    }
    return tree
  }

  private mutating func rename(_ name: String, to new: String) {
    for path in nodes.keys where path == name || path.hasSuffix("/\(name)") {
      let node = nodes.removeValue(forKey: path)
      nodes[path.dropLast(name.count) + new] = node
    }
  }
}
