/// One file as the profile wants it.
package struct DesiredFile: Sendable {
  package let path: HomePath
  package let content: Content
  /// Nil: the mode that the file has, or 0644 for a new one.
  package let mode: Mode?
  /// The command to run after the file has changed.
  package let reload: String?
  /// What is noticed in start-up files depends on it.
  package let language: Language

  package enum Content: Sendable {
    /// The whole file is ours.
    case file(Bytes)
    /// A block in the user's file.
    case block(BlockPatch)
  }

  package init(path: HomePath, content: Content, mode: Mode?, reload: String?, language: Language) {
    self.path = path
    self.content = content
    self.mode = mode
    self.reload = reload
    self.language = language
  }

  package var isBlock: Bool {
    if case .block = content { true } else { false }
  }
}
