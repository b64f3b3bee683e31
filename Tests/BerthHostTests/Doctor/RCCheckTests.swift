import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("~/.ssh/rc, as the doctor sees it")
struct RCCheckTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  private let fine = "ok: ~/.ssh/rc is there, its syntax is right, and sshd runs it"

  private func rc(_ text: String = "true\n") throws { try patient.write(text, to: "home/.ssh/rc") }

  @Test func `A script that can run is right`() throws {
    try rc()
    #expect(try patient.says(.rc) == [fine])
  }

  @Test func `A script that is not there matters once it was installed`() throws {
    #expect(try patient.says(.rc) == ["info: ~/.ssh/rc is not there: only interactive shells set the link"])
    try patient.install("base")
    #expect(try patient.says(.rc) == [fine])
    unlink("\(patient.home)/.ssh/rc")
    #expect(
      try patient.says(.rc)
        == [
          "warning: ~/.ssh/rc is gone: a login by itself no longer sets the link | berth apply --on-conflict replace"
        ])
  }

  @Test func `A syntax error is told with the shell's own words`() throws {
    try rc("if true; then\n")
    let text = try patient.says(.rc)
    #expect(text.count == 1)
    #expect(text[0].hasPrefix("error: ~/.ssh/rc has a syntax error: ~/.ssh/rc: "))
    #expect(text[0].hasSuffix(" | ${EDITOR:-vi} +2 ~/.ssh/rc"))
  }

  @Test func `A folder in its place is an error`() throws {
    mkdir("\(patient.home)/.ssh/rc", 0o700)
    #expect(
      try patient.says(.rc) == [
        "error: ~/.ssh/rc can't run: it is a folder; once it is elsewhere, 'berth apply' goes on"
      ])
  }

  @Test(arguments: ["PermitUserRC no", "permituserrc=no", "ForceCommand /usr/bin/menu"])
  func `A server that never runs it is named by the line`(_ setting: String) throws {
    try rc()
    try patient.write("# a comment\n\(setting)\n", to: "sshd_config")
    let config = "\(patient.folder)/sshd_config"
    #expect(
      try patient.says(.rc) == [
        "warning: \(config):2 keeps ~/.ssh/rc from running: only interactive shells set the link"
      ])
  }

  @Test func `While an agent answers behind the link, that is only worth knowing`() throws {
    try rc()
    try patient.write("PermitUserRC no\nAllowAgentForwarding no\n", to: "sshd_config")
    patient.point(linkTo: try patient.agent("a").socket)
    #expect(try patient.findings().filter { $0.check == .rc }.map(\.result) == [.info, .info])
  }

  @Test(arguments: ["AllowAgentForwarding no", "AllowAgentForwarding local", "DisableForwarding yes"])
  func `A server that forwards no agent is an error, also through an included file`(_ setting: String) throws
  {
    try rc()
    mkdir("\(patient.folder)/sshd_config.d", 0o755)
    try patient.write("Include sshd_config.d/*.conf\nAllowAgentForwarding yes\n", to: "sshd_config")
    #expect(try patient.says(.rc) == [fine])
    try patient.write("\(setting)\n", to: "sshd_config.d/a.conf")
    let text = try patient.says(.rc)
    #expect(text.count == 1)
    #expect(
      text[0].hasPrefix(
        "error: \(patient.folder)/sshd_config.d/a.conf:1 lets no agent through: only who runs this host"))
  }

  @Test func `What a Match block says holds for some only`() throws {
    try rc()
    try patient.write("Match User alice\n  PermitUserRC no\n", to: "sshd_config")
    #expect(
      try patient.says(.rc) == [
        fine,
        "info: \(patient.folder)/sshd_config:2 keeps ~/.ssh/rc from running, for 'Match User alice': only interactive shells set the link",
      ])
  }

  @Test func `A restricted key is named by its line`() throws {
    try rc()
    try patient.write(
      "ssh-ed25519 AAAA a\nrestrict ssh-ed25519 AAAA b\nno-user-rc ssh-ed25519 AAAA c\n",
      to: "home/.ssh/authorized_keys")
    #expect(
      try patient.says(.rc) == [
        fine,
        "info: ~/.ssh/authorized_keys:2 holds a key that runs no ~/.ssh/rc and lets no agent through",
        "info: ~/.ssh/authorized_keys:3 holds a key that keeps ~/.ssh/rc from running",
      ])
  }

  @Test func `A blank in the home's path breaks it`() throws {
    try rc()
    patient.surroundings.accountHome = Bytes("/home/two words".utf8)
    #expect(
      try patient.says(.rc)
        == ["error: ~/.ssh/rc never runs: there is a blank in the home's path, which sshd does not quote"])
  }
}
