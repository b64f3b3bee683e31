import BerthCore
import TestSupport

/// Values that would do harm, or change, if any program took them for anything but text.
enum QuotingValues {
  static let all = chosen + random(200)

  static let chosen = [
    "", " ", "a b", " lead", "trail ", "it's", "'", "''", "'\\''", "\"", "\"a\"", "a\"b'c", "$", "$HOME",
    "${HOME}", "$$", "$(touch pwned)", "`touch pwned`", "$((1+1))", "'; touch pwned; '",
    "\"; touch pwned; \"",
    "\n", "a\nb", "x\ntouch pwned\n", "x\nrun-shell 'touch pwned'\n", "\r", "a\rb", "a\tb",
    "\u{1}\u{7F}\u{1B}",
    "#", "#x", "a #b", "#{pane_id}", "#(touch pwned)", "#[fg=red]", "##", "#S", "%", "%h", "%%", "%d%u",
    "50%",
    "%if 1", "%endif", "~", "~/a", "~/a b", "~/", "~/it's $HOME", "~/\"`touch pwned`\"", "~/x\\", "~/50%",
    "~root",
    "~root/x", "~+", "!!", "!", "a!b", "\\", "a\\", "a\\\\", "\\n", "\\'", "\\\"", "\\ ", ";", "a;", "a;b",
    "a\\;",
    "{", "}", "{a,b}", "a}", "|", "&", "&&", "<", ">", "*", "?", "[a-z]", "=", "=ls", "a=b", "-", "-n", "--",
    "-e",
    "0", "42", "007", "^A", "^", "a^", "^^", "é", "日本 語", "😀", "e\u{301}", "\u{FEFF}x", "\u{A0}", "none",
    "/tmp/agent.sock", "user@host:22", String(repeating: "long ", count: 100),
  ]

  /// The same ones each time: short texts of what means something to some program.
  private static func random(_ count: Int) -> [String] {
    var generator = SeededGenerator(seed: 20_260_101)
    let alphabet = Array("'\"\\$`#{}()%~;!& \t\n-=/ab09é|<>^*?[],:@\u{1}\r".unicodeScalars)
    return (0..<count).map { _ in
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...14, using: &generator) {
        text.append(alphabet.randomElement(using: &generator) ?? "a")
      }
      return String(text)
    }
  }

  /// What a program that reads the value has to end up with.
  static func meaning(of value: String, home: String) -> Bytes {
    if value == "~" { return Bytes(home.utf8) }
    if value.utf8.starts(with: "~/".utf8) { return Bytes(home.utf8) + value.utf8.dropFirst() }
    return Bytes(value.utf8)
  }

  /// A context in which the values are named `v0`, `v1` and so on.
  static func context(_ values: [String]) -> Value {
    .map(Dictionary(uniqueKeysWithValues: values.enumerated().map { ("v\($0.offset)", .string($0.element)) }))
  }

  /// The text of a template that has this line once for each value; in the line, `NN` stands
  /// for the value's number.
  static func render(
    _ line: String, _ values: [String], for language: Language, before: String = "", after: String = ""
  ) throws -> Bytes {
    var text = before
    for number in values.indices {
      text += line.replacing("NN", with: String(number))
    }
    let template = try Template(parsing: Bytes((text + after).utf8), name: "quoting")
    return try template.render(context(values), partials: [:], for: language)
  }

  /// Those values that this one-line template takes, and how many it refuses.
  static func partition(
    _ values: [String], line: String, for language: Language
  ) throws -> (taken: [String], refused: [String]) {
    let template = try Template(parsing: Bytes(line.utf8), name: "quoting")
    var taken: [String] = []
    var refused: [String] = []
    for value in values {
      do {
        _ = try template.render(.map(["v": .string(value)]), partials: [:], for: language)
        taken.append(value)
      } catch {
        refused.append(value)
      }
    }
    return (taken, refused)
  }
}
