import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("A command that is run within a bound")
struct BoundedProcessTests {
  private func shell(_ script: String, limit: Int = 5_000) -> BoundedProcess {
    BoundedProcess(["/bin/sh", "-c", script], limit: limit)
  }

  @Test func `Both streams are kept apart, and the status is told`() {
    let outcome = shell("echo out; echo err >&2; exit 3").run()
    #expect(outcome.end == .exited(3) && !outcome.isSuccess)
    #expect(outcome.output == Bytes("out\n".utf8))
    #expect(outcome.errors == Bytes("err\n".utf8))
  }

  @Test func `A signal and a missing program are told`() {
    #expect(shell("kill -9 $$").run().end == .signalled(SIGKILL))
    #expect(BoundedProcess(["/nonexistent/program"], limit: 1_000).run().end == .notStarted(ENOENT))
  }

  @Test func `What takes too long is ended with all that it has started`() throws {
    let started = ContinuousClock.now
    let outcome = shell("sleep 60 & echo $!; wait", limit: 300).run()
    #expect(outcome.end == .timedOut)
    #expect(started.duration(to: .now) < .seconds(2))
    let child = try #require(pid_t(String(decoding: outcome.output, as: UTF8.self).filter(\.isNumber)))
    // It may still be a zombie that nobody has waited for; what runs no more shows no command.
    let alive = BoundedProcess(["grep", "-q", "sleep", "/proc/\(child)/cmdline"], limit: 1_000)
    var isGone = false
    for _ in 0..<50 where !isGone {
      isGone = !alive.run().isSuccess
      usleep(10_000)
    }
    #expect(isGone)
  }

  @Test func `What it leaves behind is not waited for`() {
    let started = ContinuousClock.now
    let outcome = shell("sleep 5 & echo done").run()
    #expect(outcome.end == .exited(0))
    #expect(outcome.output == Bytes("done\n".utf8))
    #expect(started.duration(to: .now) < .seconds(3))
  }

  @Test func `Much output neither blocks it nor is kept without end`() {
    let outcome = shell("head -c 3000000 /dev/zero").run()
    #expect(outcome.end == .exited(0))
    #expect(outcome.output.count == BoundedProcess.outputLimit)
    #expect(shell("yes", limit: 300).run().end == .timedOut)
  }

  @Test func `Variables are set and taken away`() {
    var process = shell("printf '%s %s' \"$BERTH_TEST\" \"${HOME-none}\"")
    process.environment = ["BERTH_TEST": Bytes("a b".utf8), "HOME": nil]
    #expect(process.run().output == Bytes("a b none".utf8))
  }

  @Test func `Its input is empty, and a closed pipe ends it as anybody`() {
    #expect(shell("cat").run().end == .exited(0))
    // As the program itself does. SIGPIPE is 13, and shells tell 128 more.
    signal(SIGPIPE, SIG_IGN)
    let outcome = shell("(yes; echo $? >&2) | head -1").run()
    #expect(outcome.errors == Bytes("141\n".utf8))
  }

  @Test func `Without its output kept, what it prints goes nowhere`() {
    var process = shell("echo out; readlink /proc/$$/fd/1 >&2; test -c /dev/fd/1")
    process.keepsOutput = false
    let outcome = process.run()
    #expect(outcome.end == .exited(0))
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
  }
}
