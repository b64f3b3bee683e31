import Glibc
import TestSupport
import Testing

extension Faults {
  /// What is run after the files have changed: never a failure, never longer than its limit, never a shell's.
  @Suite(.serialized)
  struct Reloads {
    /// A home with a profile that runs a command.
    private func home(reloading command: String) throws -> (home: TestHome, profile: String) {
      let home = TestHome()
      let profile = "\(home.folder)/profile.yaml"
      Disk.write("text\n", to: "\(home.folder)/text")
      Disk.write(
        Array(
          """
          version: 1
          files:
            - path: ~/.textrc
              template: text
              patch: file
              reload: \(command)

          """.utf8), to: profile)
      return (home, profile)
    }

    /// Applies, and gives how long that took, in milliseconds.
    private func apply(_ command: String) throws -> (outcome: Outcome, time: Int, home: TestHome) {
      let (home, profile) = try home(reloading: command)
      let start = now()
      let outcome = try home.berth("apply", "--yes", profile)
      let time = now() - start
      #expect(Disk.text("\(home.path)/.textrc") == "text\n")
      return (outcome, time, home)
    }

    private func now() -> Int {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }

    @Test
    func `a command that works is told in the plan and nowhere else`() throws {
      let (outcome, _, _) = try apply("\"true\"")
      #expect(outcome.exit == 0)
      #expect(outcome.err.contains("then runs: true"))
      #expect(!outcome.err.contains("warning"))
    }

    @Test
    func `a command is run by the next run if a kill has kept this one from it`() throws {
      let (home, profile) = try home(reloading: "sh -c 'echo run >> ~/reloads'")
      // Killed once the receipt has its place, as that is to be seen to the disk: the run has happened.
      let killed = try home.berth(
        "apply", "--yes", profile,
        under: Strace.injecting("fsync:signal=KILL:when=13"))
      #expect(killed.signal == SIGKILL && home.hasJournal, "\(killed.summary)")
      #expect(Disk.text("\(home.path)/reloads").isEmpty)
      let next = try home.berth("apply", "--yes", profile)
      #expect(next.exit == 0 && next.err.contains("it had written everything"), "\(next.summary)")
      #expect(Disk.text("\(home.path)/reloads") == "run\n")
    }

    @Test
    func `commands are run by the next run if this one is killed while it runs one`() throws {
      let (home, profile) = try home(
        reloading: "sh -c 'echo run >> ~/reloads; [ -e ~/once ] || { touch ~/once; kill -9 $PPID; }'")
      let killed = try home.berth("apply", "--yes", profile)
      #expect(killed.signal == SIGKILL && home.hasJournal, "\(killed.summary)")
      #expect(try home.berth("status").err.contains("an interrupted run is pending"))
      let next = try home.berth("apply", "--yes", profile)
      #expect(next.exit == 0 && next.err.contains("it had written everything"), "\(next.summary)")
      #expect(Disk.text("\(home.path)/reloads") == "run\nrun\n" && !home.hasJournal)
    }

    @Test(arguments: ["$PPID", "-$PPID"])
    func `a command that kills berth kills the run and the one that finishes it, and no more`(
      _ whom: String
    ) throws {
      let (home, profile) = try home(
        reloading:
          "sh -c 'echo run >> ~/reloads; if [ -e ~/new/rc ]; then touch ~/new/made; else rm -f ~/new/made; fi; kill -s KILL -- \(whom)'"
      )
      Disk.write(Array(Disk.text(profile).replacing("~/.textrc", with: "~/new/rc").utf8), to: profile)
      for run in [["apply", "--yes", profile], ["uninstall", "--yes"]] {
        for _ in 0..<2 {
          let killed = try home.berth(run)
          #expect(killed.signal == SIGKILL, "\(killed.summary)")
        }
        #expect(home.hasJournal)
        let next = try home.berth(run)
        #expect(next.exit == 0 && next.err.contains("it had written everything"), "\(next.summary)")
        #expect(Disk.text("\(home.path)/reloads") == "run\nrun\n" && !home.hasJournal)
        Disk.remove("\(home.path)/reloads")
      }
      #expect(home.tree.nodes.keys.sorted() == [])
    }

