import Glibc
import TestSupport

/// Homes as people have them, before Berth.
enum LivedInHome {
  /// With startup files, one of them a symlink into a folder of dotfiles, one with a second hard link, and no
  /// `~/.ssh`.
  static let withoutSSH = tree([
    file(".bashrc", "export EDITOR=vi\nalias ll='ls -l'\n# no line feed at the end", 0o600),
    file(".profile", "[ -f ~/.bashrc ] && . ~/.bashrc\n"),
    file("dotfiles/tmux.conf", "set -g mouse on\r\nset -g history-limit 9999\r\n", 0o640),
    link(".tmux.conf", to: "dotfiles/tmux.conf"),
    file(".screenrc", "defscrollback 5000\n", 0o644, sameAs: ".screenrc"),
    file("backup/screenrc", "defscrollback 5000\n", 0o644, sameAs: ".screenrc"),
    folder("dotfiles", 0o755), folder("backup", 0o750), folder("empty", 0o711),
    file("notes.txt", "nothing of Berth's\n", 0o444),
  ])

  /// The same with a `~/.ssh` in use, a `~/.bashrc_agent` of the user's own, and a `~/.local`.
  static let withSSH = withoutSSH.adding([
    folder(".ssh", 0o700), folder(".local", 0o755), folder(".local/share", 0o755),
    file(".ssh/rc", "logger \"$SSH_CONNECTION\"\n", 0o755),
    file(
      ".ssh/config",
      "Host work\n  User me\n  IdentityFile ~/.ssh/id_work\n\nHost *\n  ServerAliveInterval 60\n", 0o644),
    file(".ssh/known_hosts", "example.org ssh-ed25519 AAAA\n", 0o600),
    file(".bashrc_agent", "SSH_AUTH_SOCK=/run/mine\n", 0o644),
  ])

  typealias Item = (path: String, node: FileTree.Node)

  /// A regular file of the one who runs the tests.
  static func file(_ path: String, _ text: String, _ mode: UInt32 = 0o644, sameAs first: String? = nil)
    -> Item
  {
    (path, FileTree.Node(.file(Array(text.utf8)), mode: mode, twin: first))
  }

  /// A folder.
  static func folder(_ path: String, _ mode: UInt32) -> Item {
    (path, FileTree.Node(.folder, mode: mode))
  }

  /// A symlink.
  static func link(_ path: String, to target: String) -> Item {
    (path, FileTree.Node(.link(to: target)))
  }

  /// All of these.
  static func tree(_ items: [Item]) -> FileTree { FileTree().adding(items) }
}
