import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

@Suite("The doctor as a whole")
struct DoctorTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  /// A home with a fault for every check, and programs that hang.
  private func makeEverythingWrong() throws {
    try patient.install()
    let (asleep, process) = try patient.agent("asleep")
    let (other, otherProcess) = try patient.agent("other")
    patient.point(linkTo: asleep)
    patient.surroundings.authSock = Bytes(other.utf8)
    for name in ["one", "two", "three"] {
      let socket = "\(patient.folder)/tmux/tmux-\(geteuid())/\(name)"
      let server = try patient.start(["TERM=screen", "tmux", "-D", "-f", "/dev/null", "-S", socket])
      try patient.waitForTmux(at: socket)
      kill(server, SIGSTOP)
    }
    kill(process, SIGSTOP)
    kill(otherProcess, SIGSTOP)
    try patient.write("eval $(ssh-agent)\n", to: "home/.profile")
    chmod("\(patient.home)/.ssh/config", 0o666)
  }

  @Test func `It says something about every part of the chain, in order, and never the home's path`() throws {
    try makeEverythingWrong()
    let findings = try patient.findings()
    var order: [Finding.Check] = []
    for finding in findings where order.last != finding.check { order.append(finding.check) }
    #expect(order == Finding.Check.allCases)
    for finding in findings {
      #expect(!finding.message.contains(patient.home))
      #expect(!finding.commands.joined().contains(patient.home))
    }
  }

  @Test func `With everybody asleep it still ends within four seconds`() throws {
    try makeEverythingWrong()
    var findings: [Finding] = []
    let took = try ContinuousClock().measure { findings = try patient.findings() }
    #expect(took < .seconds(4))
    // What hangs does not keep the others from being asked.
    let messages = findings.map(\.message)
    #expect(messages.contains { $0.hasPrefix("1 more server was not asked") })
    #expect(!messages.contains { $0.hasPrefix("ssh was not asked") || $0.hasPrefix("ssh -G") })
  }

  @Test func `It writes nothing`() throws {
    try patient.install()
    patient.point(linkTo: try patient.agent("a").socket)
    // Of another home than the account's, ssh reads the configuration that it is told to.
    patient.surroundings.accountHome = Bytes("/nonexistent".utf8)
    try patient.write(
      "Match exec \"touch \(patient.home)/ran\"\nIdentityAgent none\n", to: "home/.ssh/config")
    let list = ["find", patient.folder, "-printf", "%p %m %i %T@ %C@ %s %l\\n"]
    let before = try patient.run(list)
    _ = try patient.findings()
    #expect(try patient.run(list) == before)
    #expect(before.contains(".bashrc_agent"))
  }
}
