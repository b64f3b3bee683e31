/// The files that bash reads at login, and whether they lead to `~/.bashrc`.
///
/// bash(1), INVOCATION: a login shell reads the first of `~/.bash_profile`, `~/.bash_login` and `~/.profile`,
/// and `~/.bashrc` only if that file says so. tmux starts login shells: where the file does not say so, a hook
/// in `~/.bashrc` is never read there.
package struct LoginFiles: Sendable {
  /// In the order in which bash looks for them.
  package static let candidates = [".bash_profile", ".bash_login", ".profile"].map(HomePath.init(relative:))

  private let contents: [HomePath: Bytes]

  /// - Parameter contents: of those candidates that exist.
  package init(_ contents: [HomePath: Bytes]) {
    self.contents = contents
  }

  /// The file that bash reads at login, if `~/.bashrc` is never read from it. Where there is none at all, that
  /// is `~/.profile`.
  package var lonely: HomePath? {
    let file = Self.candidates.first { contents[$0] != nil } ?? Self.candidates[2]
    return reachesBashrc(from: file, visited: []) ? nil : file
  }

  private func reachesBashrc(from file: HomePath, visited: Set<HomePath>) -> Bool {
    guard let text = contents[file], !visited.contains(file) else { return false }
    var own = text
    // Our own hook names ~/.bashrc_agent, and is not the user's way to ~/.bashrc.
    if let without = try? BlockPatch.remove(file, from: text) { own = without }
    for line in LineReader(own) {
      let code = own[line.content].trimmed
      guard code.first != UInt8(ascii: "#") else { continue }
      if Self.mentions(".bashrc", in: code) { return true }
      for other in Self.candidates where other != file && Self.mentions(other.name, in: code) {
        if reachesBashrc(from: other, visited: visited.union([file])) { return true }
      }
    }
    return false
  }

  /// Whether a line names the file, and not one whose name only begins like it.
  private static func mentions(_ name: String, in line: ArraySlice<UInt8>) -> Bool {
    let name = Bytes(name.utf8)
    var index = line.startIndex
    while index + name.count <= line.endIndex {
      if line[index] == name[0], line[index..<(index + name.count)].elementsEqual(name) {
        let after = index + name.count
        if after == line.endIndex || !isNamePart(line[after]) { return true }
      }
      index += 1
    }
    return false
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
