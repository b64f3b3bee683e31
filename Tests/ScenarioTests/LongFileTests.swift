import TestSupport
import Testing

/// What a long start-up file costs beside one in which nothing has to be looked at, of the same length.
@Suite(
  .serialized,
  .enabled(if: Built.berth != Built.berthBesideTests, "only the released program is built to be fast"))
struct LongFileTests {
  /// Each a command that could end the file but for what is around it.
  @Test(arguments: [
    "[ -n \"$PS1\" ] || return\n", "case $- in\n  *i*) ;;\n  *) return;;\nesac\n",
    "f() {\n  local x=\"$1\"\n  [ -n \"$x\" ] || return 1\n  echo \"$x\"\n}\n",
    "f() {\n  [ -n \"$x\" ] || exit 1\n}\n",
  ])
  func commandsThatMayEndItTakeLittle(_ lines: String) throws {
    let plain = try Self.time(ofDiffWith: "alias ll='ls -l' # of the usual kind\n")
    let time = try Self.time(ofDiffWith: lines)
    #expect(time < plain * 9, "\(time), and \(plain) for plain lines")
  }

  /// The quickest of three.
  private static func time(ofDiffWith lines: String) throws -> Duration {
    let home = TestHome()
    let text = String(repeating: lines, count: 20_000_000 / lines.utf8.count)
    Disk.write(text, to: "\(home.path)/.bashrc")
    return try (0..<3).map { _ in
      try ContinuousClock().measure { #expect(try home.berth("diff", "base").exit == 0) }
    }.min() ?? .zero
  }
}
