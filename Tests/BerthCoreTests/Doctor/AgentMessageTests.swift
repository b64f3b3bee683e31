import BerthCore
import Testing

@Suite("The ssh agent's answer")
struct AgentMessageTests {
  private func framed(_ body: Bytes) -> Bytes { [0, 0, 0, UInt8(body.count)] + body }

  private let twoKeys: Bytes =
    [12, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 1, 0x61, 0, 0, 0, 1, 9, 0, 0, 0, 0]

  @Test func `Its keys are read with their comments`() {
    #expect(
      AgentMessage.state(answer: framed(twoKeys))
        == .keys([AgentKey(blob: [1, 2, 3], comment: "a"), AgentKey(blob: [9], comment: "")]))
  }

  @Test func `No keys is alive, a failure is dead`() {
    #expect(AgentMessage.state(answer: framed([12, 0, 0, 0, 0])) == .empty)
    #expect(AgentMessage.state(answer: framed([5])) == .dead(.failed))
  }

  @Test func `Until it is whole it is none`() {
    let whole = framed(twoKeys)
    for count in whole.indices { #expect(AgentMessage.state(answer: Bytes(whole[..<count])) == nil) }
  }

  @Test(
    arguments: [
      [0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff, 12], [0, 0, 0, 5, 12, 0xff, 0xff, 0xff, 0xff],
      [0, 0, 0, 9, 12, 0, 0, 0, 1, 0, 0, 0, 99], [0, 0, 0, 1, 12],
    ] as [Bytes])
  func `What lies about its lengths is dead`(_ bytes: Bytes) {
    #expect(AgentMessage.state(answer: bytes) == .dead(.failed))
  }

  @Test func `Whoever answers is alive, and only those with keys have some`() {
    #expect(AgentState.empty.isAlive && AgentState.keys([]).isAlive)
    #expect(!AgentState.hung.isAlive && !AgentState.dead(.refused).isAlive)
    #expect(AgentState.empty.keys.isEmpty && AgentState.hung.keys.isEmpty)
  }
}
