import BerthCore
import Testing

@Suite("sshd_config and authorized_keys, as the doctor reads them")
struct ServerReadingTests {
  private func settings(_ text: String, _ files: [String: String] = [:]) -> ServerSettings {
    ServerSettings(Bytes(text.utf8), file: "main") { word in
      files[word].map { [(word, Bytes($0.utf8))] } ?? []
    }
  }

  @Test func `The first value wins, wherever it is included from`() {
    let read = settings("Include a\nPermitUserRC yes\n", ["a": "# x\nPermitUserRC no\n"])
    let line = read.deciding("permituserrc")
    #expect(line?.value == "no" && line?.file == "a" && line?.number == 2)
  }

  @Test func `A Match block, also of an included file, holds for some; Match all ends it`() {
    let read = settings("Match User x\nInclude a\nMatch all\nForceCommand y\n", ["a": "PermitUserRC no\n"])
    #expect(read.deciding("permituserrc") == nil)
    #expect(read.conditional("permituserrc").map(\.condition) == ["Match User x"])
    #expect(read.deciding("forcecommand")?.value == "y")
  }

  @Test func `A Match in an included file ends with it`() {
    let read = settings("Include a\nPermitUserRC no\n", ["a": "Match User x\nForceCommand y\n"])
    #expect(read.deciding("permituserrc")?.number == 2)
    #expect(read.deciding("forcecommand") == nil)
  }

  @Test func `Files that include each other come to an end`() {
    #expect(settings("Include a\n", ["a": "Include a\nPermitUserRC no\n"]).lines.count > 1)
  }

  @Test func `Options of keys are told from keys, and quotes keep what is in them`() {
    let keys = AuthorizedKeys(
      Bytes(
        """
        # restrict ssh-ed25519 A
        ssh-ed25519 A restrict
        command="echo restrict, no-user-rc \\" x",no-pty ssh-rsa A
        restrict,user-rc ssh-ed25519 A
        no-agent-forwarding ecdsa-sha2-nistp256 A
        RESTRICT,agent-forwarding,user-rc sk-ssh-ed25519@openssh.com A
        from="*.example.org",no-user-rc ssh-ed25519 A

        """.utf8))
    #expect(keys.restricted.map(\.line) == [4, 5, 7])
    #expect(keys.restricted.map(\.runsRC) == [true, true, false])
    #expect(keys.restricted.map(\.forwardsAgent) == [false, false, true])
  }
}
