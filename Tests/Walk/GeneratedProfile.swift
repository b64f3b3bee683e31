/// A profile that the walk has made up: a few entries on the paths that built-in ones use as well.
struct GeneratedProfile: Sendable {
  /// `p1`, `p2`…
  var name: String
  var entries: [Entry]
  var leftovers: [String]
  /// So many further entries, all in one folder.
  var crowd = 0

  struct Entry: Sendable {
    /// Below the home: `.bashrc`.
    var path: String
    /// `file`, `block` or `ssh-config`.
    var patch: String
    var place: String?
    /// Octal digits.
    var mode: String?
    /// Which of a few texts.
    var text: Int
    var reloads: Bool
  }

  /// What every line of a template has in it, and no line of a user's.
  static let sign = "berthmade"

  /// The files to write: names below the folder of profiles, and their text.
  var files: [(name: String, text: String)] {
    var yaml = "version: 1\nvars: { socket: ~/.ssh/ssh_auth_sock, word: one }\nfiles:\n"
    var templates: [(String, String)] = []
    for (index, entry) in entries.enumerated() {
      let template = "\(name)-\(index)"
      yaml += "  - { path: ~/\(entry.path), template: \(template), patch: \(entry.patch)"
      if let place = entry.place { yaml += ", place: \(place)" }
      if let mode = entry.mode { yaml += ", mode: \"\(mode)\"" }
      if entry.reloads { yaml += ", reload: \"true\"" }
      yaml += " }\n"
      templates.append((template, Self.text(entry.text, isSSH: entry.path == ".ssh/config")))
    }
    if !leftovers.isEmpty {
      yaml += "leftovers: [\(leftovers.map { "\"\($0)\"" }.joined(separator: ", "))]\n"
    }
    return [("\(name).yaml", yaml)] + templates
  }

  private static func text(_ number: Int, isSSH: Bool) -> String {
    switch number {
    case 0: isSSH ? "Host \(sign)\n  User \(sign)\n" : "# \(sign)\n"
    case 1: isSSH ? "Match all\n  User \(sign)\n" : "# \(sign) {{word}}\n# \(sign), twice\n"
    case 2: "# \(sign), without a last line feed"
    case 3: ""
    // Many lines, for what goes wrong in the middle of a file.
    case 4: String(repeating: "# \(sign), one of many lines\n", count: 400)
    // A text that does not come out of the file as it went in.
    case 5: "# \(sign)\n# >>> berth ~/.bashrc >>> 0123456789abcdef\n# \(sign)\n"
    default: "# \(sign)\n# \(sign), a carriage return\r\n# \(sign) at the end\r"
    }
  }
}
