import Glibc
import TestSupport
import Testing

extension Faults {
  /// Homes with odd names, homes that there are not, homes that can't be written.
  @Suite(.serialized)
  struct OddHomes {
    /// Runs the program with exactly this `HOME`; nil: without one.
    private func berth(
      _ arguments: [String], in home: TestHome, as value: [UInt8]?, under tool: [String] = []
    ) throws -> Outcome {
      let command = home.command(tool + [home.program] + arguments)
      return (value.map { command.env("HOME", $0) } ?? command.without("HOME")).run()
    }

    static let names: [(name: String, bytes: [UInt8])] = [
      ("spaces", Array("a home  with spaces ".utf8)), ("quotes", Array("a\"b'c`d$HOME\\e".utf8)),
      ("a newline", Array("a\nb".utf8)), ("not ASCII", Array("käse-домой-家".utf8)),
      ("not UTF-8", [0x68, 0xff, 0xfe, 0xe4, 0x80]), ("a dash", Array("-rf".utf8)),
      ("braces", Array("{{home}}%s*?[a]".utf8)),
    ]

    @Test(arguments: names.indices)
    func `a home of an odd name is like any other`(_ index: Int) throws {
      let (name, bytes) = Self.names[index]
      let home = TestHome(LivedInHome.withoutSSH)
      let odd = Array("\(home.folder)/".utf8) + bytes
      // Named so only while the program runs: the rest of the test need not cope with it.
      func run(_ arguments: String...) throws -> Outcome {
        _ = (odd + [0]).withUnsafeBytes { rename(home.path, $0.bindMemory(to: CChar.self).baseAddress!) }
        defer {
          _ = (odd + [0]).withUnsafeBytes { rename($0.bindMemory(to: CChar.self).baseAddress!, home.path) }
        }
        return try berth(arguments, in: home, as: odd)
      }
      let plain = TestHome(LivedInHome.withoutSSH)
      #expect(try plain.berth("apply", "--yes").exit == 0)
      let applied = try run("apply", "--yes")
      #expect(applied.exit == 0, "\(name): \(applied.summary)")
      let differences = home.tree.withoutRandomness.outsideState(besides: LivedInHome.withoutSSH)
        .differences(from: plain.tree.withoutRandomness.outsideState(besides: LivedInHome.withoutSSH))
      #expect(differences == [], "\(name)")
      #expect(try run("status", "--exit-code").exit == 0)
      #expect(try run("diff", "--exit-code").exit == 0)
      let outcome = try run("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(name): \(outcome.summary)")
      #expect(home.tree.differences(from: LivedInHome.withoutSSH) == [], "\(name)")
    }

    @Test(arguments: ["/.st/./x", "/.st//x/", "/.st/../.st/x", "/./.st/x/."])
    func `a state folder's path may have dots and slashes that say nothing`(_ place: String) throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let under = ["/usr/bin/env", "XDG_STATE_HOME=\(home.path)\(place)"]
      let outcome = try home.berth("apply", "--yes", "screen", under: under)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(home.tree.nodes[".st/x/berth/receipt.json"] != nil)
      #expect(try home.berth("uninstall", "--yes", under: under).exit == 0)
      #expect(home.tree.differences(from: LivedInHome.withoutSSH) == [])
    }

