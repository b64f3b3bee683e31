/// A node of a YAML document, and where it begins. Aliases are already replaced by what they stand for.
package struct YAMLNode: Sendable {
  /// What it is, and what is in it.
  package var kind: Kind
  /// The alias's own place, where the node came through one.
  package var place: Place

  /// What a node can be, without YAML's types: whether `1` is a number is for the reader of the field to say.
  package enum Kind: Sendable {
    /// A text; `plain` when it stands there without quotes, `|` or `>`.
    case scalar(String, plain: Bool)
    case sequence([YAMLNode])
    /// In the order of the text, without repeats.
    case mapping([Member])
    /// Something that has already been reported as a problem: nothing more should be said about it.
    case invalid
  }

  /// One `key: value` of a mapping.
  package struct Member: Sendable {
    /// Its name.
    package let key: String
    /// Where its key begins.
    package let place: Place
    /// What stands behind the colon.
    package let value: YAMLNode
  }

  /// Whether it stands for "nothing": `key:`, `key: ~`, `key: null`.
  package var isNull: Bool {
    guard case .scalar(let text, plain: true) = kind else { return false }
    return Value(plain: text) == .null
  }

  /// What it is, for messages: `a list`.
  package var description: String {
    switch kind {
    case .scalar: isNull ? "nothing" : "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .invalid: "something invalid"
    }
  }
}
