import BerthCore
import Testing

@Suite("Names of agents' sockets")
struct SocketNameTests {
  /// The answers of sha512sum(1).
  @Test(arguments: [
    ("", "cf83e1357eefb8bd", "f927da3e"), ("abc", "ddaf35a193617aba", "a54ca49f"),
    (String(repeating: "a", count: 111), "fa9121c7b32b9e01", "c6b566a2"),
    (String(repeating: "a", count: 112), "c01d080efd492776", "604b70ca"),
    (String(repeating: "h", count: 300), "9af5bfb47b18a622", "e189ba79"),
  ])
  func `SHA-512 is that of the standard`(_ text: String, _ first: String, _ last: String) {
    let digest = SHA512.digest(of: Bytes(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      .joined()
    #expect(digest.count == 128)
    #expect(digest.hasPrefix(first) && digest.hasSuffix(last))
  }

  @Test func `A host is known by the sign that OpenSSH gives it`() {
    #expect(SocketName.sign(ofHost: "myhost") == "VUEVYMS00b")
  }

  @Test func `A name without the host's sign is nobody's`() {
    #expect(SocketName(Bytes("/home/a/.ssh/agent/s.abcdefghij.sshd.71.x".utf8)).host == "abcdefghij")
    #expect(SocketName(Bytes("/home/a/.ssh/agent/s.abcdefghij.sshd.x".utf8)).host == "abcdefghij")
    #expect(SocketName(Bytes("/tmp/ssh-XXXX/agent.1".utf8)).host == nil)
    #expect(SocketName(Bytes("/home/a/.ssh/agent/s.abc".utf8)).host == nil)
  }
}
