import BerthCore
import Glibc

/// Whether several people use the account: then the last login's keys become everyone's.
struct AccountCheck: Check {
  let examination: Examination

  func findings() -> [Finding] {
    var findings: [Finding] = []
    if geteuid() == 0 {
      findings.append(
        Finding(
          .info, .accountRoot,
          "this is root: every tool that runs as root can sign with the agent you forward; a key that was added "
            + "with 'ssh-add -c' asks before each use"))
    }
    let people = self.people
    if people.count > 1, examination.profile.isPerKey != true {
      // The profile in use may be older than the variable.
      let knows = examination.isInstalled && examination.profile.isPerKey != nil
      findings.append(
        Finding(
          .info, .accountShared,
          "\(people.count) machines with keys of their own are logged in (\(people.sorted().joined(separator: ", "))): "
            + "if they are several people, each other's keys are used; per_key: true gives each a link of their own",
          type: knows ? [examination.apply(setting: "per_key=true")] : []))
    }
    return findings.isEmpty ? [Finding(ok: .account, "one person's, as far as can be seen")] : findings
  }

  /// The addresses of clients whose agents have no key in common with any other's.
  private var people: [String] {
    var groups: [(client: String, keys: Set<Bytes>)] = []
    for socket in examination.agents.candidates {
      let keys = Set(examination.agents.answer(of: socket.path).state.keys.map(\.blob))
      guard !keys.isEmpty, let client = examination.owner(of: socket.path)?.client else { continue }
      let known = groups.contains { $0.client == client || !$0.keys.isDisjoint(with: keys) }
      if !known { groups.append((client, keys)) }
    }
    return groups.map(\.client)
  }
}
