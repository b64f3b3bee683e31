import BerthCore
import TestSupport

/// The real dotfiles beside the project, as what they would be in a home.
enum RecipeCorpus {
  struct File: Sendable {
    let name: String
    let path: HomePath
    let text: Bytes
  }

  private static let folder = "../shared/corpus"

  static let files: [File] = Project.files(under: folder).compactMap { name in
    let kind = name.dropFirst(folder.count + 1)
    let path =
      switch kind.prefix(while: { $0 != "/" }) {
      case "ssh_rc": ".ssh/rc"
      case "ssh_config": ".ssh/config"
      case "tmux.conf": ".tmux.conf"
      case "screenrc": ".screenrc"
      case "shell": kind.contains("zsh") ? ".zshrc" : ".bashrc"
      default: ""
      }
    guard !path.isEmpty else { return nil }
    return File(name: String(kind), path: HomePath(relative: path), text: Project.bytes(of: name))
  }

  static var isThere: Bool { !files.isEmpty }
}
