import Glibc
import TestSupport

/// Law 5: the programs that read the dotfiles answer as before.
extension HomeWalk {
  /// What they said before anything was installed.
  struct Asked {
    var config: Text
    var hosts: [String]
    var ssh: SSHAnswers?
    /// With a line added at the end.
    var appended: SSHAnswers?
    var syntax: SyntaxAnswers
  }

  /// A line that somebody may add to their ssh_config.
  private static let lateLine = Text("\tPort 2299\n")

  /// Asks all of them.
  mutating func ask() -> Asked {
    let config = Disk.read("\(home)/.ssh/config") ?? []
    let hosts = SSHAnswers.hosts(in: config, with: &random)
    return Asked(
      config: config, hosts: hosts, ssh: askSSH(config, hosts, bothWays: true),
      appended: askSSH(Self.appended(to: config), [hosts[0]]),
      syntax: SyntaxAnswers(home: home, tmux: tools.tmux))
  }

  /// Asks again, and compares.
  mutating func holdAnswers(_ asked: Asked) {
    let config = Disk.read("\(home)/.ssh/config") ?? []
    if let old = asked.ssh, let new = askSSH(config, asked.hosts, bothWays: true) {
      for difference in new.differences(from: old) { report(.answersAsBefore, difference) }
    }
    // Where the block says that what comes below is for nobody, it is.
    if !config.mentions("\nHost !*"), let old = asked.appended,
      let new = askSSH(Self.appended(to: config), [asked.hosts[0]])
    {
      for difference in new.differences(from: old) {
        report(.answersAsBefore, "with a line added at the end: \(difference)")
      }
    }
    let syntax = SyntaxAnswers(home: home, tmux: tools.tmux)
    tally.syntaxAnswers += syntax.answers.count
    for difference in syntax.differences(from: asked.syntax) { report(.answersAsBefore, difference) }
  }

  /// What ssh says of a text, which is put beside the home, always at the same place: messages name the file.
  ///
  /// `bothWays`: for some hosts also with every `Match exec` saying no, if the text has any.
  mutating func askSSH(_ text: Text, _ hosts: [String], bothWays: Bool = false) -> SSHAnswers? {
    guard let ssh = tools.ssh else { return nil }
    let file = home + ".ssh_config"
    Disk.write(text, to: file)
    let answers = SSHAnswers(
      ssh: ssh, config: file, text: text, hosts: hosts, home: home,
      usesExec: bothWays && text.mentions("exec"))
    tally.sshAnswers += answers.answers.count
    return answers
  }

  private static func appended(to text: Text) -> Text {
    text + (text.isTerminated ? [] : [0x0a]) + lateLine
  }
}
