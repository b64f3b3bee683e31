/// A template that Berth refuses, and all it says about it. Plain data.
///
/// It lies in the file `template`, beside the profile that `profile` holds.
package struct BadTemplate: Sendable, CustomStringConvertible {
  /// What is wrong with it; no two cases have the same name.
  package let name: String
  /// The entry's path: it decides the language that values are quoted for.
  package let target: String
  /// The content of `template`.
  package let text: [UInt8]
  /// Everything that is said, a line each, in that order.
  package let messages: [String]

  /// All of them, in the order of the tests.
  package static let cases = language + quoting

  /// The content of `profile.yaml`.
  package var profile: String {
    let kind = target == Self.usualTarget ? "patch: file, language: sh" : "patch: block"
    return """
      version: 1
      vars:
        name: world
        list: [a, b]
        map: { key: value }
        broken: "a\\nb"
      files:
        - { path: \(target), template: template, \(kind) }

      """
  }

  /// Tests are named by it.
  package var description: String { name }

  private static let usualTarget = "~/.greeting"

  init(_ name: String, for target: String = usualTarget, _ text: [UInt8], _ messages: [String]) {
    self.name = name
    self.target = target
    self.text = text
    self.messages = messages
  }

  init(_ name: String, for target: String = usualTarget, _ text: String, _ messages: [String]) {
    self.init(name, for: target, Array(text.utf8), messages)
  }
}
