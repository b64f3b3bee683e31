import TestSupport

/// What `ssh -G` says of some hosts: every option as it would be used for them.
///
/// Nothing that a configuration names is ever run. `ssh -G` connects to nobody; the one thing it starts is the
/// command of a `Match exec`, by `$SHELL -c` (ssh_config(5)): the shell here is `/bin/true` or `/bin/false`, which
/// run nothing, and between them give both answers. Names are not looked up either.
struct SSHAnswers {
  /// By host and shell.
  private(set) var answers: [Question: Answer] = [:]

  /// For whom, and what every `Match exec` says.
  struct Question: Hashable {
    let host: String
    let matches: Bool
  }

  /// What ssh says.
  struct Answer: Equatable {
    let status: Int32
    /// All lines but those of IdentityAgent.
    var options: Text = []
    /// The lines of IdentityAgent.
    var agents: [Text] = []
    let errors: Text
  }

  /// `config`: the file's path: messages have it.
  /// `text`: what it holds.
  init(ssh: String, config: String, text: Text, hosts: [String], home: String, usesExec: Bool) {
    for (index, host) in hosts.enumerated() {
      for matches in usesExec && index % 2 == 0 ? [true, false] : [true] {
        var options = ["-G", "-F", config, "-o", "IgnoreUnknown=usekeychain"]
        if text.mentions("canonical") { options += ["-o", "CanonicalizeHostname=no"] }
        let outcome = Command([ssh] + options + [host]).env([
          "HOME": home, "PATH": "/nonexistent", "SHELL": matches ? "/bin/true" : "/bin/false",
        ]).run()
        var answer = Answer(status: outcome.status, errors: outcome.errors)
        for line in outcome.out.lines {
          if line.starts(with: Text("identityagent ")) {
            answer.agents.append(line)
          } else {
            answer.options += line
          }
        }
        answers[Question(host: host, matches: matches)] = answer
      }
    }
  }

  /// The answer for a host, where every `Match exec` says so.
  func answer(_ host: String, matches: Bool) -> Answer? {
    answers[Question(host: host, matches: matches)] ?? answers[Question(host: host, matches: true)]
  }

  /// How answers with a block differ from those without, one line each. An agent that the user names stays; where
  /// there is none, ours comes in when `Match exec` says yes.
  ///
  /// `before`: the answers without it.
  func differences(from before: SSHAnswers) -> [String] {
    answers.keys.sorted { $0.host < $1.host }.compactMap { question in
      guard let new = answers[question], let old = before.answer(question.host, matches: question.matches)
      else {
        return nil
      }
      let title = "ssh -G \(question.host), exec \(question.matches)"
      if new.status != old.status {
        return "\(title): status \(old.status) became \(new.status): \(new.errors.shown)"
      }
      // A file that ssh refuses is refused as before; how many of its lines are wrong may differ.
      if new.status == 0, new.errors != old.errors {
        return "\(title): says \(new.errors.shown) instead of \(old.errors.shown)"
      }
      if new.options != old.options { return "\(title): \(Self.difference(old.options, new.options))" }
      guard new.status == 0 else { return nil }
      if !old.agents.isEmpty, new.agents != old.agents { return "\(title): the user's agent is overruled" }
      if old.agents.isEmpty, question.matches, new.agents.isEmpty { return "\(title): ours is not used" }
      return nil
    }
  }

  /// Whether every option but IdentityAgent is the same, and no agent that the user names is another.
  func isSame(as other: SSHAnswers) -> Bool {
    answers.allSatisfy { question, answer in
      guard let old = other.answers[question] else { return false }
      return answer.status == old.status && answer.options == old.options
        && answer.agents.filter { !$0.mentions("ssh/") } == old.agents.filter { !$0.mentions("ssh/") }
    }
  }

  private static func difference(_ old: Text, _ new: Text) -> String {
    for (old, new) in zip(old.lines, new.lines) where old != new {
      return "'\(old.shown.dropLast())' became '\(new.shown.dropLast())'"
    }
    return "other lines"
  }

  /// Names to ask for: some that the file's own patterns match, and two that it has never heard of.
  static func hosts(in config: Text, with random: inout SeededGenerator) -> [String] {
    var names: [String] = []
    for line in config.lines {
      let words = line.shown.split { " \t\r\n=\",".contains($0) }.map(String.init)
      guard let first = words.first?.lowercased(), first == "host" || first == "match" else { continue }
      for word in words.dropFirst() {
        var name = ""
        for character in word where character != "!" {
          name += character == "*" ? "x1" : character == "?" ? "q" : String(character)
        }
        let isHost = name.utf8.allSatisfy { byte in
          byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        if isHost, !name.isEmpty, !name.hasPrefix("-"), !names.contains(name) { names.append(name) }
      }
    }
    names.shuffle(using: &random)
    var hosts = Array(names.prefix(2))
    // A section with an agent of its own is what ours could get in the way of.
    if config.mentions("own.agent.example") { hosts.append("own.agent.example") }
    while hosts.count < 4 {
      hosts.append("unheard\(Int.random(in: 0..<100_000, using: &random)).example.org")
    }
    return hosts
  }
}
