import BerthCore
import Testing

@Suite struct SSHConfigPatchTests {
  private let path = HomePath(relative: ".ssh/config")
  private let body = Bytes("Match exec \"true\"\n    IdentityAgent ~/.ssh/s\n".utf8)

  @Test(arguments: [
    ("", "Match all"),
    ("Port 22\n", "Match all"),
    ("Host a b\n  Port 22\n", "Host a b"),
    ("Host a\n\n  match host=x\n  Port 1\n", "match host=x"),
    ("\"Host\" = a\n", "\"Host\" = a"),
    ("Host a\n# Host b\nHostName c\n", "Host a"),
    ("Host a\r\n", "Host a"),
  ])
  func theSectionThatWasOpenIsOpenedAgain(text: String, header: String) throws {
    let patched = try apply(text)
    let lines = String(decoding: LineEnding.removed(from: patched), as: UTF8.self).split(separator: "\n")
    #expect(lines.dropLast().last.map(String.init) == header)
  }

  @Test func theBlockMovesBelowAnIdentityAgentThatCameAfterIt() throws {
    let patched = try apply("Host a\n")
    let appended = patched + Bytes("Host b\n  IdentityAgent ~/b\n".utf8)
    let patch = BlockPatch(entry: path, rendered: body, place: .end, isSSHConfig: true)
    let again = try patch.apply(to: appended)
    #expect(again.isMoved)
    #expect(again.file.starts(with: Bytes("Host a\nHost b\n  IdentityAgent ~/b\n# >>> berth".utf8)))
    #expect(
      try BlockPatch.remove(path, from: again.file) == Bytes("Host a\nHost b\n  IdentityAgent ~/b\n".utf8))
  }

  @Test(arguments: [
    ("IdentityAgent x\n", 1), ("Host *\n  identityagent=x\n", 2), ("Match all\nIdentityAgent x\n", 2),
    ("Host a\nIdentityAgent x\n", nil), ("Host * !a\nIdentityAgent x\n", nil),
    ("Match host *\nIdentityAgent x\n", nil), ("# IdentityAgent x\n", nil),
    ("Host a\nPort 1\nHost *\nPort 2\n\"IdentityAgent\" x\n", 5),
  ])
  func theLineThatDecidesForEveryHost(text: String, line: Int?) {
    #expect(SSHConfigReader(Bytes(text.utf8)[...]).lineDecidingForAll("identityagent") == line)
  }

  private func apply(_ text: String) throws -> Bytes {
    try BlockPatch(entry: path, rendered: body, place: .end, isSSHConfig: true).apply(to: Bytes(text.utf8))
      .file
  }
}
