import Glibc
import TestSupport
import Testing

extension Faults {
  /// One state folder for all homes, as an exported `XDG_STATE_HOME` makes it.
  @Suite(.serialized)
  struct OtherHomes {
    private let first: TestHome
    private let state: String
    private let profile: SmallProfile

    init() throws {
      profile = try SmallProfile()
      first = TestHome(LivedInHome.withSSH)
      state = "\(first.folder)/state"
      mkdir(state, 0o755)
      first.variables["XDG_STATE_HOME"] = state
      #expect(try first.berth("apply", "--yes", "--on-conflict", "replace", profile.path).exit == 0)
    }

    @Test
    func `every verb refuses another home's state, and touches nothing`() throws {
      let other = TestHome(LivedInHome.withSSH)
      other.variables["XDG_STATE_HOME"] = state
      // A run that was interrupted is another home's as well.
      for hasJournal in [false, true] {
        if hasJournal {
          #expect(rename("\(state)/berth/receipt.json", "\(first.folder)/receipt") == 0)
          #expect(
            try first.berth(
              ["apply", "--yes", "--on-conflict", "replace", profile.path],
              under: Strace.injecting("renameat:signal=KILL:when=2", log: "\(first.folder)/log")
            ).signal == SIGKILL)
        }
        let held = FileTree(of: state)
        for words in [
          ["diff", profile.path], ["status"], ["apply", "--yes", profile.path],
          ["uninstall", "--yes", "--on-conflict", "keep"], ["uninstall", "--dry-run"],
        ] {
          let outcome = try other.berth(words)
          #expect(outcome.exit == 1, "\(words): \(outcome.summary)")
          #expect(
            outcome.err.contains("\(state)/berth is of another home, \(first.path); "), "\(outcome.summary)")
          #expect(FileTree(of: state).differences(from: held) == [])
        }
        let doctor = try other.berth("doctor")
        #expect(String(decoding: doctor.out, as: UTF8.self).contains("\(state)/berth can't be relied on"))
        #expect(other.tree.differences(from: LivedInHome.withSSH) == [])
      }
      #expect(try first.berth("status").err.contains("an interrupted run is pending"))
    }

    @Test
    func `a home that was renamed or restored is still its own`() throws {
      let moved = "\(first.folder)/moved"
      #expect(rename(first.path, moved) == 0)
      first.variables["HOME"] = moved
      #expect(try first.berth("status").exit == 0)
      // As a backup comes back: other folders under the old name.
      try first.run(["/bin/cp", "-a", moved, first.path])
      first.variables["HOME"] = first.path
      #expect(try first.berth("uninstall", "--yes").exit == 0)
      #expect(first.tree.differences(from: LivedInHome.withSSH) == [])
    }

    @Test
    func `a state folder in the home goes with it`() throws {
      let home = TestHome(LivedInHome.withSSH)
      #expect(try home.berth("apply", "--yes", "--on-conflict", "replace", profile.path).exit == 0)
      let copy = "\(home.folder)/copy"
      try home.run(["/bin/cp", "-a", home.path, copy])
      home.variables["HOME"] = copy
      #expect(try home.berth("uninstall", "--yes").exit == 0)
      #expect(FileTree(of: copy).differences(from: LivedInHome.withSSH) == [])
    }
  }
}