    @Test(arguments: ["0777", "0277", "0700"])
    func `a umask that takes all from the owner takes nothing from berth`(_ mask: String) throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let under = ["/bin/sh", "-c", "umask \(mask) && exec \"$@\"", "sh"]
      let outcome = try home.berth("apply", "--yes", "screen", under: under)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(try home.berth("uninstall", "--yes", under: under).exit == 0)
      #expect(home.tree.differences(from: LivedInHome.withoutSSH) == [])
    }

    @Test
    func `somebody's file in the state folder stays, and is all that does`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      #expect(try home.berth("apply", "--yes", "screen").exit == 0)
      let notes = "\(home.path)/.local/state/berth/notes"
      close(open(notes, O_WRONLY | O_CREAT, 0o600))
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0)
      #expect(
        outcome.err.contains("warning: can't remove ~/.local/state/berth: Directory not empty; it stays\n"),
        "\(outcome.err)")
      #expect(
        home.tree.nodes.keys.filter { $0.hasPrefix(".local/state/berth/") } == [".local/state/berth/notes"])
      let again = try home.berth("uninstall", "--yes")
      #expect(again.exit == 0 && again.err.contains("Nothing to do"), "\(again.err)")
    }

    @Test
    func `a relative HOME is refused`() throws {
      let home = TestHome()
      for value in ["home", "./home", "../x"] {
        for verb in [["apply", "--yes"], ["uninstall", "--yes"], ["diff"], ["status"]] {
          let outcome = try berth(verb, in: home, as: Array(value.utf8))
          #expect(outcome.exit == 1)
          #expect(
            outcome.err
              == "berth: HOME is '\(value)', which is not an absolute path; set it to the home's full path\n")
        }
      }
    }

    @Test
    func `a HOME that is not there is refused and not made`() throws {
      let home = TestHome()
      let gone = "\(home.folder)/gone"
      for verb in [["apply", "--yes"], ["uninstall", "--yes"], ["diff"], ["status"]] {
        let outcome = try berth(verb, in: home, as: Array(gone.utf8))
        #expect(outcome.exit == 1)
        #expect(
          outcome.err == "berth: can't open the home '\(gone)': No such file or directory; HOME names it\n")
        #expect(access(gone, F_OK) != 0)
      }
    }

    @Test
    func `a HOME that is a file is refused`() throws {
      let home = TestHome()
      let file = "\(home.folder)/file"
      Disk.write([], to: file)
      let outcome = try berth(["apply", "--yes"], in: home, as: Array(file.utf8))
      #expect(outcome.exit == 1)
      #expect(outcome.err == "berth: can't open the home '\(file)': Not a directory; HOME names it\n")
    }

    /// Without `HOME` only what reads is run: the passwd entry's home is a real one.
    @Test(.enabled(if: geteuid() == 0, "only root can become a user whose home is known not to be there"))
    func `without HOME, or with an empty one, the passwd entry names the home`() throws {
      let home = TestHome()
      for value in [nil, [UInt8]()] {
        let outcome = try berth(["diff"], in: home, as: value, under: Confinement.asPlainUser)
        #expect(outcome.exit == 1)
        #expect(
          outcome.err.contains("can't open the home '/nonexistent': No such file or directory"),
          "\(outcome.err)")
      }
    }

    @Test
    func `a symlink to the home is as good as the home`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      symlink("home", "\(home.folder)/link")
      let link = Array("\(home.folder)/link".utf8)
      #expect(try berth(["apply", "--yes"], in: home, as: link).exit == 0)
      // Installed under one name, uninstalled under the other.
      #expect(try berth(["uninstall", "--yes"], in: home, as: Array("\(home.path)//".utf8)).exit == 0)
      #expect(home.tree.differences(from: LivedInHome.withoutSSH) == [])
    }

    @Test
    func `the state may lie on another file system`() throws {
      let home = TestHome(LivedInHome.withSSH, on: .disk)
      let state = TestHome()
      home.variables["XDG_STATE_HOME"] = "\(state.path)/deep/er"
      let applied = try home.berth("apply", "--yes", "--on-conflict", "replace")
      #expect(applied.exit == 0, "\(applied.summary)")
      #expect(home.tree.nodes[".local/state"] == nil)
      #expect(state.tree.nodes["deep/er/berth/receipt.json"]?.mode == 0o600)
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(home.tree.differences(from: LivedInHome.withSSH) == [])
      #expect(state.tree.differences(from: FileTree()) == [])
    }

    @Test
    func `a folder above the state stays as the user made it, whatever its mode`() throws {
      for mode: mode_t in [0o1700, 0o700, 0o2755] {
        let first = LivedInHome.withoutSSH.adding([LivedInHome.folder(".local", mode)])
        let home = TestHome(first)
        #expect(try home.berth("apply", "--yes").exit == 0)
        #expect(home.tree.nodes[".local"]?.mode == mode)
        #expect(home.tree.nodes[".local/state"].map { $0.mode & 0o1777 } == 0o700)
        #expect(try home.berth("uninstall", "--yes").exit == 0)
        #expect(home.tree.differences(from: first) == [])
      }
    }

    @Test
    func `a folder above the state that the user has made their own keeps its mode`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      #expect(try home.berth("apply", "--yes", "tmux").exit == 0)
      chmod("\(home.path)/.local", 0o755)
      #expect(try home.berth("apply", "--yes", "screen").exit == 0)
      #expect(home.tree.nodes[".local"]?.mode == 0o755)
      #expect(try home.berth("uninstall", "--yes").exit == 0)
      let expected = LivedInHome.withoutSSH.adding([LivedInHome.folder(".local", 0o755)])
      #expect(home.tree.differences(from: expected) == [])
    }

    @Test(.enabled(if: Confinement.ownMounts != nil, "private mounts are not permitted here"))
    func `a home on a read-only file system fails by name, and reading works`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let bind = Confinement.mounting(
        "mount --bind \"$1\" \"$1\"; mount -o remount,bind,ro \"$1\"", [home.path])
      #expect(try home.berth("diff", under: bind).exit == 0)
      let outcome = try home.berth("apply", "--yes", under: bind)
      #expect(outcome.exit == 1, "\(outcome.summary)")
      #expect(
        outcome.err.contains("berth: can't create ~/.local: Read-only file system\n"), "\(outcome.summary)")
      #expect(home.tree.differences(from: LivedInHome.withoutSSH) == [])
      // The same with the state where it can be written.
      let state = TestHome()
      home.variables["XDG_STATE_HOME"] = state.path
      let second = try home.berth("apply", "--yes", under: bind)
      #expect(second.exit == 1, "\(second.summary)")
      #expect(
        second.err.contains(
          "berth: can't create ~/.ssh: Read-only file system; all that had been begun is undone"),
        "\(second.summary)")
      #expect(state.tree.differences(from: FileTree()) == [])
    }
  }

  /// As a user without rights.
  @Suite(.serialized)
  struct PlainUsers {
    private func home(_ tree: FileTree) throws -> TestHome {
      let home = TestHome(tree.owned(by: Confinement.plainUser))
      chown(home.path, Confinement.plainUser, Confinement.plainUser)
      return home
    }

    private func expectUndone(_ home: TestHome, saying words: String, exit: Int32 = 1) throws {
      let first = home.tree
      let outcome = try home.berth("apply", "--yes", under: Confinement.asPlainUser)
      #expect(outcome.exit == exit, "\(outcome.summary)")
      #expect(outcome.err.contains(words), "\(outcome.summary)")
      #expect(home.tree.differences(from: first) == [])
    }

    @Test
    func `a user's own home is given back`() throws {
      let home = try home(LivedInHome.withSSH)
      let first = home.tree
      #expect(
        try home.berth("apply", "--yes", "--on-conflict", "replace", under: Confinement.asPlainUser).exit
          == 0)
      #expect(home.tree.nodes.values.allSatisfy { $0.owner == Confinement.plainUser })
      #expect(try home.berth("uninstall", "--yes", under: Confinement.asPlainUser).exit == 0)
      #expect(home.tree.differences(from: first) == [])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can work in another's home"))
    func `what root installs in a user's home is the user's, and the user can uninstall it`() throws {
      let home = try home(LivedInHome.withoutSSH)
      let first = home.tree
      #expect(try home.berth("apply", "--yes").exit == 0)
      #expect(
        home.tree.nodes.filter {
          $0.value.owner != Confinement.plainUser && !$0.key.hasPrefix(TestHome.state + "/")
        }.keys.sorted() == [])
      let outcome = try home.berth("uninstall", "--yes", under: Confinement.asPlainUser)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(home.tree.differences(from: first) == [])
    }

    @Test
    func `a home that may not be written fails by name`() throws {
      let home = try home(LivedInHome.withoutSSH)
      chmod(home.path, 0o555)
      try expectUndone(home, saying: "berth: can't create ~/.local: Permission denied")
    }

    @Test
    func `an ssh folder that may not be written fails by name`() throws {
      let home = try home(LivedInHome.withoutSSH.adding([LivedInHome.folder(".ssh", 0o500)]))
      try expectUndone(
        home, saying: "berth: can't create ~/.ssh/rc: Permission denied; all that had been begun is undone")
    }

    @Test
    func `a dotfile that may not be read is a conflict`() throws {
      let home = try home(
        LivedInHome.withoutSSH.adding([LivedInHome.file(".screenrc", "x\n", 0o000)]).removing(
          "backup/screenrc"))
      try expectUndone(home, saying: "! ~/.screenrc      it can't be read: Permission denied", exit: 3)
    }

    @Test
    func `doctor says how a dotfile that may not be read is opened`() throws {
      let home = try home(LivedInHome.withoutSSH)
      #expect(try home.berth("apply", "--yes", "screen", under: Confinement.asPlainUser).exit == 0)
      chmod("\(home.path)/.bashrc", 0o000)
      let said = String(decoding: try home.berth("doctor", under: Confinement.asPlainUser).out, as: UTF8.self)
      #expect(said.contains("type: chmod u+r ~/.bashrc\n"), "\(said)")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make files of others"))
    func `an ssh folder of somebody else's fails by name`() throws {
      let home = try home(LivedInHome.withoutSSH)
      mkdir("\(home.path)/.ssh", 0o755)
      try expectUndone(
        home, saying: "berth: can't create ~/.ssh/rc: Permission denied; all that had been begun is undone")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files to any group"))
    func `a dotfile of a group that the user is not in is written in place`() throws {
      let home = try home(LivedInHome.withoutSSH)
      let file = "\(home.path)/.bashrc"
      chown(file, Confinement.plainUser, 0)
      chmod(file, 0o640)
      let first = home.tree
      func group() -> gid_t {
        var status = stat()
        return lstat(file, &status) == 0 ? status.st_gid : .max
      }
      let plan = try home.berth("diff", under: Confinement.asPlainUser)
      #expect(
        plan.err.contains("written in place, not atomically: its group is none of yours"), "\(plan.summary)")
      let applied = try home.berth("apply", "--yes", under: Confinement.asPlainUser)
      #expect(applied.exit == 0, "\(applied.summary)")
      #expect(home.tree.nodes[".bashrc"]?.mode == 0o640 && group() == 0)
      let outcome = try home.berth("uninstall", "--yes", under: Confinement.asPlainUser)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(home.tree.differences(from: first) == [] && group() == 0)
      // Who is in the group has the file replaced.
      let member = try home.berth(
        "diff", under: ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--groups=0"])
      #expect(member.exit == 0 && !member.err.contains("its group"), "\(member.summary)")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make files of others"))
    func `a dotfile of somebody else's is a conflict`() throws {
      let home = try home(LivedInHome.withoutSSH.removing(".screenrc", "backup/screenrc"))
      Disk.write("theirs\n", to: "\(home.path)/.screenrc")
      try expectUndone(home, saying: "! ~/.screenrc      it belongs to root", exit: 3)
    }
  }
}

extension FileTree {
  /// The same, all of it another user's.
  func owned(by user: uid_t) -> FileTree {
    var tree = self
    for path in nodes.keys {
      tree.nodes[path]?.owner = user
      tree.nodes[path]?.group = user
    }
    return tree
  }
}
