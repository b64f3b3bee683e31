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

  @Test func `Those in ~/.ssh/agent are ssh-agent's to clean, where it can`() throws {
    mkdir("\(patient.home)/.ssh/agent", 0o700)
    let (socket, process) = try patient.agent("a", keys: 0, at: "\(patient.home)/.ssh/agent/s.abc.sshd.def")
    patient.stop(process)
    #expect(access(socket, F_OK) == 0)
    let version = BoundedProcess(["ssh", "-V"], limit: 5_000).run().errors
    let major = Int(String(decoding: version, as: UTF8.self).dropFirst(8).prefix { $0.isNumber }) ?? 0
    let fix =
      major > 10
      ? "ssh-agent -u    # those in ~/.ssh/agent that are an hour old" : "rm ~/.ssh/agent/s.abc.sshd.def"
    guard major != 10 else { return }
    #expect(try patient.says(.sockets) == ["info: 1 leftover socket that nobody listens on | \(fix)"])
  }
}
