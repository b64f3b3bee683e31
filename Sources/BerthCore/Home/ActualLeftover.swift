/// What lies at a leftover's place in the home.
package struct ActualLeftover: Hashable, Sendable {
  /// Where it lies.
  package let path: HomePath
  /// Whether it is ours.
  package let kind: Kind

  /// What can lie at such a path.
  package enum Kind: Hashable, Sendable {
    /// A symlink, by its text. One that dangles or leads to a socket is what the installed files make.
    case link(to: Bytes, isMade: Bool)
    /// What a run that was killed has prepared or taken out; `isCopy`: nothing is lost with it.
    case prepared(isCopy: Bool)
    /// What is no symlink, in words.
    case other(String)
  }

  package init(path: HomePath, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// What it is, in words, if it is in the way of a link: neither a symlink nor a socket.
  package var obstacle: String? {
    if case .other(let what) = kind, kind != .other("a socket") { what } else { nil }
  }
}

/// A symlink of the user's at a leftover's place.
package struct OlderLink: Hashable, Sendable {
  /// Where it lies.
  package let path: HomePath
  /// Where it led before us, as it stood there; nil: a version that did not write it down has seen it.
  package let text: Bytes?

  package init(path: HomePath, text: Bytes?) {
    self.path = path
    self.text = text
  }
}
