import Glibc
import TestSupport
import Testing

extension Faults {
  /// Root in the home of somebody else, as `sudo` that keeps `HOME` makes it.
  @Suite(.serialized, .enabled(if: geteuid() == 0, "only root can work in another's home"))
  struct ForeignHomes {
    private func home(_ items: [LivedInHome.Item]) throws -> TestHome {
      let home = TestHome(LivedInHome.tree(items))
      for path in [home.path] + home.tree.nodes.keys.map({ "\(home.path)/\($0)" }) {
        lchown(path, Confinement.plainUser, Confinement.plainUser)
      }
      return home
    }

    @Test
    func `the commands of a user's receipt run as the user, whoever uninstalls`() throws {
      let home = try home([
        LivedInHome.file("who", "{ id -un; id -Gn; } > \"$HOME/ran\"\n"),
        LivedInHome.file("greeting", "hello\n"),
        LivedInHome.file(
          "p.yaml",
          "version: 1\nfiles:\n  - path: ~/.greeting\n    template: greeting\n    reload: sh ~/who\n"),
      ])
      let first = home.tree
      let ran = "\(home.path)/ran"
      let profile = "\(home.path)/p.yaml"
      #expect(try home.berth("apply", "--yes", profile, under: Confinement.asPlainUser).exit == 0)
      #expect(unlink(ran) == 0)
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(Disk.text(ran) == "nobody\nnogroup\n")
      unlink(ran)
      #expect(home.tree.differences(from: first) == [])
    }

    @Test
    func `a state folder that a symlink puts out of the user's reach is not made`() throws {
      let home = try home([LivedInHome.link(".local", to: "../outside")])
      let outside = "\(home.folder)/outside"
      mkdir(outside, 0o755)
      let first = home.tree
      let outcome = try home.berth("apply", "--yes")
      #expect(outcome.exit == 1, "\(outcome.summary)")
      #expect(
        outcome.err.contains("berth: can't create ~/.local/state: Permission denied\n"), "\(outcome.summary)")
      #expect(FileTree(of: outside).differences(from: FileTree()) == [])
      #expect(home.tree.differences(from: first) == [])
    }

    @Test
    func `a profile that only root can read is named, with the user who can't`() throws {
      let home = try home([])
      let profile = "\(home.folder)/p.yaml"
      Disk.write("version: 1\nfiles: []\n", to: profile)
      chmod(profile, 0o600)
      let outcome = try home.berth("diff", profile)
      #expect(outcome.exit == 65, "\(outcome.summary)")
      #expect(
        outcome.err == "berth: can't read '\(profile)': Permission denied; berth reads it as nobody\n",
        "\(outcome.summary)")
    }

    @Test
    func `a home that its owner can't reach is refused`() throws {
      let home = try home([])
      chmod(home.folder, 0o700)
      let outcome = try home.berth("diff")
      #expect(outcome.exit == 1, "\(outcome.summary)")
      #expect(
        outcome.err == "berth: can't open the home '\(home.path)': Permission denied; HOME names it\n",
        "\(outcome.summary)")
    }

    @Test
    func `root that can't become the owner does nothing`() throws {
      let home = try home([])
      let outcome = try home.berth(
        "apply", "--yes", under: ["/usr/bin/setpriv", "--bounding-set=-setuid", "--inh-caps=-all"])
      #expect(outcome.exit == 1, "\(outcome.summary)")
      #expect(
        outcome.err
          == "berth: can't become nobody, whose home '\(home.path)' is: Operation not permitted; run berth as nobody\n",
        "\(outcome.summary)")
      #expect(home.tree.differences(from: FileTree()) == [])
    }
  }
}
