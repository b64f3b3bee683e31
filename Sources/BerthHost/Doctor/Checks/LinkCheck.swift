import BerthCore
import Glibc

/// The link: where it leads, who listens there, whose agent that is, and whether it answers.
struct LinkCheck: Check {
  let examination: Examination

  private var link: LinkName { examination.link }
  private var text: HomeAbbreviation { examination.text }

  func findings() -> [Finding] { [finding] }

  private var finding: Finding {
    switch examination.place {
    case .absent: absent
    case .noLink(let what):
      Finding(
        .error, .linkDisplaced, "\(link.shown) is \(what), not a symlink; berth leaves it alone",
        type: elsewhere)
    case .foreign(let owner):
      Finding(
        .error, .linkForeign, "\(link.shown) belongs to \(owner)",
        type: [.safe("rm -f \(link.shown)")] + next)
    case .loop(true): broken("is a link to itself")
    case .loop(false): broken("is part of a loop of links")
    case .dangling(let target): dangling(target)
    case .wrongTarget(let target, let what) where what == "a folder" && !SocketName.isForwarded(target):
      Finding(
        .error, .linkDisplaced,
        "\(link.shown) → \(text.shown(target)), which is a folder; berth leaves it alone",
        type: elsewhere)
    case .wrongTarget(let target, let what):
      broken("→ \(text.shown(target)), which is \(what) and not a socket")
    case .stranger(let target, let words):
      Finding(
        .error, .linkToStranger,
        "\(link.shown) → \(text.shown(target)), \(words): it was not asked, and nothing should be",
        type: repair)
    case .unreadable(let reason):
      Finding(.error, .linkUnreadable, "\(link.shown) can't be followed: \(reason)")
    case .socket(let target, let real, let age): socket(target, real, age)
    }
  }

  /// What brings somebody behind a free place.
  private var next: [Advice] { examination.relink().map { [$0] } ?? examination.relogin }

  /// What heals a link that leads nowhere.
  private var repair: [Advice] {
    examination.relink().map { [$0] } ?? [.safe("rm -f \(link.shown)")] + examination.relogin
  }

  /// What gives the link another place: what lies at this one is somebody's, and stays.
  private var elsewhere: [Advice] {
    guard examination.profile.socket != nil, examination.profile.isPerKey != true else { return [] }
    let name = (["berth_auth_sock"] + (2...99).map { "berth_auth_sock.\($0)" }).first { name in
      var status = stat()
      return examination.path(".ssh/\(name)").withCPath { lstat($0, &status) } != 0
    }
    return name.map { [examination.apply(setting: "socket=~/.ssh/\($0)")] } ?? []
  }

  /// Nobody here can be behind the link, and nobody has to be: no agent was forwarded, or the shell has another.
  private var isNobodyExpected: Bool {
    guard examination.agents.best(besides: nil) == nil else { return false }
    return !examination.surroundings.isInSSH
      || examination.surroundings.authSock?.resolvedPath.map {
        examination.agents.answer(of: $0).state.isAlive
      } == true
  }

  private var absent: Finding {
    if examination.profile.isPerKey == true {
      return Finding(
        .info, .linkWaits, "this shell has no link: each person's comes with their next 'ssh -A' to this host"
      )
    }
    guard let relink = examination.relink() else {
      return isNobodyExpected
        ? Finding(.info, .linkWaits, "no live forwarded agent\(coming("the link comes with"))")
        : Finding(
          .error, .agentMissing, "no live forwarded agent; reconnect with ssh -A", type: examination.relogin
        )
    }
    let message = "there is no link at \(link.shown), though an agent answers"
    return examination.isInstalled
      ? Finding(.info, .linkAbsent, "\(message): the next ssh or new shell makes it", type: [relink])
      : Finding(
        .warning, .linkAbsent, "\(message); berth makes it at login",
        type: examination.renewal.advice() + [relink])
  }

  private func dangling(_ target: Bytes) -> Finding {
    let what = "→ \(text.shown(target)), which is gone"
    guard isNobodyExpected else { return broken(what) }
    return Finding(
      .info, .linkWaits,
      "\(link.shown) \(what); no live forwarded agent\(coming("the link moves with"))")
  }

  /// When somebody will be behind it.
  private func coming(_ how: String) -> String {
    examination.surroundings.hasServer
      ? ": \(how) the next 'ssh -A' to this host" : ": no sshd is here to bring one"
  }

  private func broken(_ what: String) -> Finding {
    Finding(.error, .linkBroken, "\(link.shown) \(what)\(alternative(besides: nil))", type: repair)
  }

  private func socket(_ target: Bytes, _ real: Bytes, _ age: Int) -> Finding {
    let answer = examination.agents.answer(of: real)
    let owner = examination.owner(of: real)
    var chain = "\(link.shown) → \(text.shown(target))"
    if target != real { chain += " → \(text.shown(real))" }
    if let owner { chain += " → \(owner.program) \(owner.pid)" }
    if let client = owner?.client { chain += " → \(client)" }
    let mend = examination.relink(besides: real).map { [$0] } ?? examination.relogin
    switch answer.state {
    case .keys(let keys):
      return Finding(
        ok: .link, "\(chain), \(counted(keys.count, "key")), \(Age.text(seconds: age))")
    case .empty:
      return Finding(
        .warning, .agentEmpty, "\(chain): the agent has no keys, \(Age.text(seconds: age))",
        type: [Advice("ssh-add", note: owner?.client.map { "on \($0)" } ?? "where the agent is at home")])
    case .busy:
      return Finding(
        .warning, .agentBusy,
        "\(chain) has the question and has not answered yet: it waits for its person, or is slow")
    case .hung:
      return Finding(
        .error, .agentAsleep,
        "\(chain) does not answer: its machine sleeps or is away\(alternative(besides: real))", type: mend)
    case .dead where examination.isOfOtherHost(real):
      return Finding(
        .error, .linkToOtherHost,
        "\(chain) is a socket of another host, which shares this home; per_host: true gives each a link of its own",
        type: [examination.apply(setting: "per_host=true", by: .doctor)])
    case .dead(let why):
      return Finding(
        .error, .agentDead, "\(chain): \(why.rawValue)\(alternative(besides: real))", type: mend)
    }
  }

  /// Whether there is a way out on this host.
  private func alternative(besides other: Bytes?) -> String {
    guard examination.agents.best(besides: other) == nil else { return "; another agent answers" }
    return examination.relogin.isEmpty
      ? "; no other agent answers" : "; no other agent answers: reconnect with ssh -A"
  }
}
