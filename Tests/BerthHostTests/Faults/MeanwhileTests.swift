import Glibc
import TestSupport
import Testing

extension Faults {
  /// What others do in the home between Berth's reading and its writing.
  @Suite(.serialized, .needsStrace)
  struct Meanwhile {
    /// What is done to a target.
    enum Deed: String, CaseIterable {
      case savedInPlace, savedByRenaming, deleted, madeLink, madeFolder, modeSet

      func happen(to path: String) throws {
        switch self {
        case .savedInPlace: Disk.write("saved in place\n", to: path)
        case .savedByRenaming:
          Disk.write("saved by renaming\n", to: path + "~")
          rename(path + "~", path)
        case .deleted: unlink(path)
        case .madeLink:
          unlink(path)
          symlink("notes.txt", path)
        case .madeFolder:
          unlink(path)
          mkdir(path, 0o755)
        case .modeSet: chmod(path, 0o604)
        }
      }
    }

    /// At which call the writer is held meanwhile.
    enum Moment: CaseIterable {
      /// All is read; nothing is written but a folder in the state folder.
      case beforeAll
      /// All new files lie beside their targets.
      case whenPrepared
      /// Some targets are new already.
      case halfDone

      /// The call to hold at, as strace(1) is told; `patched` targets are there already, and their originals get their
      /// names by the same call.
      func injection(_ patched: Int) -> String {
        switch self {
        case .beforeAll: "mkdirat:delay_exit=700000:when=1"
        case .whenPrepared: "linkat:delay_enter=700000:when=\(patched + 1)"
        case .halfDone: "renameat2:delay_enter=700000:when=3"
        }
      }

      /// Whether the writer has come there.
      func isReached(in home: TestHome) -> Bool {
        let state = "\(home.path)/\(TestHome.state)"
        switch self {
        case .beforeAll: return access("\(state)/before", F_OK) == 0
        // The receipt is prepared last.
        case .whenPrepared: return access("\(state)/receipt.json.next", F_OK) == 0 && home.hasJournal
        case .halfDone: return access("\(home.path)/.bashrc_agent", F_OK) == 0
        }
      }
    }

    /// Starts an apply, holds it at a call, and does something; back when the apply has ended.
    private func apply(
      in home: TestHome, heldAt moment: Moment, meanwhile deed: () throws -> Void
    ) throws -> Outcome {
      let patched = try home.berth("diff").err.split(separator: "\n").count { $0.hasPrefix("~ ") }
      let writer = try home.start(
        ["apply", "--yes"],
        under: Strace.injecting(moment.injection(patched), log: "\(home.folder)/log"))
      try eventually { moment.isReached(in: home) }
      usleep(50_000)
      try deed()
      return writer.wait()
    }

    @Test(arguments: Deed.allCases, Moment.allCases)
    func `a target that changes while berth is at work is left alone`(_ deed: Deed, _ moment: Moment) throws {
      // The last target, and one that is written in place.
      for name in [".tmux.conf", ".screenrc"] {
        let start = name == ".tmux.conf" ? LivedInHome.withoutSSH.plainTmux : LivedInHome.withoutSSH
        let home = TestHome(start)
        let other = TestHome(start)
        try deed.happen(to: "\(other.path)/\(name)")
        let outcome = try apply(in: home, heldAt: moment) { try deed.happen(to: "\(home.path)/\(name)") }
        #expect(outcome.exit == 3, "\(name): \(outcome.summary)")
        #expect(outcome.err.contains("~/\(name) was changed while berth was at work"), "\(outcome.err)")
        #expect(home.tree.differences(from: other.tree) == [], "\(outcome.err)")
      }
    }

    @Test(arguments: Moment.allCases)
    func `a file that appears where one is to be made is left alone`(_ moment: Moment) throws {
      let start = LivedInHome.withoutSSH.removing(".screenrc", "backup/screenrc")
      let home = TestHome(start)
      let text = "made by somebody else\n"
      let outcome = try apply(in: home, heldAt: moment) {
        Disk.write(text, to: "\(home.path)/.screenrc")
      }
      #expect(outcome.exit == 3, "\(outcome.summary)")
      #expect(home.tree.differences(from: start.adding([LivedInHome.file(".screenrc", text)])) == [])
    }

