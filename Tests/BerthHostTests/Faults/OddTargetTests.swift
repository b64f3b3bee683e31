import Glibc
import TestSupport
import Testing

extension Faults {
  /// What can lie at a target's place besides a plain file.
  @Suite(.serialized)
  struct OddTargets {
    /// Applies, expects it done, uninstalls, and expects the first home again.
    private func expectRoundTrip(_ home: TestHome, _ first: FileTree) throws {
      let applied = try home.berth("apply", "--yes")
      #expect(applied.exit == 0, "\(applied.summary)")
      #expect(home.tree != first)
      let again = try home.berth("apply", "--yes")
      #expect(again.exit == 0 && again.err.contains("No changes"), "\(again.summary)")
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(home.tree.differences(from: first) == [])
    }

    /// Applies, expects a conflict, and nothing written.
    private func expectConflict(_ home: TestHome, saying words: String) throws {
      let first = home.tree
      for run in [["apply", "--yes"], ["diff"], ["apply", "--yes", "--on-conflict", "replace"]] {
        let outcome = try home.berth(run)
        #expect(outcome.exit == 3, "\(run): \(outcome.summary)")
        #expect(outcome.err.contains(words), "\(outcome.err)")
        #expect(home.tree.differences(from: first) == [])
      }
      let kept = try home.berth("apply", "--yes", "--on-conflict", "keep")
      #expect(kept.exit == 0, "\(kept.summary)")
      #expect(try home.berth("uninstall", "--yes").exit == 0)
      #expect(home.tree.differences(from: first) == [])
    }

    @Test
    func `a chain of symlinks is followed to the file, and stays`() throws {
      let links = (1...30).map { LivedInHome.link("links/\($0)", to: $0 == 30 ? "../real" : "\($0 + 1)") }
      let first = LivedInHome.tree(
        links + [
          LivedInHome.folder("links", 0o755), LivedInHome.file("real", "escape ^Oo\n", 0o640),
          LivedInHome.link(".screenrc", to: "links/1"),
        ])
      let home = TestHome(first)
      try expectRoundTrip(home, first)
    }

    @Test
    func `a chain of absolute and relative symlinks through folders is followed`() throws {
      let home = TestHome()
      let first = LivedInHome.tree([
        LivedInHome.folder("a", 0o755), LivedInHome.folder("a/b", 0o755),
        LivedInHome.file("a/b/tmux", "set -g mouse on\n"), LivedInHome.link("to-a", to: "\(home.path)/a"),
        LivedInHome.link(".tmux.conf", to: "to-a/../to-a/b/tmux"),
      ])
      first.make(in: home.path)
      try expectRoundTrip(home, first)
    }

    @Test
    func `a symlinked ssh folder is written where it really is`() throws {
      let first = LivedInHome.tree([
        LivedInHome.folder("dotfiles", 0o755), LivedInHome.folder("dotfiles/ssh", 0o700),
        LivedInHome.file("dotfiles/ssh/config", "Host *\n  User me\n", 0o600),
        LivedInHome.link(".ssh", to: "dotfiles/ssh"),
      ])
      let home = TestHome(first)
      try expectRoundTrip(home, first)
    }

    @Test
    func `a loop of symlinks is a conflict`() throws {
      let home = TestHome(
        LivedInHome.tree([
          LivedInHome.link(".screenrc", to: "other"), LivedInHome.link("other", to: ".screenrc"),
        ]))
      try expectConflict(home, saying: "! ~/.screenrc      it is a loop of symlinks")
    }

    @Test
    func `a dangling symlink is a conflict`() throws {
      let home = TestHome(LivedInHome.tree([LivedInHome.link(".screenrc", to: "dotfiles/gone")]))
      try expectConflict(home, saying: "it is a dangling symlink, to dotfiles/gone")
    }

    @Test
    func `a symlink out of the home is a conflict`() throws {
      let home = TestHome()
      Disk.write("theirs\n", to: "\(home.folder)/theirs")
      symlink("../theirs", "\(home.path)/.screenrc")
      try expectConflict(home, saying: "it is a symlink out of the home, to ")
      #expect(Disk.text("\(home.folder)/theirs") == "theirs\n")
    }

    @Test
    func `a FIFO is a conflict and holds nothing up`() throws {
      let home = TestHome(
        LivedInHome.tree([(".screenrc", FileTree.Node(.fifo, mode: 0o600))]))
      try expectConflict(home, saying: "it is a FIFO")
    }

