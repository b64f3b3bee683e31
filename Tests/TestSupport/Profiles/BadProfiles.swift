/// A profile that Berth refuses, and all it says about it. Plain data: it can be held against the library, and
/// against the built program.
///
/// The profile lies in the file `profile.yaml`, in the working folder. Paths and messages are those of a person whose
/// home is `/home/me`; for another home, put that in place of it, in the text and in the messages.
package struct BadProfile: Sendable, CustomStringConvertible {
  /// What is wrong with it; no two cases have the same name.
  package let name: String
  /// The content of `profile.yaml`.
  package let yaml: [UInt8]
  /// Everything that is said, a line each, in that order.
  package let messages: [String]

  /// All of them, the in the order of the tests.
  package static let cases: [BadProfile] =
    texts + syntax + blocks + documents + keys + variables + entries + modes
    + conditions + paths

  /// Tests are named by it.
  package var description: String { name }
}

extension BadProfile {
  init(_ name: String, bytes: [UInt8], _ messages: [String]) {
    self.name = name
    yaml = bytes
    self.messages = messages
  }

  init(_ name: String, text: String, _ messages: [String]) {
    self.init(name, bytes: Array(text.utf8), messages)
  }

  init(_ name: String, lines: String, _ messages: [String]) {
    self.init(name, text: lines + "\n", messages)
  }

  /// A profile with one entry that is good but for this field, which is in line 5.
  init(_ name: String, entry field: String, _ messages: [String]) {
    let start = "version: 1\nfiles:\n  - path: ~/.bashrc\n    template: shell/hook\n"
    self.init(name, text: start + "    " + field + "\n", messages)
  }

  /// A profile with one entry that is good but for its path, which is in line 3.
  init(_ name: String, path: String, _ messages: [String]) {
    self.init(name, text: "version: 1\nfiles:\n  - path: " + path + "\n    template: t\n", messages)
  }

  /// A text many times over.
  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }
}
