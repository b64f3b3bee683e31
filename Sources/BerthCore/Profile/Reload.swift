/// What is run after a target changed: an entry's `reload`.
package struct Reload: Hashable, Sendable {
  /// The words of the command, as `ReloadWords` parts them.
  package let command: String
  /// What a plan shows in its place, for people; nil: the command itself is shown.
  package let label: String?

  package init(_ command: String, label: String? = nil) {
    self.command = command
    self.label = label
  }

  /// A command whose words stand already: each is one, whatever is in it. `~/` at a word's start is the home, as
  /// everywhere in a profile.
  package init(words: [String], label: String? = nil) {
    self.init(words.map(shellWord).joined(separator: " "), label: label)
  }

  /// What sh(1) is to run.
  package init(script: Bytes, label: String? = nil) {
    self.init(words: ["sh", "-c", String(decoding: script, as: UTF8.self)], label: label)
  }
}

extension Reload {
  /// As a receipt and a journal keep it: a text where there is no label, as the first versions wrote it.
  package var json: JSON {
    guard let label else { return .string(command) }
    return .object([("label", .string(label)), ("command", .string(command))])
  }

  /// Reads what `json` gives; nil for anything else.
  package init?(_ json: JSON?) {
    switch json {
    case .string(let command)?: self.init(command)
    case let json?:
      guard case .string(let command)? = json.members?["command"] else { return nil }
      guard case .string(let label)? = json.members?["label"] else { return nil }
      self.init(command, label: label)
    case nil: return nil
    }
  }
}
