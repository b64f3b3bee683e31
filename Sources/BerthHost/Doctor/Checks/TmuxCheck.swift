import BerthCore
import Glibc

/// Which panes of running tmux servers still carry an old agent, and whether new windows get the link.
struct TmuxCheck: Check {
  let examination: Examination

  /// For all servers together, in milliseconds.
  private static let limit = 1_500

  func findings() -> [Finding] {
    // Several servers that hang must not take the time of the checks that follow.
    if examination.profile.isPerKey == true {
      return [Finding(ok: .tmux, "sessions keep the link of who started them")]
    }
    let deadline = Deadline(in: Self.limit)
    let usual = TmuxServer.all(examination, until: deadline)
    let (unusual, lost) = TmuxServer.others(than: usual, examination, until: deadline)
    let servers = usual + unusual
    guard !servers.isEmpty || !lost.isEmpty else { return [none] }
    var findings = lost.map(withoutSocket)
    var panes = CarriedValues()
    for (asked, server) in servers.enumerated() {
      guard !deadline.isOver else {
        let left = servers.count - asked
        findings.append(
          Finding(
            .info, .tmuxNotAsked,
            "\(left) more server\(left == 1 ? " was" : "s were") not asked: there was no time"))
        break
      }
      guard let state = server.state() else {
        let name = examination.text.shown(server.socket)
        let isMissing = server.isWithoutProgram
        findings.append(
          Finding(
            isMissing ? .info : .warning, .tmuxSilent,
            isMissing ? "the program tmux is not in PATH" : "the server at \(name) does not answer"))
        continue
      }
      findings += newWindows(server, state)
      let isOnly = servers.count == 1
      for pane in state.panes {
        guard let value = CarriedValue(of: pane.pid, examination) else { continue }
        panes.add(value, of: isOnly ? pane.name : "\(pane.name)\(server.option)", examination.text)
      }
    }
    findings += panes.findings(
      "pane", old: .tmuxPanesOld, passing: .tmuxPanesPassing, fix: examination.exportCommand)
    guard findings.isEmpty else { return findings }
    return [Finding(ok: .tmux, "\(counted(panes.count, "pane")), all with the link")]
  }

  /// Without a process table nobody can tell what listens elsewhere.
  private var none: Finding {
    examination.processes.entries.isEmpty
      ? Finding(
        ok: .tmux, "no server listens in \(examination.text.shown(examination.surroundings.tmuxFolder))")
      : Finding(ok: .tmux, "no server runs")
  }

  /// tmux(1), `-L`: the signal makes a server create its socket anew.
  private func withoutSocket(_ server: pid_t) -> Finding {
    Finding(
      .warning, .tmuxWithoutSocket, "the socket of the server \(server) is gone: nobody can attach to it",
      type: [.safe("kill -USR1 \(server)")])
  }

  /// What a window that is opened now would get.
  private func newWindows(_ server: TmuxServer, _ state: TmuxServer.State) -> [Finding] {
    var problems: [String] = []
    var commands: [Advice] = []
    let tmux = "tmux\(server.option)"
    if state.updates.contains("SSH_AUTH_SOCK") {
      problems.append("every attach overwrites SSH_AUTH_SOCK (update-environment)")
      commands += examination.isInstalled ? [] : examination.renewal.advice()
      commands.append(script(server))
    }
    if state.global != examination.link.path {
      let value = state.global.map { examination.text.shown($0) } ?? "none"
      problems.append("new windows get \(value)")
      commands.append(.safe("\(tmux) set-environment -g SSH_AUTH_SOCK \(examination.link.shown)"))
    }
    let entries = server.entries(of: state.sessions)
    for session in state.sessions {
      switch entries[session.id] {
      case .value(examination.link.path), nil: continue
      case .value(let value):
        problems.append("session '\(session.name)' has \(examination.text.shown(value))")
      case .removed: problems.append("session '\(session.name)' takes SSH_AUTH_SOCK away")
      }
      commands.append(.safe("\(tmux) set-environment -t \(shellWord("=" + session.name)) -u SSH_AUTH_SOCK"))
    }
    guard !problems.isEmpty else { return [] }
    let shown = problems.prefix(3).joined(separator: "; ")
    let more = problems.count > 3 ? " and \(problems.count - 3) more" : ""
    return [
      Finding(
        examination.isInstalled ? .warning : .info, .tmuxGivesOther, "\(shown)\(more)",
        type: isOurs ? [script(server)] : commands)
    ]
  }

  /// What does all of that, and keeps it so, where it is installed.
  private func script(_ server: TmuxServer) -> Advice { .safe("sh ~/.bashrc_agent tmux \(server.word)") }

  /// Whether Berth's block is in the configuration that a server reads, and the script is Berth's.
  private var isOurs: Bool {
    [".tmux.conf", ".bashrc_agent"].allSatisfy { name in
      examination.receipt?.entries.contains { $0.path.relative == name } == true
    }
  }
}

extension TmuxServer {
  /// Whether there is no program to ask it with.
  fileprivate var isWithoutProgram: Bool {
    BoundedProcess(["tmux", "-V"], limit: Doctor.probeLimit).run().end == .notStarted(ENOENT)
  }
}
