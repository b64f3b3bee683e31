import Glibc
import TestSupport
import Testing

extension Faults {
  /// What can't be read is not taken for what is not there.
  @Suite(.serialized, .needsStrace)
  struct FailedReads {
    /// Lets each of a run's calls fail in turn: it ends well and has done its work, or fails and has done none of it.
    ///
    /// `home`: makes one as it is before the run.
    private func failEach(
      _ call: String, of arguments: [String], in makeHome: () throws -> TestHome
    ) throws {
      let whole = try makeHome()
      let outcome = try whole.berth(arguments)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      for ordinal in 1...300 {
        let home = try makeHome()
        let first = home.tree
        let log = "\(home.folder)/log"
        let injection = "\(call):error=EIO:when=\(ordinal)"
        let outcome = try home.berth(arguments, under: Strace.injecting(injection, log: log))
        guard Disk.text(log).contains("(INJECTED)") else { return }
        let isTold = outcome.err.contains("Input/output error")
        // The loader has not found a library.
        if outcome.exit == 127 || outcome.exit == 0 && isTold { continue }
        let expected = outcome.exit == 0 ? whole.tree : first
        #expect(
          home.tree.withoutRandomness.differences(from: expected.withoutRandomness) == [],
          "\(arguments), \(injection): \(outcome.summary)")
        #expect(outcome.exit == 0 || outcome.exit != nil && isTold, "\(injection): \(outcome.summary)")
      }
      Issue.record("there is no end of \(call)")
    }

    @Test(arguments: [["apply", "base", "--yes"], ["uninstall", "--yes"]])
    func `a folder that can't be read is not empty`(_ arguments: [String]) throws {
      let home = TestHome(LivedInHome.withSSH)
      let applied = try home.berth("apply", "--yes", "--on-conflict", "replace")
      try #require(applied.exit == 0, "\(applied.summary)")
      let first = home.tree
      try failEach("getdents64", of: arguments) { TestHome(first) }
    }

    @Test
    func `a record that can't be looked at is not taken for none`() throws {
      let home = TestHome(LivedInHome.withSSH)
      let killed = try home.berth(
        "apply", "--yes", "--on-conflict", "replace", "base",
        under: Strace.injecting("linkat:signal=KILL:when=3"))
      try #require(killed.exit == nil && home.hasJournal, "\(killed.summary)")
      let half = home.tree
      try failEach("faccessat", of: ["uninstall", "--yes"]) { TestHome(half) }
    }

    /// A file with an extended attribute and an inode flag.
    private func homeWithAttributes() throws -> TestHome {
      let home = TestHome(on: .disk)
      let notes = "\(home.path)/.notes"
      Disk.write("mine\n", to: notes)
      try home.run(["/usr/bin/setfattr", "-n", "user.note", "-v", "mine", notes])
      if Confinement.hasImmutableFiles { try home.run(["/usr/bin/chattr", "+d", notes]) }
      return home
    }

    @Test(arguments: [
      "openat", "ioctl", "fgetxattr", "flistxattr", "fsetxattr", "fremovexattr", "newfstatat",
    ])
    func `attributes that can't be had or given are not lost`(_ call: String) throws {
      let profile = Scratch()
      Disk.write("# berth's line\n", to: "\(profile.path)/text")
      Disk.write(
        Array("version: 1\nfiles:\n  - { path: ~/.notes, template: text, patch: block }\n".utf8),
        to: "\(profile.path)/p.yaml")
      var last: TestHome?
      func flags() throws -> Substring? {
        guard let last, Confinement.hasImmutableFiles else { return nil }
        return try last.run(["/usr/bin/lsattr", "\(last.path)/.notes"]).prefix { $0 != " " }
      }
      var first: Substring?
      try failEach(call, of: ["apply", "--yes", "\(profile.path)/p.yaml"]) {
        if first != nil { #expect(try flags() == first) }
        last = try homeWithAttributes()
        first = try flags()
        return last!
      }
      #expect(try flags() == first)
    }
  }
}
