/// A leftover that lies in the home: what the installed files made at run time.
package struct ActualLeftover: Hashable, Sendable {
  package let path: HomePath
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    /// A symlink that dangles or leads to a socket: what the installed files make. Its text.
    case link(to: String)
    /// Something of the user's, which stays.
    case other(String)
    /// Such a symlink that was there before the install.
    case older
  }

  package init(path: HomePath, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}
