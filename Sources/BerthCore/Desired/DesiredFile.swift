/// One file as the profile wants it.
package struct DesiredFile: Sendable {
  /// The target.
  package let path: HomePath
  /// What it is to hold.
  package let content: Content
  /// Nil: the mode that the file has, or 0644 for a new one.
  package let mode: Mode?
  /// What to run after the file has changed.
  package let reload: Reload?
  /// What is noticed in start-up files depends on it.
  package let language: Language
  /// What is to be known of it on this host, whatever lies there.
  package var notes: [Remark]

  /// How a target is filled.
  package enum Content: Sendable {
    /// The whole file is ours.
    case file(WholeFile)
    /// A block in the user's file.
    case block(BlockPatch)
  }

  package init(
    path: HomePath, content: Content, mode: Mode?, reload: Reload?, language: Language,
    notes: [Remark] = []
  ) {
    self.path = path
    self.content = content
    self.mode = mode
    self.reload = reload
    self.language = language
    self.notes = notes
  }

  /// Whether it is a block in a file of the user's.
  package var isBlock: Bool {
    if case .block = content { true } else { false }
  }

  /// What is rendered: the whole file, or what is to stand in the block.
  var text: Bytes {
    switch content {
    case .file(let whole): whole.bytes
    case .block(let patch): patch.body
    }
  }

  /// Whether its text speaks of another file of the home: then it is taken to run or read that.
  func names(_ other: HomePath) -> Bool {
    let text = text
    let name = Bytes("/\(other.relative)".utf8)
    return text.indices.contains { text[$0] == name[0] && text[$0...].starts(with: name) }
  }
}
