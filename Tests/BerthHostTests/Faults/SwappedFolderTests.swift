import Glibc
import TestSupport
import Testing

extension Faults {
  /// Folders that were made and can't be removed as they were: swapped, in use, mounted.
  @Suite(.serialized)
  struct SwappedFolders {
    /// A home with a file two folders deep, which the program has made.
    private func applied() throws -> TestHome {
      let home = TestHome()
      Disk.write("set nocompatible\n", to: "\(home.folder)/vimrc")
      Disk.write(
        Array("version: 1\nfiles:\n  - path: ~/.config/vim/vimrc\n    template: vimrc\n".utf8),
        to: "\(home.folder)/p.yaml")
      try #require(try home.berth("apply", "--yes", "\(home.folder)/p.yaml").exit == 0)
      return home
    }

    /// Uninstalls without a complaint, but that a folder stays which is named, and once more, and expects that nothing
    /// is left to do.
    private func expectEnd(_ home: TestHome, naming stays: String? = nil, under tool: [String] = []) throws {
      for warning in [stays.map { "warning: can't remove \($0): Operation not permitted; it stays\n" }, nil] {
        let outcome = try home.berth("uninstall", "--yes", under: tool)
        #expect(outcome.exit == 0, "\(outcome.summary)")
        #expect(!outcome.err.replacing(warning ?? " ", with: "").contains("warning"), "\(outcome.summary)")
        #expect(outcome.err.contains(warning ?? ""), "\(outcome.summary)")
        #expect(home.tree.nodes[".local"] == nil)
      }
      #expect(try home.berth("apply", "--yes").exit == 0)
      #expect(try home.berth("uninstall", "--yes").exit == 0)
    }

    @Test
    func `a folder that was moved and linked to since stays, and nothing is stuck`() throws {
      let home = try applied()
      mkdir("\(home.path)/dotfiles", 0o755)
      try #require(rename("\(home.path)/.config", "\(home.path)/dotfiles/config") == 0)
      symlink("dotfiles/config", "\(home.path)/.config")
      try expectEnd(home)
      #expect(
        home.tree.nodes.keys.sorted() == [".config", "dotfiles", "dotfiles/config", "dotfiles/config/vim"])
    }

    @Test(.enabled(if: Confinement.ownMounts != nil, "private mounts are not permitted here"))
    func `a folder that is a mount point stays, and nothing is stuck`() throws {
      let home = try applied()
      let mounted = "\(home.path)/.config/vim"
      try expectEnd(home, under: Confinement.mounting("mount --bind \"$1\" \"$1\"", [mounted]))
      #expect(home.tree.nodes.keys.sorted() == [".config", ".config/vim"])
    }

    @Test(
      .needsStrace,
      arguments: ["EBUSY", "EPERM", "EINVAL"])
    func `a folder that the system does not let go stays, and nothing is stuck`(_ error: String) throws {
      let home = try applied()
      let folder = "\(home.path)/.config/vim"
      // Nothing of Berth's stays unnamed.
      try expectEnd(
        home, naming: error == "EPERM" ? "~/.config/vim" : nil,
        under: Strace.injecting("unlinkat:error=\(error)", "-P", "\(home.path)/.config"))
      #expect(access(folder, F_OK) == 0)
    }

    @Test(.needsStrace)
    func `a folder is gone from the disk before the journal is`() throws {
      let home = try applied()
      let log = "\(home.folder)/log"
      let outcome = try home.berth(
        "uninstall", "--yes",
        under: [Strace.program, "-f", "-y", "-o", log, "-e", "trace=unlinkat,fsync"])
      #expect(outcome.exit == 0, "\(outcome.summary)")
      let calls = Disk.text(log).split(separator: "\n")
      let removed = try #require(calls.lastIndex { $0.contains("\".config\", AT_REMOVEDIR") })
      let journal = try #require(calls.lastIndex { $0.contains("\"journal.json\", 0") })
      #expect(removed < journal)
      #expect(calls[removed..<journal].contains { $0.contains("fsync(") && $0.contains("<\(home.path)>)") })
    }
  }
}
