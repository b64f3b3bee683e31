import BerthCore
import Glibc

/// Sockets that ended agents and connections have left behind: harmless, but every search passes them.
struct SocketsCheck {
  private let examination: Examination

  init(_ examination: Examination) { self.examination = examination }

  /// What it has to say; never nothing, and the home not yet hidden.
  func findings() -> [Finding] {
    let agents = examination.agents
    let stale = agents.candidates.map(\.path).filter { agents.answer(of: $0).state == .dead(.refused) }
    guard !stale.isEmpty else { return [Finding(.ok, .sockets, "no leftovers of ended agents")] }
    let folder = examination.path(".ssh/agent/")
    let canonical = examination.host.home.canonical + Bytes("/.ssh/agent/".utf8)
    let inHome = stale.filter { $0.starts(with: folder) || $0.starts(with: canonical) }
    let byAgent = !inHome.isEmpty && cleans
    var commands: [String] = byAgent ? ["ssh-agent -u    # those in ~/.ssh/agent that are an hour old"] : []
    for path in stale where !(byAgent && inHome.contains(path)) {
      commands.append("rm \(shellWord(examination.text.shown(path)))")
    }
    let count = stale.count
    return [
      Finding(
        .info, .sockets, "\(count) leftover socket\(count == 1 ? "" : "s") that nobody listens on",
        type: commands)
    ]
  }

  /// Whether `ssh-agent -u` is there: since OpenSSH 10.1.
  private var cleans: Bool {
    // `OpenSSH_10.2p1, OpenSSL …`, on standard error.
    let outcome = examination.run(["ssh", "-V"])
    let text = String(decoding: outcome.errors + outcome.output, as: UTF8.self)
    guard text.hasPrefix("OpenSSH_") else { return false }
    let numbers = text.dropFirst(8).prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap {
      Int($0)
    }
    guard let major = numbers.first else { return false }
    return (major, numbers.count > 1 ? numbers[1] : 0) >= (10, 1)
  }
}
