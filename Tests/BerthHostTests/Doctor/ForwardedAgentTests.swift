import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

/// With a real sshd on loopback. The account is the one that runs the tests: nothing in its home is read or written,
/// `~/.bashrc` aside, which bash reads by itself.
@Suite(
  "Forwarded agents, as the doctor sees them", .enabled(if: LoopbackServer.isPossible, "needs root and sshd"))
struct ForwardedAgentTests {
  let patient: Patient

  init() throws {
    patient = try Patient()
    patient.surroundings.temporaryFolder = Bytes("/tmp".utf8)
  }

  @Test func `The link is followed to the owning sshd and the client's address`() throws {
    let server = try LoopbackServer(patient)
    let login = try server.login("a", from: "127.0.0.2")
    patient.point(linkTo: login.socket)
    let text = try #require(try patient.says(.link).first)
    #expect(text.hasPrefix("ok: ~/.ssh/ssh_auth_sock → \(login.socket) → sshd"))
    #expect(text.contains(" → 127.0.0.2, 1 key, "))
  }

  @Test func `A client that is stopped leaves an agent that hangs`() throws {
    let server = try LoopbackServer(patient)
    let login = try server.login("a", from: "127.0.0.2")
    patient.point(linkTo: login.socket)
    kill(login.client, SIGSTOP)
    let text = try #require(try patient.says(.link).first)
    #expect(text.contains(" → 127.0.0.2 does not answer: its machine sleeps or is away"))
    kill(login.client, SIGCONT)
    #expect(try patient.says(.link).first?.hasPrefix("ok: ") == true)
  }

  @Test func `An agent that has died behind a live connection is told`() throws {
    let server = try LoopbackServer(patient)
    let login = try server.login("a", from: "127.0.0.2")
    patient.point(linkTo: login.socket)
    patient.stop(login.agent)
    let text = try #require(try patient.says(.link).first)
    #expect(text.hasPrefix("error: "))
    #expect(text.contains(" → 127.0.0.2: "))
  }

  @Test func `Two people on one account are told; one person twice is not`() throws {
    let server = try LoopbackServer(patient)
    let first = try server.login("a", from: "127.0.0.71")
    _ = try server.login("a", from: "127.0.0.72", agent: first.agentSocket)
    // Other sshds may run here; the two logins with the same keys are not both named, once they have settled: a program
    // that is just being started still has its parent's open files.
    try eventually {
      let before = try patient.says(.account).joined()
      return !(before.contains("127.0.0.71") && before.contains("127.0.0.72"))
    }
    _ = try server.login("b", from: "127.0.0.73")
    let text = try patient.says(.account).joined(separator: "\n")
    #expect(text.contains("machines with keys of their own are logged in"))
    #expect(text.contains("127.0.0.73"))
    #expect(text.contains("if they are several people, each other's keys are used"))
  }
}

@Suite("The account, as the doctor sees it")
struct AccountCheckTests {
  @Test func `Root is told, others are not`() throws {
    let text = try Patient().says(.account).first
    #expect(text?.hasPrefix(geteuid() == 0 ? "info: this is root: " : "ok: one person's") == true)
  }
}
