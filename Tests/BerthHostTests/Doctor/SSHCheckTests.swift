import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("IdentityAgent, as ssh and the doctor see it")
struct SSHCheckTests {
  let patient: Patient

  /// ssh reads no other home than the account's, so that of the test is never that one.
  init() throws {
    patient = try Patient()
    patient.surroundings.accountHome = Bytes(String(cString: getpwuid(geteuid()).pointee.pw_dir).utf8)
  }

  private let otherHome = "info: HOME is not the home that ssh uses: that is ~\(Self.user)"
  private static let user = String(cString: getpwuid(geteuid()).pointee.pw_name)

  private func says(_ config: String? = nil) throws -> [String] {
    if let config { try patient.write(config, to: "home/.ssh/config") }
    let all = try patient.says(.ssh)
    #expect(all.first == otherHome)
    return Array(all.dropFirst())
  }

  @Test func `No IdentityAgent means that ssh goes by the variable alone`() throws {
    #expect(try says() == ["info: no IdentityAgent is set: ssh goes by SSH_AUTH_SOCK alone | berth apply"])
    try patient.install("base")
    #expect(
      try says("Host *\n") == [
        "warning: no IdentityAgent is set: ssh goes by SSH_AUTH_SOCK alone | berth apply --on-conflict replace"
      ])
  }

  @Test func `The link is right, with the line that says so`() throws {
    #expect(
      try says("Host a\n  IdentityAgent /a\n\nHost *\n  IdentityAgent \(patient.link)\n")
        == ["ok: IdentityAgent is the link, by ~/.ssh/config:5"])
  }

  @Test func `Commands of Match exec are not run, and count as true`() throws {
    #expect(
      try says("Match exec \"touch \(patient.folder)/ran; false\"\n  IdentityAgent \(patient.link)\n")
        == ["ok: IdentityAgent is the link, by ~/.ssh/config:2"])
    #expect(access("\(patient.folder)/ran", F_OK) != 0)
  }

  @Test func `Another agent that comes first is named, with its line`() throws {
    #expect(
      try says("IdentityAgent ~/.1password/agent.sock\nHost *\n  IdentityAgent \(patient.link)\n")
        == [
          "info: IdentityAgent is ~\(Self.user)/.1password/agent.sock, by ~/.ssh/config:1, not the link | ${EDITOR:-vi} +1 ~/.ssh/config"
        ])
  }

  @Test func `A line in an included file is found there`() throws {
    mkdir("\(patient.home)/.ssh/d", 0o700)
    try patient.write("\n\nIdentityAgent none\n", to: "home/.ssh/d/x.conf")
    try patient.install("base")
    #expect(
      try says("Include \(patient.home)/.ssh/d/*.conf\nIdentityAgent \(patient.link)\n")
        == [
          "warning: IdentityAgent is none, by ~/.ssh/d/x.conf:3, not the link | ${EDITOR:-vi} +3 ~/.ssh/d/x.conf"
        ])
  }

  @Test func `A configuration that ssh refuses is an error in ssh's words`() throws {
    let text = try says("Bogus yes\n")
    #expect(text.count == 1)
    #expect(
      text[0]
        == "error: ssh can't read its configuration: ~/.ssh/config: line 1: Bad configuration option: bogus"
        + " | ${EDITOR:-vi} +1 ~/.ssh/config")
  }
}
