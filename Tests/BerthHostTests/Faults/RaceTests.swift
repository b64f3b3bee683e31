import Glibc
import TestSupport
import Testing

extension Faults {
  /// Several runs at once, on one home.
  @Suite(.serialized, .needsStrace)
  struct Races {
    /// The home that one undisturbed apply makes of the lived-in one.
    private func applied() throws -> FileTree {
      let home = TestHome(LivedInHome.withoutSSH)
      try #require(try home.berth("apply", "--yes").exit == 0)
      return home.tree.withoutRandomness
    }

    /// A run under strace that takes its time at every sync.
    private func slowly(_ home: TestHome, _ arguments: [String], microseconds: Int) throws -> Running {
      try home.start(
        arguments,
        under: Strace.injecting("fsync:delay_enter=\(microseconds)"))
    }

    @Test(arguments: [2, 20])
    func `writers at once leave one right home`(_ count: Int) throws {
      let expected = try applied()
      let home = TestHome(LivedInHome.withoutSSH)
      let runs = try (0..<count).map { _ in try home.start(["apply", "--yes"]) }
      var gaveUp = 0
      for run in runs {
        let outcome = run.wait()
        if outcome.exit == 1, outcome.err.contains("another berth is at work: process ") {
          gaveUp += 1
        } else {
          #expect(outcome.exit == 0, "\(outcome.summary)")
        }
      }
      #expect(home.tree.withoutRandomness.differences(from: expected) == [])
      #expect(try home.berth("uninstall", "--yes").exit == 0)
      #expect(home.tree.differences(from: LivedInHome.withoutSSH) == [])
      print("races | \(count) writers at once | \(gaveUp) gave up and named the holder | 0 findings")
    }

    @Test
    func `apply and uninstall at once leave nothing half done`() throws {
      for round in 0..<10 {
        let home = TestHome(LivedInHome.withoutSSH)
        let runs = try (0..<8).map {
          try home.start([($0 + round) % 2 == 0 ? "apply" : "uninstall", "--yes"])
        }
        for run in runs {
          let outcome = run.wait()
          let isRefused = outcome.exit == 1 && outcome.err.contains("another berth is at work")
          #expect(outcome.exit == 0 || isRefused, "\(outcome.summary)")
        }
        #expect(!home.hasJournal)
        let last = try home.berth("uninstall", "--yes")
        #expect(last.exit == 0, "\(last.summary)")
        #expect(home.tree.differences(from: LivedInHome.withoutSSH) == [])
      }
      print("races | apply and uninstall, 8 at once | 10 rounds | 0 findings")
    }

    @Test
    func `readers are not held up by a writer and do not fail`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let writer = try slowly(home, ["apply", "--yes"], microseconds: 150_000)
      try eventually { home.hasJournal }
      var during = 0
      var told = 0
      for index in 0..<50 {
        let outcome = try home.berth(index % 2 == 0 ? "diff" : "status")
        // A reader that sees half of the files new and no receipt for them yet may find conflicts, never a failure.
        #expect(outcome.exit == 0 || outcome.exit == 3, "\(outcome.summary)")
        if home.hasJournal { during += 1 }
        if outcome.err.contains("another berth is at work (process ") { told += 1 }
        #expect(!outcome.err.contains("interrupted"), "\(outcome.summary)")
      }
      let outcome = writer.wait()
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(during > 3)
      #expect(told > 3)
      #expect(home.tree.withoutRandomness.differences(from: try applied()) == [])
      print("races | 50 readers during a slow writer | \(told) told of it | 0 findings")
    }

    @Test
    func `a reader during a whole run sees no edits`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      var looks = 0
      for round in 0..<12 {
        let writer = try home.start([round % 2 == 0 ? "apply" : "uninstall", "--yes"])
        for _ in 0..<4 {
          let outcome = try home.berth(looks % 2 == 0 ? "diff" : "status")
          looks += 1
          let isTold = outcome.err.contains("another berth is at work")
          #expect(isTold || outcome.exit == 0, "\(outcome.summary)")
          #expect(isTold || !outcome.err.contains("edited or deleted"), "\(outcome.summary)")
        }
        #expect(writer.wait().exit == 0)
      }
    }

    @Test
    func `a reader that is stopped holds up no writer`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let writer = try slowly(home, ["apply", "--yes"], microseconds: 150_000)
      try eventually { home.hasJournal }
      kill(-writer.number, SIGKILL)
      _ = writer.wait()
      // The journal that it leaves has readers ask who is at work.
      let reader = try home.start(
        ["status"],
        under: Strace.injecting("flock:delay_exit=9000000"))
      usleep(500_000)
      let outcome = try home.berth("apply", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(reader.wait().err.contains("an interrupted run is pending"))
      #expect(home.tree.withoutRandomness.differences(from: try applied()) == [])
    }

    @Test
    func `a reader tells of a writer where the system does not list locks`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let writer = try slowly(home, ["apply", "--yes"], microseconds: 300_000)
      try eventually { home.hasJournal }
      let outcome = try home.berth(
        "status",
        under: Strace.injecting("openat:error=EACCES", "-P", "/proc/locks"))
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(outcome.err.contains("another berth is at work"), "\(outcome.summary)")
      #expect(writer.wait().exit == 0)
    }

    @Test
    func `a writer that is killed holds up nobody`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let writer = try slowly(home, ["apply", "--yes"], microseconds: 150_000)
      try eventually { home.hasJournal }
      let waiting = try (0..<3).map { _ in try home.start(["apply", "--yes"]) }
      usleep(200_000)
      kill(-writer.number, SIGKILL)
      _ = writer.wait()
      let outcomes = waiting.map { $0.wait() }
      for outcome in outcomes { #expect(outcome.exit == 0, "\(outcome.summary)") }
      #expect(outcomes.count { $0.err.contains("An interrupted 'apply' was found") } == 1)
      #expect(home.tree.withoutRandomness.differences(from: try applied()) == [])
    }

    @Test
    func `whoever waits too long names the holder, and a dead one holds nothing`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      let writer = try slowly(home, ["apply", "--yes"], microseconds: 2_000_000)
      defer { kill(-writer.number, SIGKILL) }
      try eventually { access("\(home.path)/\(TestHome.state)/before", F_OK) == 0 }
      let outcome = try home.berth("apply", "--yes")
      #expect(outcome.exit == 1, "\(outcome.summary)")
      let holder = try #require(
        outcome.err.split(separator: "process ").last?.prefix { $0.isNumber }.description,
        "\(outcome.summary)")
      #expect(Disk.text("/proc/\(holder)/comm") == "berth\n")
      kill(-writer.number, SIGKILL)
      _ = writer.wait()
      let next = try home.berth("apply", "--yes")
      #expect(next.exit == 0, "\(next.summary)")
      #expect(home.tree.withoutRandomness.differences(from: try applied()) == [])
    }
  }
}
