import BerthCore
import Glibc

/// The link: where it leads, who listens there, whose agent that is, and whether it answers.
struct LinkCheck {
  private let examination: Examination

  init(_ examination: Examination) { self.examination = examination }

  private var link: LinkName { examination.link }
  private var text: HomeShown { examination.text }

  /// What it has to say; never nothing, and the home not yet hidden.
  func findings() -> [Finding] { [finding] }

  private var finding: Finding {
    switch examination.place {
    case .absent: absent
    case .noLink(let what):
      Finding(
        .error, .link, "\(link.shown) is \(what), not a symlink; berth leaves it alone",
        type: ["mv \(link.shown) \(link.shown).mine", relogin])
    case .foreign(let owner):
      Finding(.error, .link, "\(link.shown) belongs to \(owner)", type: ["sudo rm \(link.shown)", relogin])
    case .loop(true): broken("is a link to itself")
    case .loop(false): broken("is part of a loop of links")
    case .dangling(let target): broken("→ \(text.shown(target)), which is gone")
    case .wrongTarget(let target, let what): broken("→ \(text.shown(target)), which is \(what) and no socket")
    case .unreadable(let reason): Finding(.error, .link, "\(link.shown) can't be followed: \(reason)")
    case .socket(let target, let real, let age): socket(target, real, age)
    }
  }

  private var relogin: String { "exit    # and log in again with ssh -A" }

  /// What heals a link that leads nowhere.
  private var repair: [String] {
    examination.relinkCommand.map { [$0] } ?? ["rm \(link.shown)", relogin]
  }

  private var absent: Finding {
    guard let command = examination.relinkCommand else {
      return Finding(.error, .link, "no live forwarded agent; reconnect with ssh -A", type: [relogin])
    }
    let message = "there is no link at \(link.shown), though an agent answers"
    return examination.isInstalled
      ? Finding(.error, .link, message, type: [command])
      : Finding(.warning, .link, "\(message); berth makes it at login", type: ["berth apply", command])
  }

  private func broken(_ what: String) -> Finding {
    Finding(.error, .link, "\(link.shown) \(what)\(alternative(besides: nil))", type: repair)
  }

  private func socket(_ target: Bytes, _ real: Bytes, _ age: Int) -> Finding {
    let answer = examination.agents.answer(of: real)
    let owner = examination.owner(of: real)
    var chain = "\(link.shown) → \(text.shown(target))"
    if target != real { chain += " → \(text.shown(real))" }
    if let owner { chain += " → \(owner.program) \(owner.pid)" }
    if let client = owner?.client { chain += " → \(client)" }
    let others = examination.agents.best(besides: real).map { [relink(to: $0)] }
    switch answer.state {
    case .keys(let keys):
      return Finding(
        .ok, .link, "\(chain), \(keys.count) key\(keys.count == 1 ? "" : "s"), \(Age.text(seconds: age))")
    case .empty:
      return Finding(
        .warning, .link, "\(chain): the agent has no keys, \(Age.text(seconds: age))",
        type: ["ssh-add    # \(owner?.client.map { "on \($0)" } ?? "where the agent is at home")"])
    case .hung:
      return Finding(
        .error, .link, "\(chain) does not answer: its machine sleeps or is away\(alternative(besides: real))",
        type: others ?? [relogin])
    case .dead(let why):
      return Finding(
        .error, .link, "\(chain): \(why.rawValue)\(alternative(besides: real))", type: others ?? [relogin])
    }
  }

  private func relink(to socket: AgentSocket) -> String {
    "ln -sfn \(shellWord(text.shown(socket.path))) \(link.shown)"
  }

  /// Whether there is a way out on this host.
  private func alternative(besides other: Bytes?) -> String {
    let living = examination.agents.alive(besides: other).count
    return living == 0 ? "; no other agent answers: reconnect with ssh -A" : "; another agent answers"
  }
}
