import Glibc
import TestSupport

/// Real dotfiles, as people have published them: a folder beside the project, with a list of what is in it.
struct Corpus: Sendable {
  /// One file.
  struct Entry: Sendable {
    /// `screenrc`, `shell`, `ssh_config`, `ssh_rc` or `tmux.conf`.
    let kind: String
    /// Its name in the folder of its kind.
    let name: String
    /// Where its repository has it.
    let path: String
    let traits: [Substring]
    let text: Text
  }

  let entries: [Entry]

  /// Where it is looked for.
  static let folder = "\(Project.folder)/../shared/corpus"

  /// Whether it is there.
  static var isThere: Bool { access("\(folder)/MANIFEST.tsv", R_OK) == 0 }

  /// Reads all of it.
  init() {
    var entries: [Entry] = []
    for line in (Disk.read("\(Self.folder)/MANIFEST.tsv") ?? []).lines.dropFirst() {
      let fields = line.shown.dropLast().split(separator: "\t", omittingEmptySubsequences: false).map(
        String.init)
      guard fields.count >= 8, let text = Disk.read("\(Self.folder)/\(fields[0])/\(fields[1])") else {
        continue
      }
      entries.append(
        Entry(
          kind: fields[0], name: fields[1], path: fields[3], traits: fields[7].split(separator: ","),
          text: text))
    }
    self.entries = entries
  }

  /// The files that could lie at a path of a home.
  func candidates(for target: String) -> [Entry] {
    entries.filter { entry in
      switch target {
      case ".ssh/rc": entry.kind == "ssh_rc"
      case ".ssh/config": entry.kind == "ssh_config"
      case ".tmux.conf": entry.kind == "tmux.conf"
      case ".screenrc": entry.kind == "screenrc"
      case ".zshrc": entry.kind == "shell" && entry.traits.contains("shell:zsh")
      case ".bashrc": entry.kind == "shell" && entry.traits.contains("shell:bash")
      default: entry.kind == "shell" && entry.path.contains("profile") && !entry.traits.contains("shell:zsh")
      }
    }
  }
}
