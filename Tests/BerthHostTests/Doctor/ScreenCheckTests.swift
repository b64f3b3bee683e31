import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

@Suite("screen, as the doctor sees it")
struct ScreenCheckTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  private var name: String { "doc\(patient.folder.suffix(6))" }

  private func start(agent: String) throws -> pid_t {
    mkdir("\(patient.folder)/screens", 0o700)
    let process = try patient.start(
      ["screen", "-D", "-m", "-c", "/dev/null", "-S", name, "sleep", "60"],
      environment: ["SCREENDIR": "\(patient.folder)/screens", "SSH_AUTH_SOCK": agent])
    try eventually("screen") { (try? own().isEmpty) == false || agent == patient.link }
    return process
  }

  /// Other sessions of the same account are other people's business.
  private func own() throws -> [Finding] {
    try patient.findings().filter { $0.check == .screen && "\($0.message) \($0.commands)".contains(name) }
  }

  @Test func `A window with an old agent is named, and the command for it and for new windows`() throws {
    let process = try start(agent: "/nonexistent/agent.1")
    let found = try #require(try own().first)
    #expect(found.result == .warning)
    #expect(found.message.contains("\(process).\(name):0 (/nonexistent/agent.1)"))
    #expect(found.commands.first?.hasPrefix("export SSH_AUTH_SOCK=~/.ssh/ssh_auth_sock    # in ") == true)
    #expect(
      found.commands.contains(
        "screen -S \(process).\(name) -X setenv SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock    # for new windows"))
  }

  @Test func `A window with the link is right`() throws {
    let old = try start(agent: "/nonexistent/agent.1")
    #expect(try own().count == 1)
    patient.stop(old)
    _ = try start(agent: patient.link)
    usleep(300_000)
    #expect(try own().isEmpty)
    #expect(try patient.findings().contains { $0.check == .screen && !$0.message.contains("no session") })
  }
}
