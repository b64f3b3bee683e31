import BerthCore
import Testing

@Suite("Lines that bring agents of their own")
struct AgentExportTests {
  private func kinds(_ text: String) -> [AgentExport.Kind] {
    AgentExport.all(in: Bytes(text.utf8), of: HomePath(relative: ".bashrc"), linkName: "ssh_auth_sock").map(
      \.kind)
  }

  @Test(arguments: [
    ("eval `keychain --agents ssh id_rsa`", AgentExport.Kind.keychain),
    ("gpgconf --launch gpg-agent", .gpgAgent),
    ("export SSH_AUTH_SOCK=\"$(gpgconf --list-dirs agent-ssh-socket)\"", .gpgAgent),
    ("eval \"$(ssh-agent -s)\" >/dev/null", .sshAgent),
    ("  SSH_AUTH_SOCK=/tmp/x; export SSH_AUTH_SOCK", .assignment),
    ("set -x SSH_AUTH_SOCK /tmp/x", .assignment),
    ("set -Ux SSH_AUTH_SOCK /tmp/x", .assignment),
    ("setenv SSH_AUTH_SOCK /tmp/x", .assignment),
    ("SSH_AUTH_SOCK DEFAULT=/tmp/x", .assignment),
  ])
  func `Each is known by what it calls`(_ line: String, _ kind: AgentExport.Kind) {
    #expect(kinds(line) == [kind])
  }

  @Test(arguments: [
    "# eval `ssh-agent`", "pgrep -u $USER ssh-agent", "ssh-agent -k", "unset SSH_AUTH_SOCK",
    "[ -S \"$SSH_AUTH_SOCK\" ] && echo yes", "set -e SSH_AUTH_SOCK", "alias k=keychains", "echo my-keychain",
    "export SSH_AUTH_SOCK", "MY_SSH_AUTH_SOCK=/tmp/x",
  ])
  func `What only asks, ends or names one does not count`(_ line: String) {
    #expect(kinds(line).isEmpty)
  }

  @Test func `Lines keep their numbers around Berth's block, which does not count`() throws {
    let path = HomePath(relative: ".bashrc")
    let block = try BlockPatch(entry: path, rendered: Bytes("SSH_AUTH_SOCK=/ours\n".utf8), place: .start)
    let file = try block.apply(
      to: Bytes("one\neval `ssh-agent`\nexport SSH_AUTH_SOCK=~/.ssh/ssh_auth_sock\n".utf8)
    ).file
    let found = AgentExport.all(in: file, of: path, linkName: "ssh_auth_sock")
    #expect(found.map(\.line) == [6, 7])
    #expect(found.map(\.namesLink) == [false, true])
  }
}
