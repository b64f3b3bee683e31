import TestSupport

/// A profile or a template that Berth refuses, with all that it says of it, as the files in `Tests/ScenarioTests/bad` have
/// it:
///
///     a quoted version
///       |version: "1"
///     profile.yaml:1:10: 'version' must be a number; write it without quotes: version: 1
///
/// After the title, `for PATH` may name the target of a template; the text stands behind a `Gutter`, and the home in it
/// is `/home/me`. A blank line parts one from the next.
struct BadInput {
  let title: String
  var target: String?
  var text: [UInt8] = []
  var messages: [String] = []

  /// All of a file.
  static func cases(in file: String) -> [BadInput] {
    let lines = String(decoding: Project.bytes(of: file), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.split(separator: "").compactMap { lines in
      guard let title = lines.first else { return nil }
      var bad = BadInput(title: String(title))
      for line in lines.dropFirst() {
        if line.hasPrefix("  ") {
          bad.text += Gutter.bytes(of: line.dropFirst(2)) ?? []
        } else if line.hasPrefix("for ~/") {
          bad.target = String(line.dropFirst(4))
        } else {
          bad.messages.append(String(line))
        }
      }
      return bad
    }
  }

  /// The file's text with these.
  static func file(of cases: [BadInput]) -> String {
    cases.map { bad in
      let lines = [bad.title] + (bad.target.map { ["for \($0)"] } ?? [])
      return lines + Gutter.lines(of: bad.text).map { "  " + $0 } + bad.messages + [""]
    }.joined().joined(separator: "\n")
  }

  /// A profile with a template of that name, for the target.
  var profile: String {
    """
    version: 1
    vars:
      name: world
      list: [a, b]
      map: { key: value }
      broken: "a\\nb"
    files:
      - { path: \(target ?? "~/.greeting"), template: template, \(target == nil ? "patch: file, language: sh" : "patch: block") }

    """
  }
}
