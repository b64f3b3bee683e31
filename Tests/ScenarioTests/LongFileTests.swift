import TestSupport
import Testing

/// What a long start-up file costs beside one in which nothing has to be looked at, of the same length.
@Suite(
  .enabled(if: Built.berth != Built.berthBesideTests, "only the released program is built to be fast"))
struct LongFileTests {
  /// Each a command that could end the file but for what is around it.
  @Test(arguments: ["[ -n \"$PS1\" ] || return\n", "case $- in\n  *i*) ;;\n  *) return;;\nesac\n"])
  func commandsThatMayEndItTakeLittle(_ lines: String) throws {
    let plain = try Self.time(ofDiffWith: "alias ll='ls -l' # of the usual kind\n")
    let time = try Self.time(ofDiffWith: lines)
    #expect(time < plain * 4, "\(time) s, and \(plain) s for plain lines")
  }

  /// Of the processor in the program, in seconds: the least of three.
  private static func time(ofDiffWith lines: String) throws -> Double {
    let home = TestHome()
    let text = String(repeating: lines, count: 8_000_000 / lines.utf8.count)
    Disk.write(text, to: "\(home.path)/.bashrc")
    let timed = "TIMEFORMAT=%U; time \"$0\" diff base >/dev/null 2>&1"
    return try (0..<3).map { _ in
      let said = home.command(["bash", "-c", timed, home.program]).run().err
      return try #require(Double(said.split(separator: "\n").last ?? ""), "\(said)")
    }.min() ?? 0
  }
}
