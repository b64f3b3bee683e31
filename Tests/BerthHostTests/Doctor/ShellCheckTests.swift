import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("SSH_AUTH_SOCK of the doctor's own shell")
struct ShellCheckTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  private let relogin = "exit    # and log in again with ssh -A"
  private let fix = "export SSH_AUTH_SOCK=~/.ssh/ssh_auth_sock"

  private func says(_ value: String?) throws -> [String] {
    patient.surroundings.authSock = value.map { Bytes($0.utf8) }
    return try patient.says(.shell)
  }

  @Test func `The link is right`() throws {
    #expect(try says(patient.link) == ["ok: SSH_AUTH_SOCK is the link"])
  }

  @Test func `An unset variable matters only where the link works`() throws {
    #expect(try says(nil) == ["info: SSH_AUTH_SOCK is not set here"])
    patient.point(linkTo: try patient.agent("a").socket)
    #expect(
      try says(nil) == [
        "warning: SSH_AUTH_SOCK is not set here: ssh finds the link, ssh-add does not | \(fix)"
      ])
  }

  @Test func `Another live agent is left alone`() throws {
    let own = try patient.agent("own").socket
    #expect(try says(own) == ["info: SSH_AUTH_SOCK is \(own), an agent of its own that answers"])
    patient.point(linkTo: own)
    #expect(try says(own) == ["info: SSH_AUTH_SOCK is \(own), where the link leads now | \(fix)"])
  }

  @Test func `A dead value is replaced by the link where somebody is behind that`() throws {
    patient.point(linkTo: try patient.agent("a").socket)
    #expect(
      try says("/nonexistent/s") == ["warning: SSH_AUTH_SOCK is /nonexistent/s, which is gone | \(fix)"])
  }

  @Test func `A socket that is gone, refuses or hangs is told`() throws {
    #expect(
      try says("/nonexistent/s") == ["warning: SSH_AUTH_SOCK is /nonexistent/s, which is gone | \(relogin)"])
    let dead = try patient.leftover("dead")
    #expect(try says(dead) == ["warning: SSH_AUTH_SOCK is \(dead): nobody listens there | \(relogin)"])
    let (asleep, process) = try patient.agent("asleep")
    kill(process, SIGSTOP)
    #expect(try says(asleep) == ["warning: SSH_AUTH_SOCK is \(asleep), which does not answer | \(relogin)"])
  }
}