    @Test
    func `a folder that appears where one is to be made is left alone`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let outcome = try apply(in: home, heldAt: .beforeAll) { mkdir("\(home.path)/.ssh", 0o750) }
      #expect(outcome.exit == 3, "\(outcome.summary)")
      #expect(
        home.tree.differences(from: LivedInHome.withoutSSH.adding([LivedInHome.folder(".ssh", 0o750)])) == [])
    }

    @Test
    func `what undoing leaves alone is said, and what was there before is kept`() throws {
      let home = TestHome(LivedInHome.withSSH)
      // The second replacement fails, after a while in which the first target is edited.
      let writer = try home.start(
        ["apply", "--yes", "--on-conflict", "replace"],
        under: Strace.injecting("renameat2:error=ENOSPC:delay_enter=700000:when=3"))
      let path = "\(home.path)/.bashrc_agent"
      try eventually { Disk.text(path).contains("berth") }
      usleep(100_000)
      Disk.write(Disk.bytes(path) + Array("# a person's line\n".utf8), to: path)
      let outcome = writer.wait()
      #expect(outcome.exit == 1 && outcome.err.contains("No space left on device"), "\(outcome.summary)")
      let kept = home.tree.nodes.keys.first { $0.hasPrefix("\(TestHome.state)/kept/") }
      let place = try #require(kept, "\(outcome.summary)")
      #expect(
        outcome.err.contains("left alone: ~/.bashrc_agent (what was there before is now ~/\(place))"),
        "\(outcome.err)")
      #expect(Disk.text("\(home.path)/\(place)") == "SSH_AUTH_SOCK=/run/mine\n")
      #expect(Disk.text(path).hasSuffix("# a person's line\n"))
    }

    @Test
    func `of two saves in the moment of a replacement the later one stays`() throws {
      let start = LivedInHome.withoutSSH.plainTmux
      let home = TestHome(start)
      let path = "\(home.path)/.tmux.conf"
      // Held before the second exchange, and once more before the old file is put back.
      let writer = try home.start(
        ["apply", "--yes"],
        under: Strace.injecting("renameat2:delay_enter=700000:when=3..4"))
      try eventually { Disk.text("\(home.path)/.bashrc").contains("berth") }
      usleep(200_000)
      try Deed.savedByRenaming.happen(to: path)
      try eventually { Disk.text(path).contains("berth") }
      usleep(200_000)
      Disk.write("saved again\n", to: path + "~")
      rename(path + "~", path)
      let outcome = writer.wait()
      #expect(outcome.exit == 3, "\(outcome.summary)")
      #expect(Disk.text(path) == "saved again\n")
      #expect(home.tree.removing(".tmux.conf").differences(from: start.removing(".tmux.conf")) == [])
    }

    @Test(arguments: [Moment.beforeAll, .whenPrepared])
    func `a folder that is swapped for a symlink leads nowhere`(_ moment: Moment) throws {
      let start = LivedInHome.withSSH.removing(".bashrc_agent", ".ssh/rc")
      let home = TestHome(start)
      let outside = "\(home.folder)/outside"
      mkdir(outside, 0o755)
      Disk.write("Host outside\n", to: "\(outside)/config")
      let before = FileTree(of: outside)
      let outcome = try apply(in: home, heldAt: moment) {
        rename("\(home.path)/.ssh", "\(home.path)/.ssh.moved")
        symlink(outside, "\(home.path)/.ssh")
      }
      #expect(FileTree(of: outside).differences(from: before) == [], "written outside the home")
      #expect(outcome.exit == 3, "\(outcome.summary)")
      let temporary = home.tree.temporaryNames
      #expect(temporary == [], "\(outcome.err)")
      #expect(home.tree.nodes[TestHome.state] == nil)
      #expect(home.tree.nodes[".bashrc"] == start.nodes[".bashrc"])
    }
  }
}

extension FileTree {
  /// With a file in the place of the symlink `~/.tmux.conf`.
  fileprivate var plainTmux: FileTree {
    adding([LivedInHome.file(".tmux.conf", "set -g mouse on\n", 0o640)])
  }
}
