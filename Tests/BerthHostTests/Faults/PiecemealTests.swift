import Glibc
import TestSupport
import Testing

extension Faults {
  /// Reads and writes that take less than they were asked to, and calls that a signal interrupts: what read(2),
  /// write(2) and signal(7) allow everywhere, and strace(1) can't bring about.
  @Suite(.serialized)
  struct Piecemeal {
    @Test(arguments: [1, 7, 4096])
    func `reads and writes in pieces, interrupted all the time, change nothing`(_ piece: Int) throws {
      let layer = FaultyFiles(piece: piece, interrupts: true)
      let apply = ["apply", "--yes", "--on-conflict", "replace"]
      let undisturbed = TestHome(LivedInHome.withSSH)
      let home = TestHome(LivedInHome.withSSH)
      for run in [apply, ["diff"], ["status"], ["uninstall", "--yes"]] {
        let expected = try undisturbed.berth(run)
        let outcome = try layer.run(run, in: home)
        #expect(outcome.exit == expected.exit, "\(outcome.summary)")
        #expect(outcome.out == expected.out)
        #expect(outcome.err == expected.err)
        #expect(home.tree.withoutRandomness.differences(from: undisturbed.tree.withoutRandomness) == [])
      }
      #expect(home.tree.differences(from: LivedInHome.withSSH) == [])
    }
  }
}
