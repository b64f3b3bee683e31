import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

@Suite("tmux, as the doctor sees it")
struct TmuxCheckTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  private let fix = "export SSH_AUTH_SOCK=~/.ssh/ssh_auth_sock"
  private var socket: String { "\(patient.folder)/tmux/tmux-\(geteuid())/default" }

  private func tmux(_ words: String..., agent: String? = nil) throws {
    try patient.run(["tmux", "-S", socket] + words, environment: ["SSH_AUTH_SOCK": agent, "TERM": "screen"])
  }

  private func expect(_ findings: [String]) throws {
    #expect(try patient.says(.tmux, settlingOn: findings) == findings)
  }

  /// A server with one session, `main`; with what Berth's tmux.conf sets, if it is right.
  private func start(agent: String?, isRight: Bool) throws -> pid_t {
    let process = try patient.start(
      (agent == nil ? ["-u", "SSH_AUTH_SOCK"] : ["SSH_AUTH_SOCK=\(agent ?? "")"])
        + ["TERM=screen", "tmux", "-D", "-f", "/dev/null", "-S", socket])
    try patient.waitForTmux(at: socket)
    if isRight {
      try tmux("set-option", "-g", "update-environment", "DISPLAY")
      try tmux("set-environment", "-g", "SSH_AUTH_SOCK", patient.link)
    }
    try tmux("new-session", "-d", "-s", "main", "exec sleep 600", agent: agent)
    return process
  }

  @Test func `No server is no problem`() throws {
    try expect(["ok: no server runs"])
  }

  @Test func `A server's leftover socket is no server`() throws {
    let process = try start(agent: patient.link, isRight: true)
    patient.stop(process)
    #expect(access(socket, F_OK) == 0)
    // A pane that is just being started holds the socket for a moment more.
    try expect(["ok: no server runs"])
  }

  @Test func `A server that gives every window the link is right`() throws {
    _ = try start(agent: patient.link, isRight: true)
    try expect(["ok: 1 pane, all with the link"])
  }

  @Test func `A server with tmux's own settings is told each fault with its command`() throws {
    try patient.install("tmux")
    _ = try start(agent: "/nonexistent/agent.1", isRight: false)
    try expect(
      [
        "warning: every attach overwrites SSH_AUTH_SOCK (update-environment); new windows get /nonexistent/agent.1; "
          + "session 'main' has /nonexistent/agent.1 | sh ~/.bashrc_agent tmux \(socket)",
        "warning: 1 pane with an old agent: main:0.0 (/nonexistent/agent.1) | \(fix)    # in main:0.0",
      ])
  }

  @Test func `The commands that are said put the server right`() throws {
    _ = try start(agent: "/nonexistent/agent.1", isRight: true)
    try tmux("set-environment", "-t", "main", "SSH_AUTH_SOCK", "/nonexistent/agent.2")
    #expect(try patient.says(.tmux).first?.contains("session 'main' has /nonexistent/agent.2") == true)
    try tmux("set-environment", "-t", "=main", "-u", "SSH_AUTH_SOCK")
    try tmux("respawn-pane", "-k", "-t", "main:0.0", "exec sleep 600")
    try expect(["ok: 1 pane, all with the link"])
  }

  @Test func `A session that takes the variable away is named`() throws {
    _ = try start(agent: patient.link, isRight: true)
    try tmux("set-environment", "-t", "main", "-r", "SSH_AUTH_SOCK")
    try expect(
      ["info: session 'main' takes SSH_AUTH_SOCK away | tmux set-environment -t =main -u SSH_AUTH_SOCK"])
  }

  @Test func `A pane with a socket that still works is no fault yet`() throws {
    let agent = try patient.agent("a").socket
    _ = try start(agent: patient.link, isRight: true)
    try tmux("new-window", "-e", "SSH_AUTH_SOCK=\(agent)", "exec sleep 600")
    try expect(
      [
        "info: 1 pane with a socket that works until its connection ends: main:1.0 | \(fix)    # in main:1.0"
      ])
  }

  @Test func `A server elsewhere is seen, and named by its socket`() throws {
    let elsewhere = "\(patient.folder)/elsewhere"
    let tmux = ["tmux", "-S", elsewhere]
    _ = try patient.start(
      ["SSH_AUTH_SOCK=/nonexistent/agent.1", "TERM=screen"] + tmux + ["-D", "-f", "/dev/null"])
    try patient.waitForTmux(at: elsewhere)
    try patient.run(
      tmux + ["new-session", "-d", "-s", "main", "exec sleep 600"], environment: ["TERM": "screen"])
    let text = try patient.says(.tmux).joined(separator: "\n")
    #expect(text.contains("new windows get /nonexistent/agent.1"))
    #expect(text.contains("tmux -S \(elsewhere) set-environment -g SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock"))
  }

  @Test func `Many panes are counted, and the first three named`() throws {
    _ = try start(agent: patient.link, isRight: true)
    for _ in 0..<5 { try tmux("new-window", "exec env -u SSH_AUTH_SOCK sleep 600") }
    try eventually("env") {
      (try? patient.says(.tmux).first?.contains(
        "5 panes with an old agent: main:1.0 (none), main:2.0 (none), ")) == true
    }
    let text = try #require(try patient.says(.tmux).first)
    #expect(text.contains("main:3.0 (none) and 2 more"))
  }

  @Test func `A shell that has been put right since is known by what it starts`() throws {
    _ = try start(agent: patient.link, isRight: true)
    try tmux(
      "new-window", "-e", "SSH_AUTH_SOCK=/nonexistent/agent.1",
      "export SSH_AUTH_SOCK=\(patient.link); sleep 600; true")
    try expect(["ok: 2 panes, all with the link"])
  }

  @Test func `A shell that read the installed hook puts itself right`() throws {
    try patient.install("base")
    var times = [timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0)]
    utimensat(AT_FDCWD, "\(patient.home)/.bashrc_agent", &times, 0)
    _ = try start(agent: patient.link, isRight: true)
    try tmux("new-window", "-e", "SSH_AUTH_SOCK=/nonexistent/agent.1", "exec bash --norc")
    try expect(["ok: 2 panes, all with the link"])
    // One that is older than the hook has not read it.
    times[1].tv_sec = time(nil) + 1_000
    utimensat(AT_FDCWD, "\(patient.home)/.bashrc_agent", &times, 0)
    #expect(
      try patient.says(.tmux).first?.hasPrefix("warning: 1 pane with an old agent: main:1.0 (/nonexistent/")
        == true)
  }

  @Test func `A server that hangs costs one bound and is told`() throws {
    let process = try start(agent: patient.link, isRight: true)
    kill(process, SIGSTOP)
    var text: [String] = []
    let took = try ContinuousClock().measure { text = try patient.says(.tmux) }
    #expect(text == ["warning: the server at \(socket) does not answer"])
    #expect(took < .seconds(2))
  }
}