    @Test
    func `a socket is a conflict`() throws {
      let home = TestHome()
      let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(socket) }
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) {
        $0.copyBytes(from: "\(home.path)/.screenrc".utf8.prefix(107))
      }
      let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      try #require(bound == 0)
      try expectConflict(home, saying: "it is a socket")
    }

    @Test(.enabled(if: geteuid() == 0, "only root makes devices"))
    func `a device is a conflict`() throws {
      let home = TestHome()
      // As /dev/null has it: major number 1, minor number 3.
      let null: dev_t = 0x103
      try #require(mknod("\(home.path)/.screenrc", S_IFCHR | 0o600, null) == 0)
      try expectConflict(home, saying: "it is a device")
    }

    @Test
    func `a folder is a conflict`() throws {
      let home = TestHome(LivedInHome.tree([LivedInHome.folder(".screenrc", 0o755)]))
      try expectConflict(home, saying: "it is a folder")
    }

    @Test
    func `a file in a folder's place is a conflict`() throws {
      let home = TestHome(LivedInHome.tree([LivedInHome.file(".ssh", "no folder\n")]))
      try expectConflict(home, saying: "~/.ssh is not a folder")
    }

    @Test
    func `a file with several names keeps them, and the plan says how it is written`() throws {
      let first = LivedInHome.tree([
        LivedInHome.file(".bashrc", "alias l=ls\n", 0o600, sameAs: ".bashrc"),
        LivedInHome.file("same", "alias l=ls\n", 0o600, sameAs: ".bashrc"),
      ])
      let home = TestHome(first)
      let plan = try home.berth("diff")
      #expect(plan.err.contains("written in place, not atomically: it has other hard links"), "\(plan.err)")
      try expectRoundTrip(home, first)
    }

    @Test(.enabled(if: Confinement.ownMounts != nil, "private mounts are not permitted here"))
    func `a file that is a mount point is written in place`() throws {
      let first = LivedInHome.tree([
        LivedInHome.file(".screenrc", ""), LivedInHome.file(".bashrc", "alias l=ls\n"),
      ])
      let home = TestHome(first)
      let source = "\(home.folder)/mounted"
      Disk.write("escape ^Oo\n", to: source)
      chmod(source, 0o640)
      let bind = Confinement.mounting("mount --bind \"$1\" \"$2\"", [source, "\(home.path)/.screenrc"])
      let plan = try home.berth("diff", under: bind)
      #expect(plan.err.contains("written in place, not atomically: it is a mount point"), "\(plan.summary)")
      let applied = try home.berth("apply", "--yes", under: bind)
      #expect(applied.exit == 0, "\(applied.summary)")
      #expect(Disk.text(source).contains("# >>> berth ~/.screenrc >>>"))
      let outcome = try home.berth("uninstall", "--yes", under: bind)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(Disk.text(source) == "escape ^Oo\n")
      #expect(home.tree.differences(from: first) == [])
    }

    @Test(.enabled(if: Confinement.ownMounts != nil, "private mounts are not permitted here"))
    func `one file that is mounted in two places is a conflict`() throws {
      let first = LivedInHome.tree([
        LivedInHome.file(".screenrc", ""), LivedInHome.file(".tmux.conf", ""),
        LivedInHome.file("mine", "mine\n"),
      ])
      let home = TestHome(first)
      let bind = Confinement.mounting(
        "mount --bind \"$1/mine\" \"$1/.screenrc\"; mount --bind \"$1/mine\" \"$1/.tmux.conf\"", [home.path])
      for run in [["diff"], ["apply", "--yes"]] {
        let outcome = try home.berth(run, under: bind)
        #expect(outcome.exit == 3, "\(run): \(outcome.summary)")
        #expect(outcome.err.contains("it is the same file as ~/.tmux.conf"), "\(outcome.err)")
        #expect(home.tree.differences(from: first) == [])
      }
    }

    @Test(.enabled(if: Confinement.ownMounts != nil, "private mounts are not permitted here"))
    func `one folder that is mounted in two places holds one file that is not there yet`() throws {
      let first = LivedInHome.tree([LivedInHome.folder("a", 0o755), LivedInHome.folder("b", 0o755)])
      let home = TestHome(first)
      Disk.write("text\n", to: "\(home.folder)/text")
      let profile = "\(home.folder)/p.yaml"
      let lines =
        ["version: 1", "files:"] + ["a", "b"].map { "  - { path: ~/\($0)/new/rc, template: text }" }
      Disk.write(lines.joined(separator: "\n"), to: profile)
      let bind = Confinement.mounting("mount --bind \"$1/a\" \"$1/b\"", [home.path])
      for run in [["diff", profile], ["apply", "--yes", profile]] {
        let outcome = try home.berth(run, under: bind)
        #expect(outcome.exit == 3, "\(run): \(outcome.summary)")
        #expect(outcome.err.contains("it is the same file as ~/a/new/rc"), "\(outcome.err)")
        #expect(home.tree.differences(from: first) == [])
      }
    }

    @Test
    func `access control lists and extended attributes stay with the file`() throws {
      let home = TestHome(LivedInHome.withSSH)
      let names = [".bashrc", ".ssh/config", "dotfiles/tmux.conf", ".screenrc"]
      let files = names.map { "\(home.path)/\($0)" }
      // A folder's default list, which new files in it get and the others are not to.
      try home.run(["/usr/bin/setfacl", "-d", "-m", "u:65534:r", home.path])
      try home.run(["/usr/bin/setfacl", "-m", "u:65534:r"] + files)
      try home.run(["/usr/bin/setfacl", "-b", files[0]])
      try home.run(["/usr/bin/setfattr", "-n", "user.note", "-v", "mine"] + files)
      func attributes(of files: [String]) throws -> String {
        try home.run(["/usr/bin/getfacl", "-pE"] + files) + home.run(["/usr/bin/getfattr", "-d"] + files)
      }
      // The mode of ~/.ssh/config is the profile's, until uninstall.
      let kept = files.filter { !$0.hasSuffix("config") }
      let before = (all: try attributes(of: files), kept: try attributes(of: kept))
      #expect(
        before.all.contains("user:nobody:r--") && before.all.contains("user.note=\"mine\""), "\(before)")
      #expect(try home.berth("apply", "--yes", "--on-conflict", "replace").exit == 0)
      #expect(try attributes(of: kept) == before.kept)
      #expect(try home.berth("uninstall", "--yes").exit == 0)
      #expect(try attributes(of: files) == before.all)
    }

    @Test(
      .needsStrace,
      arguments: [
        "renameat2:error=EINVAL", "renameat2:error=ENOSYS", "renameat2:error=EPERM", "renameat2:error=EXDEV",
        "linkat:error=EPERM", "linkat:error=EOPNOTSUPP",
      ])
    func `a file system without exchange or hard links is written all the same`(_ injection: String) throws {
      let apply = ["apply", "--yes", "--on-conflict", "replace"]
      let usual = TestHome(LivedInHome.withSSH)
      let home = TestHome(LivedInHome.withSSH)
      for run in [apply, ["uninstall", "--yes"]] {
        let tool = Strace.injecting(injection)
        let outcome = try home.berth(run, under: tool)
        #expect(outcome.exit == 0, "\(outcome.summary)")
        #expect(try usual.berth(run).exit == 0)
        #expect(home.tree.withoutRandomness.differences(from: usual.tree.withoutRandomness) == [])
      }
      #expect(home.tree.differences(from: LivedInHome.withSSH) == [])
    }

    @Test
    func `two edited files of one name are both kept when they are replaced`() throws {
      let home = TestHome()
      let profile = "\(home.folder)/profile.yaml"
      func write(_ text: String) throws { Disk.write(text, to: "\(home.folder)/text") }
      Disk.write(
        Array(
          """
          version: 1
          files:
            - { path: ~/.config/x/config, template: text, patch: file }
            - { path: ~/.config/y/config, template: text, patch: file }

          """.utf8), to: profile)
      try write("one\n")
      try #require(try home.berth("apply", "--yes", profile).exit == 0)
      for round in 1...2 {
        for name in ["x", "y"] {
          Disk.write("\(name) \(round)\n", to: "\(home.path)/.config/\(name)/config")
        }
        try write("new \(round)\n")
        let outcome = try home.berth("apply", "--yes", "--on-conflict", "replace", profile)
        #expect(outcome.exit == 0, "\(outcome.summary)")
      }
      let state = FileTree(of: "\(home.path)/\(TestHome.state)")
      let texts = state.nodes.values.compactMap { node in
        node.bytes.map { String(decoding: $0, as: UTF8.self) }
      }
      for text in ["x 1\n", "x 2\n", "y 1\n", "y 2\n"] { #expect(texts.contains(text), "\(text)") }
    }

    @Test
    func `a target of 5 MB is patched in reasonable time`() throws {
      let line = Array("export SOME_VARIABLE=\"a line of some sixty characters, no more\"\n".utf8)
      var text: [UInt8] = []
      while text.count < 5_000_000 { text += line }
      let home = TestHome()
      Disk.write(text, to: "\(home.path)/.bashrc")
      let first = home.tree
      var before = timespec()
      clock_gettime(CLOCK_MONOTONIC, &before)
      let applied = try home.berth(["apply", "--yes"], limit: 300)
      var after = timespec()
      clock_gettime(CLOCK_MONOTONIC, &after)
      #expect(applied.exit == 0, "\(applied.summary)")
      print("big | a target of \(text.count / 1_000_000) MB, debug build | \(after.tv_sec - before.tv_sec) s")
      #expect(try home.berth(["uninstall", "--yes"], limit: 300).exit == 0)
      #expect(home.tree == first)
    }
  }
}
