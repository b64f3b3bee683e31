import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("Leftover sockets, as the doctor sees them")
struct SocketsCheckTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  @Test func `Sockets of agents that live are none`() throws {
    _ = try patient.agent("a", keys: 0)
    let (_, asleep) = try patient.agent("b", keys: 0)
    kill(asleep, SIGSTOP)
    #expect(try patient.says(.sockets) == ["ok: no leftovers of ended agents"])
  }

  @Test func `Those that nobody listens on are counted, each with the command that removes exactly it`()
    throws
  {
    let one = try patient.leftover("a")
    let two = try patient.leftover("b")
    let text = try patient.says(.sockets)
    #expect(text.count == 1)
    #expect(text[0].hasPrefix("info: 2 leftover sockets that nobody listens on | rm "))
    #expect(text[0].contains(" | rm \(one)") && text[0].contains(" | rm \(two)"))
  }

  @Test func `Those of another host, which shares the home, are left alone`() throws {
    mkdir("\(patient.home)/.ssh/agent", 0o700)
    let host = try patient.host().gatherFacts().hostname
    let own = "s.\(SocketName.sign(ofHost: host)).sshd.71.def"
    for name in [own, "s.anotherone.sshd.71.def"] {
      let (_, process) = try patient.agent(name, keys: 0, at: "\(patient.home)/.ssh/agent/\(name)")
      patient.stop(process)
    }
    #expect(
      try patient.says(.sockets) == [
        "info: 1 leftover socket that nobody listens on | rm ~/.ssh/agent/\(own)"
      ])
    unlink("\(patient.home)/.ssh/agent/\(own)")
    #expect(
      try patient.says(.sockets) == ["ok: no leftovers of ended agents; 1 of another host's is left alone"])
  }
}