    @Test
    func `a folder goes that only the command of its file empties`() throws {
      let (home, profile) = try home(
        reloading: "sh -c 'if [ -e ~/new/rc ]; then touch ~/new/made; else rm ~/new/made; fi'")
      Disk.write(Array(Disk.text(profile).replacing("~/.textrc", with: "~/new/rc").utf8), to: profile)
      #expect(try home.berth("apply", "--yes", profile).exit == 0)
      #expect(home.tree.nodes["new/made"] != nil)
      #expect(try home.berth("uninstall", "--yes").exit == 0)
      #expect(home.tree.nodes["new"] == nil)
    }

    @Test
    func `a command that fails is a warning`() throws {
      let (outcome, _, _) = try apply("sh -c 'exit 3'")
      #expect(outcome.exit == 0)
      #expect(
        outcome.err.contains(
          "warning: 'sh -c 'exit 3'' did not work: it gave exit status 3"))
    }

    @Test
    func `a command that there is not is a warning`() throws {
      let (outcome, _, _) = try apply("no-such-command --at-all")
      #expect(outcome.exit == 0)
      #expect(
        outcome.err.contains(
          "warning: 'no-such-command --at-all' did not work: No such file or directory"
        ))
    }

    @Test
    func `a command that dies of a signal is a warning`() throws {
      let (outcome, _, _) = try apply("sh -c 'kill -9 $$'")
      #expect(outcome.exit == 0)
      #expect(outcome.err.contains("did not work: it was ended by signal 9"))
    }

    @Test
    func `a command that hangs is ended after five seconds with all that it started`() throws {
      let (outcome, time, home) = try apply("sh -c 'sleep 600.25 & sleep 600.25; wait'")
      #expect(outcome.exit == 0)
      #expect(
        outcome.err.contains("did not work: it took longer than 5 s and was ended"))
      #expect((5_000..<15_000).contains(time), "\(time) ms")
      let left = home.command(["/bin/sh", "-c", "cat /proc/[0-9]*/cmdline"]).run()
      #expect(!left.text.contains("600.25\0"))
    }

    @Test
    func `a command that leaves a child in the background holds nothing up`() throws {
      let (outcome, time, home) = try apply("sh -c 'sleep 7 & echo $! > ~/pid'")
      #expect(outcome.exit == 0)
      #expect(!outcome.err.contains("warning"), "\(outcome.err)")
      #expect(time < 4_000, "\(time) ms")
      if let child = pid_t(Disk.text("\(home.path)/pid").dropLast()) { kill(child, SIGKILL) }
    }

    @Test
    func `a profile's text is never read as code by a shell`() throws {
      let (outcome, _, home) = try apply(
        "\"echo hi; touch ~/1 & touch ~/2 | touch ~/3 > ~/4 $(touch ~/5) `touch ~/6`\"")
      #expect(outcome.exit == 0)
      #expect(home.tree.nodes.keys.filter { !$0.hasPrefix(".") } == [])
      #expect(
        FileTree(of: home.folder).nodes.keys.filter { !$0.hasPrefix("home") }.sorted() == [
          "profile.yaml", "text",
        ])
    }

    @Test
    func `a command finds the signals as if it were typed`() throws {
      let (outcome, _, home) = try apply("sh -c 'grep -E \"^Sig(Blk|Ign)\" /proc/self/status > ~/signals'")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      let masks = Disk.text("\(home.path)/signals").split(separator: "\n").map {
        Int($0.suffix(16), radix: 16)
      }
      // The real-time signals that the C library keeps to itself are left out.
      #expect(masks.map { $0.map { $0 & 0x7fff_ffff } } == [0, 0])
    }
  }
}
