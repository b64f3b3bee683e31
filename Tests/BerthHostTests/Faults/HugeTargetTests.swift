import Glibc
import TestSupport
import Testing

extension Faults {
  /// Files that are too big to be a person's dotfiles, most of it holes. No tree is made of such a home.
  @Suite(.serialized, .enabled(if: access("/usr/bin/prlimit", X_OK) == 0, "prlimit is not installed"))
  struct HugeTargets {
    /// Keeps the program from having as much memory as the file has bytes. Built with AddressSanitizer it can't be
    /// kept: that reserves more addresses than any bound.
    private static let bounded =
      dlsym(nil, "__asan_init") == nil ? ["/usr/bin/prlimit", "--as=\(4 << 30)", "--"] : []

    @Test
    func `a target of 20 GB is a conflict, and nothing of it is read`() throws {
      let home = TestHome()
      let file = "\(home.path)/.screenrc"
      Disk.write([], to: file)
      try #require(truncate(file, 20 << 30) == 0)
      for run in [["diff"], ["apply", "--yes"], ["apply", "--yes", "--on-conflict", "replace"]] {
        let outcome = try home.berth(run, under: Self.bounded)
        #expect(outcome.exit == 3, "\(run): \(outcome.summary)")
        #expect(outcome.err.contains("! ~/.screenrc      it is larger than 1 GiB\n"), "\(outcome.summary)")
      }
      var status = stat()
      #expect(lstat(file, &status) == 0 && status.st_size == 20 << 30)
      #expect(access("\(home.path)/.bashrc", F_OK) != 0)
      #expect(try home.berth(["apply", "--yes", "--on-conflict", "keep"], under: Self.bounded).exit == 0)
      #expect(try home.berth(["uninstall", "--yes"], under: Self.bounded).exit == 0)
    }

    @Test(.needsStrace)
    func `one that came to be after an interrupted run is left alone`() throws {
      let home = TestHome(LivedInHome.tree([LivedInHome.file(".screenrc", "escape ^Oo\n")]))
      let tool = Strace.injecting("renameat:signal=KILL:when=2")
      try #require(try home.berth(["apply", "--yes"], under: tool).signal == SIGKILL)
      try #require(home.hasJournal)
      let file = "\(home.path)/.screenrc"
      try #require(truncate(file, 20 << 30) == 0)
      let outcome = try home.berth(["uninstall", "--yes"], under: Self.bounded)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(!home.hasJournal)
    }

    @Test
    func `a state file of 20 GB is refused by name`() throws {
      let home = TestHome()
      try #require(try home.berth("apply", "--yes").exit == 0)
      try #require(truncate("\(home.path)/\(TestHome.state)/receipt.json", 20 << 30) == 0)
      let outcome = try home.berth(["uninstall", "--yes"], under: Self.bounded)
      #expect(outcome.exit == 1, "\(outcome.summary)")
      #expect(
        outcome.err.contains("berth: can't read ~/\(TestHome.state)/receipt.json: File too large\n"),
        "\(outcome.summary)")
    }
  }
}
