import BerthCore
import Glibc

/// The `SSH_AUTH_SOCK` that a running program carries.
enum CarriedValue {
  /// The link, or put right by the program itself.
  case right
  /// A socket that works now, and goes with its connection.
  case passing(Bytes)
  /// A socket that is gone, or that nobody listens on.
  case old(Bytes)
  /// None at all.
  case unset

  /// What a variable's value means.
  init(_ value: Bytes?, link: LinkName) {
    guard let value, !value.isEmpty else {
      self = .unset
      return
    }
    if value == link.path {
      self = .right
    } else {
      self = SocketTrust(value).isTrusted && AgentRound.accepts(value) ? .passing(value) : .old(value)
    }
  }

  /// What the program in a pane or window carries; nil if nobody may look.
  ///
  /// The kernel shows what a program was *started* with. A shell that has set the variable since is known by what it
  /// has started after that; one that reads the installed hook puts itself right.
  init?(of pid: pid_t, _ examination: Examination) {
    guard ProcessTable.showsEnvironment(of: pid) else { return nil }
    self.init(ProcessTable.variable("SSH_AUTH_SOCK", of: pid), link: examination.link)
    if case .right = self { return }
    let younger = examination.processes.children(of: pid).map(\.pid)
    if younger.contains(where: { ProcessTable.variable("SSH_AUTH_SOCK", of: $0) == examination.link.path })
      || Self.readsHook(pid, examination)
    {
      self = .right
    }
  }

  /// Whether it is an interactive shell that started after the hook was installed.
  private static func readsHook(_ pid: pid_t, _ examination: Examination) -> Bool {
    let script = HomePath(relative: ".bashrc_agent")
    guard let entry = examination.processes.entries[pid], ["bash", "zsh"].contains(entry.name),
      examination.receipt?.entries.contains(where: { $0.path == script }) == true
    else { return false }
    var status = stat()
    return examination.path(script.relative).withCPath { stat($0, &status) } == 0
      && entry.started > status.st_mtim.tv_sec
  }
}

/// The panes or windows of one check, by what they carry.
struct CarriedValues {
  private var passing: [String] = []
  private var broken: [(name: String, why: String)] = []
  private(set) var count = 0

  /// Counts one in.
  mutating func add(_ value: CarriedValue, of name: String, _ text: HomeAbbreviation) {
    count += 1
    switch value {
    case .right: return
    case .passing: passing.append(name)
    case .old(let socket): broken.append((name, "\(name) (\(text.shown(socket)))"))
    case .unset: broken.append((name, "\(name) (none)"))
    }
  }

  /// What there is to say about those that do not carry the link.
  ///
  /// `what`: one of them, in a word: `pane`.
  /// `old`: what those have whose agent is gone.
  /// `later`: what those have whose agent will be.
  /// `fix`: the command that puts a shell in one right.
  func findings(_ what: String, old: Ailment, passing later: Ailment, fix: String) -> [Finding] {
    var findings: [Finding] = []
    if !broken.isEmpty {
      findings.append(
        Finding(
          .warning, old,
          "\(counted(broken.count, what)) with an old agent: \(Self.list(broken.map(\.why)))",
          type: [Advice(fix, note: "in \(broken.map(\.name).joined(separator: ", "))")]))
    }
    if !passing.isEmpty {
      findings.append(
        Finding(
          .info, later,
          "\(counted(passing.count, what)) with a socket that works until its connection ends: \(Self.list(passing))",
          type: [Advice(fix, note: "in \(passing.joined(separator: ", "))")]))
    }
    return findings
  }

  /// The first of them: the table has to fit a screen.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }
}
