import BerthCore
import Glibc

/// Sockets that ended agents and connections have left behind: harmless, but every search passes them.
struct SocketsCheck: Check {
  let examination: Examination

  func findings() -> [Finding] {
    let agents = examination.agents
    let dead = agents.candidates.map(\.path).filter { agents.answer(of: $0).state == .dead(.refused) }
    // In a home that several hosts share, nobody here can tell whether another's agent lives.
    let others = dead.filter(examination.isOfOtherHost).count
    let stale = dead.filter { !examination.isOfOtherHost($0) }
    guard !stale.isEmpty else {
      let besides =
        others == 0 ? "" : "; \(others) of another host's \(others == 1 ? "is" : "are") left alone"
      return [Finding(ok: .sockets, "no leftovers of ended agents\(besides)")]
    }
    return [
      Finding(
        .info, .socketsLeft, "\(counted(stale.count, "leftover socket")) that nobody listens on",
        type: stale.map { .safe("rm \(shellWord(examination.text.shown($0)))") })
    ]
  }
}
