import Glibc
import TestSupport
import Testing

extension Faults {
  /// What a file has besides its bytes and permissions, as a user without rights sees it kept.
  @Suite(.serialized)
  struct Attributes {
    private static let apply = ["apply", "--yes", "--on-conflict", "replace"]

    /// The lived-in home on a disk: a file system in memory has few inode flags.
    private func home() throws -> TestHome {
      let home = TestHome(LivedInHome.withSSH.owned(by: Confinement.plainUser), on: .disk)
      chown(home.path, Confinement.plainUser, Confinement.plainUser)
      return home
    }

    private func berth(_ home: TestHome, _ arguments: [String]) throws -> Outcome {
      try home.berth(arguments, under: Confinement.asPlainUser)
    }

    /// Expects a conflict from every verb, and nothing written.
    private func expectConflict(_ home: TestHome, saying words: String) throws {
      let first = home.tree
      for run in [["diff"], ["diff", "--on-conflict", "replace"], Self.apply] {
        let outcome = try berth(home, run)
        #expect(outcome.exit == 3, "\(run): \(outcome.summary)")
        #expect(outcome.err.contains(words), "\(outcome.err)")
        #expect(home.tree.differences(from: first) == [])
      }
    }

    @Test
    func `setuid and setgid bits stay, of files that are replaced and of one that is written in place`()
      throws
    {
      let home = try home()
      for (name, mode) in [(".bashrc", 0o2755), ("dotfiles/tmux.conf", 0o4755), (".screenrc", 0o6711)] {
        chmod("\(home.path)/\(name)", mode_t(mode))
      }
      chmod("\(home.path)/.bashrc_agent", 0o6750)
      let first = home.tree
      for _ in 0..<2 {
        let applied = try berth(home, Self.apply)
        #expect(applied.exit == 0, "\(applied.summary)")
        for name in [".bashrc", "dotfiles/tmux.conf", ".screenrc", ".bashrc_agent"] {
          #expect(home.tree.nodes[name]?.mode == first.nodes[name]?.mode, "\(name)")
        }
      }
      let outcome = try berth(home, ["uninstall", "--yes"])
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(home.tree.differences(from: first) == [])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files to any group"))
    func `a setgid bit that would be lost is a conflict`() throws {
      let home = try home()
      chown("\(home.path)/.bashrc", Confinement.plainUser, 0)
      chmod("\(home.path)/.bashrc", 0o2755)
      try expectConflict(home, saying: "it would lose its setgid bit")
    }

    @Test(.enabled(if: Confinement.hasImmutableFiles, "inode flags are not to be had here"))
    func `inode flags stay with the file`() throws {
      let home = try home()
      let files = [".bashrc", "dotfiles/tmux.conf", ".screenrc", ".bashrc_agent"].map { "\(home.path)/\($0)" }
      try home.run(["/usr/bin/chattr", "+dAS"] + files)
      func flags() throws -> String { try home.run(["/usr/bin/lsattr"] + files) }
      let before = try flags()
      let first = home.tree
      for run in [Self.apply, ["uninstall", "--yes"]] {
        let outcome = try berth(home, run)
        #expect(outcome.exit == 0, "\(outcome.summary)")
        #expect(try flags() == before)
      }
      #expect(home.tree.differences(from: first) == [])
    }

    @Test(
      .enabled(if: Confinement.hasImmutableFiles, "inode flags are not to be had here"),
      arguments: [
        ("+i", "dotfiles/tmux.conf", "~/dotfiles/tmux.conf is immutable: 'chattr -i ~/dotfiles/tmux.conf'"),
        ("+a", ".bashrc", "~/.bashrc may only be appended to: 'chattr -a ~/.bashrc'"),
        ("+i", ".ssh", "~/.ssh is immutable: 'chattr -i ~/.ssh'"),
        ("+a", "dotfiles", "~/dotfiles may only be appended to: 'chattr -a ~/dotfiles'"),
      ])
    func `what is immutable is a conflict only while it is to be written`(
      _ flag: String, _ path: String, _ words: String
    ) throws {
      let home = try home()
      let full = "\(home.path)/\(path)"
      func set(_ flag: String) throws { try home.run(["/usr/bin/chattr", flag, full]) }
      try set(flag)
      defer { try? set("-ia") }
      try expectConflict(home, saying: words)
      try set("-ia")
      #expect(try berth(home, Self.apply).exit == 0)
      try set(flag)
      #expect(try berth(home, ["apply", "--yes"]).exit == 0)
      let refused = try berth(home, ["uninstall", "--yes"])
      #expect(refused.exit == 3 && refused.err.contains(words), "\(refused.summary)")
      try set("-ia")
      #expect(try berth(home, ["uninstall", "--yes"]).exit == 0)
    }

    @Test(
      .enabled(if: geteuid() == 0 && access("/usr/sbin/setcap", X_OK) == 0, "setcap is not to be had here"))
    func `capabilities that would be lost are a conflict`() throws {
      let home = try home()
      try home.run(["/usr/sbin/setcap", "cap_net_raw+ep", "\(home.path)/.bashrc"])
      try expectConflict(home, saying: "it would lose its capabilities: 'setcap -r ~/.bashrc'")
    }
  }
}
