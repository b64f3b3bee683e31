/// The files that bash reads at login, and whether they lead to `~/.bashrc`.
///
/// bash(1), INVOCATION: a login shell reads the first of `~/.bash_profile`, `~/.bash_login` and `~/.profile`,
/// and `~/.bashrc` only if that file says so. tmux starts login shells: where the file does not say so, a hook
/// in `~/.bashrc` is never read there. Where that cannot be told for certain it counts as no: a hook that is read
/// twice does no harm.
package struct LoginFiles: Sendable {
  /// In the order in which bash looks for them.
  package static let candidates = [".bash_profile", ".bash_login", ".profile"].map(HomePath.init(relative:))

  private let contents: [HomePath: Bytes]
  private let home: String

  /// - Parameters:
  ///   - contents: of those candidates that exist.
  ///   - home: its path.
  package init(_ contents: [HomePath: Bytes], home: String) {
    self.contents = contents
    self.home = home
  }

  /// The file that bash reads at login, if `~/.bashrc` is never read from it. Where there is none at all, that
  /// is `~/.profile`.
  package var lonely: HomePath? {
    let file = Self.candidates.first { contents[$0] != nil } ?? Self.candidates[2]
    return reachesBashrc(from: file, visited: []) ? nil : file
  }

  private func reachesBashrc(from file: HomePath, visited: Set<HomePath>) -> Bool {
    guard let text = contents[file], !visited.contains(file) else { return false }
    // Our own hook is not the user's way to ~/.bashrc.
    let own = (try? BlockPatch.remove(file, from: text)) ?? text
    // It will be there: the hook goes into it.
    let present = Set(([HomePath(relative: ".bashrc")] + contents.keys).map { "\(home)/\($0.relative)" })
    for source in StartupFileReader(own).sources(home: home, present: present) {
      // Whatever the home is called.
      guard source.hasPrefix("\(home)/") else { continue }
      let path = HomePath(relative: String(source.dropFirst(home.count + 1)))
      if path.relative == ".bashrc" || reachesBashrc(from: path, visited: visited.union([file])) {
        return true
      }
    }
    return false
  }
}
