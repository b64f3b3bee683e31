import BerthCore

extension Account {
  /// Where a login shell looks for start-up files that are usually elsewhere.
  func startupFiles(of shell: String) -> [HomePath: HostFacts.StartupPlace] {
    switch shell {
    case "zsh": zshFile.map { [HomePath(relative: ".zshrc"): $0] } ?? [:]
    case "tcsh": tcshFile.map { [HomePath(relative: ".cshrc"): .at($0)] } ?? [:]
    default: [:]
    }
  }

  /// tcsh(1), FILES: `~/.tcshrc`, and only if there is none `~/.cshrc`.
  private var tcshFile: HomePath? {
    let path = HomePath(relative: ".tcshrc")
    if case .absent = read(path) { return nil }
    return path
  }

  /// zsh(1), FILES: `~/.zshenv` may say, by ZDOTDIR, where the others lie. It is asked first, as it is at a login;
  /// then the environment.
  private var zshFile: HostFacts.StartupPlace? {
    let zshenv = HomePath(relative: ".zshenv")
    let variables = [
      "HOME": homeText, "ZDOTDIR": "", "XDG_CONFIG_HOME": configHome.map(text) ?? "",
    ]
    if case .file(let content) = read(zshenv) {
      switch StartupFileReader(content.bytes, shell: .zsh).value(of: "ZDOTDIR", variables: variables) {
      case .value(let folder) where !folder.isEmpty:
        return zshrc(in: folder).map { .at($0) } ?? .unknown(because: zshenv)
      case .unknown: return .unknown(because: zshenv)
      default: break
      }
    }
    return zdotdir.flatMap { zshrc(in: text($0)) }.map { .at($0) }
  }

  private func zshrc(in folder: String) -> HomePath? {
    try? HomePath(folder + (folder.hasSuffix("/") ? ".zshrc" : "/.zshrc"), home: homeText)
  }

  private func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }
}
