/// Finds the lines of the recipes that Berth grew out of, in the shapes in which people paste them.
///
/// A statement counts only if all of it is understood and it is part of nothing bigger: what is taken out by it leaves
/// the rest as it was. Comments stay; they are the user's own words.
package struct RecipeReader: Sendable {
  /// The socket that the profile keeps.
  package let link: HomePath
  private let home: String
  /// One of which every recipe holds.
  private let words: WordSearch

  /// `home`: the home's absolute path, by which people may name it.
  package init(link: HomePath, home: String) {
    self.link = link
    self.home = home
    words = WordSearch(["auth_sock", "AUTH_SOCK", "bashrc_agent", link.name])
  }

  /// The script that a recipe and Berth both keep at this path.
  package static let script = HomePath(relative: ".bashrc_agent")

  private static let shellFiles = [
    ".ssh/rc", ".bashrc", ".bash_profile", ".bash_login", ".profile", ".zshrc", ".zprofile", ".zshenv",
  ].map(HomePath.init(relative:))
  /// The place of a line in it decides whom it is for.
  static let sshConfig = HomePath(relative: ".ssh/config")
  private static let tmuxFiles = [".tmux.conf", ".config/tmux/tmux.conf"].map(HomePath.init(relative:))
  private static let screenFile = HomePath(relative: ".screenrc")

  /// Where recipes are pasted.
  package static let paths = shellFiles + [sshConfig] + tmuxFiles + [screenFile]

  /// The recipes' lines of a file, from the top. None in a text of Berth's own, nor in one whose markers can't be trusted.
  package func recipes(in text: Bytes, of path: HomePath) -> [Recipe] {
    // Our own lines mention some of it, and most files nothing else.
    guard Self.paths.contains(path), let place = text.place(of: words),
      let own = try? Block.find(path.description, in: text)?.range ?? 0..<0,
      !own.contains(place) || text.place(of: words, from: own.upperBound) != nil
    else { return [] }
    var found: [(range: Range<Int>, effect: Recipe.Effect)] = []
    if Self.shellFiles.contains(path) {
      found = statements(of: text, shell: Shell(reading: path))
    } else if path == Self.sshConfig {
      found = identityAgents(in: text)
    } else if Self.tmuxFiles.contains(path) {
      found = variables(in: text, set: ["setenv", "set-environment"], .tmuxVariable)
    } else if path == Self.screenFile {
      found = variables(in: text, set: ["setenv"], .screenVariable)
    }
    var (first, counted) = (1, 0)
    return found.filter { !$0.range.overlaps(own) }.map { range, effect in
      first += text[counted..<range.lowerBound].count { $0 == lineFeed }
      counted = range.lowerBound
      let feeds = text[range].dropLast().count { $0 == lineFeed }
      return Recipe(path: path, lines: first...(first + feeds), range: range, effect: effect)
    }
  }

  /// Of a shell's text; only statements that mention any of it are read to the word.
  private func statements(of text: Bytes, shell: Shell) -> [(range: Range<Int>, effect: Recipe.Effect)] {
    var mention = text.place(of: words)
    return ShellWalk(text[...], shell: shell, for: .statements).statements.compactMap { statement in
      if let last = mention, last < statement.range.lowerBound {
        mention = text.place(of: words, from: statement.range.lowerBound)
      }
      guard let place = mention, place < statement.range.upperBound,
        let read = ShellWalk(Bytes(text[statement.range])[...], shell: shell, for: .commands).statements
          .first,
        let effect = ShellRecipe.effect(of: read, names: self)
      else { return nil }
      return (statement.range, effect)
    }
  }

  /// Whether somebody's script is a recipe's: it asks an agent and makes the link.
  package func isScript(_ text: Bytes) -> Bool {
    let lines = LineReader(text).map { text[$0.content].trimmed }.filter { $0.first != UInt8(ascii: "#") }
    let code = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    return code.contains("SSH_AUTH_SOCK") && code.contains("ln -") && namesLink(inside: code)
  }

  /// Lines outside comments, recipes and Berth's block that may make or move the link: somebody else writes it.
  package func strangers(in text: Bytes, of path: HomePath) -> [Int] {
    guard mentions(text) else { return [] }
    let own = (try? Block.find(path.description, in: text))?.range ?? 0..<0
    var known = recipes(in: text, of: path).map(\.range)[...]
    return LineReader(text).compactMap { line in
      let start = line.whole.lowerBound
      while let next = known.first, next.upperBound <= start { known.removeFirst() }
      let code = text[line.content].trimmed
      guard code.first != UInt8(ascii: "#"), !own.contains(start),
        known.first.map({ !$0.contains(start) }) ?? true
      else {
        return nil
      }
      let words = String(decoding: code, as: UTF8.self).split { " \t;&|(){}\"'".contains($0) }
      guard words.contains(where: { $0 == "ln" || $0.hasSuffix("/ln") }) else { return nil }
      return namesLink(inside: String(decoding: code, as: UTF8.self)) || words.contains("$SSH_AUTH_SOCK")
        ? line.number : nil
    }
  }

  // MARK: - Names

  /// Whether a path, as the home's languages write it, is a link that the recipes keep: the profile's, one of its kind
  /// a host, or another `auth_sock` in `~/.ssh`.
  func isLink(_ path: String) -> Bool {
    guard let rest = relative(path) else { return false }
    if rest == link.relative || rest.hasPrefix(link.relative + ".") { return true }
    guard rest.hasPrefix(".ssh/") else { return false }
    let name = rest.dropFirst(5)
    return name.contains("auth_sock") && !name.contains("/")
  }

  func isScriptPath(_ path: String) -> Bool { relative(path) == Self.script.relative }

  /// `~/x`, `$HOME/x`, `${HOME}/x`, `%d/x` or the whole path, without the home.
  private func relative(_ path: String) -> String? {
    for start in ["~/", "$HOME/", "${HOME}/", "%d/", home + "/"] where path.hasPrefix(start) {
      return String(path.dropFirst(start.count))
    }
    return nil
  }

  private func namesLink(inside code: String) -> Bool {
    code.contains("auth_sock") || code.contains(link.name)
  }

  /// Most files hold none of it.
  private func mentions(_ text: Bytes) -> Bool { text.place(of: words) != nil }

  // MARK: - Files that are read by the line

  /// `IdentityAgent` on a link, for every host.
  private func identityAgents(in text: Bytes) -> [(range: Range<Int>, effect: Recipe.Effect)] {
    SSHConfigReader(text[...]).linesForAll("identityagent").compactMap { line, value in
      let words = String(decoding: value, as: UTF8.self).split { " \t\"".contains($0) }.map(String.init)
      guard let path = words.first, isLink(path), words.count == 1 || words[1].hasPrefix("#") else {
        return nil
      }
      return (line.whole, .identityAgent)
    }
  }

  /// `setenv SSH_AUTH_SOCK LINK`, alone on its line, and in no braces, no `%if` and no quotes of several lines.
  private func variables(
    in text: Bytes, set commands: [String], _ effect: Recipe.Effect
  ) -> [(range: Range<Int>, effect: Recipe.Effect)] {
    var found: [(range: Range<Int>, effect: Recipe.Effect)] = []
    var depth = 0
    var isContinued = false
    for line in LineReader(text) {
      let code = text[line.content].trimmed
      let wasContinued = isContinued
      isContinued = code.last == UInt8(ascii: "\\")
      guard code.first != UInt8(ascii: "#") else { continue }
      guard let words = Self.words(of: code) else { return found }
      if words.first == "}" || words.first == "%endif" { depth -= 1 }
      if code.last == UInt8(ascii: "{") || words.first == "%if" { depth += 1 }
      guard depth == 0, !wasContinued, !isContinued, let name = words.first, commands.contains(name) else {
        continue
      }
      let rest = words.dropFirst().filter { $0 != "-g" }
      if rest.count == 2, rest.first == "SSH_AUTH_SOCK", let value = rest.last, isLink(value) {
        found.append((line.whole, effect))
      }
    }
    return found
  }

  /// The words of a line of tmux or screen, without their quotes; nil where a quote has no end.
  private static func words(of line: ArraySlice<UInt8>) -> [String]? {
    var words = CommandWords()
    var quote: UInt8?
    var isEscaped = false
    for byte in line {
      if isEscaped {
        words.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
        isEscaped = true
      } else if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        words.begin()
      } else if quote == nil, isBlank(byte) {
        words.end()
      } else if quote == nil, byte == UInt8(ascii: "#"), words.current == nil {
        break
      } else {
        words.append(byte)
      }
    }
    words.end()
    return quote == nil ? words.words : nil
  }
}
