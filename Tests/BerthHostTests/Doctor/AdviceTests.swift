import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

@Suite(
  "The doctor's advice, typed as it is printed")
struct AdviceTests {
  @Test(arguments: Ailment.allCases)
  func `It mends what it is for, and takes nothing of the user's away`(_ ailment: Ailment) throws {
    let patient = try Patient()
    let cure = try patient.fall(illWith: ailment)
    let findings = try patient.findings()
    for advice in findings.flatMap(\.advice) {
      #expect(patient.loss(by: advice) == nil)
      try patient.run(["sh", "-n", "-c", advice.text])
    }
    if case .elsewhere = cure { return }
    let finding = try #require(findings.first { $0.ailment == ailment })
    guard case .typed = cure else {
      #expect(finding.advice.isEmpty)
      return
    }
    #expect(!finding.advice.isEmpty)
    let errors = Set(findings.filter { $0.result == .error }.map(\.ailment))
    let said = try patient.type(finding.commands)
    #expect(!said.contains("berth: "), "\(said)")
    // A server that was sent a signal needs a moment.
    try? eventually {
      (try? patient.findings().contains { $0.ailment == ailment }) == false
    }
    let after = try patient.findings().filter { $0.result == .error }
    // With a dead link gone, what is left is that nobody is there.
    #expect(after.allSatisfy { errors.union([.agentMissing]).contains($0.ailment) }, "\(after)")
  }

  @Test func `It calls the program as it was called`() throws {
    let patient = try Patient()
    let program = Built.berth
    let folder = "\(patient.home)/it's mine"
    mkdir(folder, 0o700)
    try #require(symlink(program, "\(folder)/berth") == 0)
    func advice(_ words: String, in place: String) throws -> String {
      let said = try patient.run(
        ["sh", "-c", "cd \"$1\" && \(words) doctor || :", "sh", place],
        environment: ["PATH": "\(folder):/usr/bin:/bin", "XDG_STATE_HOME": nil])
      let line = try #require(said.split(separator: "\n").first { $0.contains("type: ") })
      return String(line.split(separator: "type: ")[1])
    }
    #expect(try advice("berth", in: "/") == "berth apply")
    #expect(try advice("./berth", in: folder) == "./berth apply")
    #expect(try advice("'it'\\''s mine/berth'", in: patient.home) == "'it'\\''s mine/berth' apply")
    #expect(try advice("~/it\\'s\\ mine/berth", in: "/") == "~/'it'\\''s mine/berth' apply")
  }

  @Test func `Where no sshd is, nothing is said of one`() throws {
    let patient = try Patient()
    patient.surroundings.hasServer = false
    patient.surroundings.isInSSH = false
    patient.surroundings.accountHome = Bytes("/home/two words".utf8)
    chmod(patient.home, 0o777)
    try patient.install("base")
    let words = try patient.findings().map(\.message).joined(separator: "\n")
    #expect(!words.replacing("no sshd is here", with: "").contains("sshd"), "\(words)")
    #expect(!words.contains("ssh -A"), "\(words)")
  }

  @Test func `Each shell is told in its own words`() throws {
    let patient = try Patient()
    patient.point(linkTo: try patient.agent("a").socket)
    patient.surroundings.authSock = nil
    for (shell, command) in [
      ("zsh", "export SSH_AUTH_SOCK=~/.ssh/ssh_auth_sock"),
      ("fish", "set -gx SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock"),
      ("tcsh", "setenv SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock"),
    ] {
      patient.surroundings.shellName = shell
      #expect(try patient.says(.shell).first?.hasSuffix(" | \(command)") == true)
    }
  }
}
