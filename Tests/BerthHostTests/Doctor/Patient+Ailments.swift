import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

/// How an ailment is cured.
enum Cure {
  /// By all of its advice, typed into a shell.
  case typed
  /// By nothing that could be typed: no advice may be printed for it.
  case nothing
  /// By hands, or in a place, that this test does not have; which ones.
  case elsewhere(String)
}

extension Patient {
  /// Makes everything so that the doctor finds an ailment. There is no `default` here: a new one needs a cure.
  func fall(illWith ailment: Ailment) throws -> Cure {
    switch ailment {
    case .nothingInstalled: return .typed
    case .targetsDeleted:
      try install("base", settings: ["policy": "newest"])
      try write("# mine\n", to: "home/.bashrc", mode: 0o644)
      unlink("\(home)/.ssh/rc")
      return .typed
    case .targetsEdited:
      try install("base")
      try write("# mine\n", to: "home/.bashrc_agent", mode: 0o644)
      return .typed
    case .runInterrupted:
      try install("base")
      // When it gives the first file back.
      _ = command(
        Strace.injecting("renameat:signal=KILL:when=2") + [Built.berth, "uninstall", "--yes"],
        ["XDG_STATE_HOME": nil]
      ).run()
      return .typed
    case .runAtWork: return .elsewhere("it passes")
    case .stateOpen:
      try install("base")
      chmod("\(home)/.local/state/berth", 0o755)
      return .typed
    case .stateDamaged:
      try install("base")
      try write("{", to: "home/.local/state/berth/receipt.json")
      return .typed
    case .stateUnreadable:
      try write("mine\n", to: "home/.local")
      mkdir("\(home)/other", 0o700)
      unlink("\(home)/.local")
      mkdir("\(home)/.local", 0o700)
      mkdir("\(home)/.local/state", 0o700)
      symlink("\(home)/other", "\(home)/.local/state/berth")
      return .nothing
    case .profileUnreadable:
      try write("version: 1\nfiles:\n  - path: ~/.one\n    template: one\n", to: "home/mine.yaml")
      try write("one\n", to: "home/one")
      try install("\(home)/mine.yaml")
      unlink("\(home)/mine.yaml")
      return .typed

    case .linkAbsent:
      try install("base")
      _ = try agent("a")
      return .typed
    case .linkWaits:
      surroundings.isInSSH = false
      return .nothing
    case .linkBroken:
      point(linkTo: "ssh_auth_sock")
      return .typed
    case .linkDisplaced:
      _ = try agent("a")
      try write("", to: "home/.ssh/ssh_auth_sock")
      return .typed
    case .linkForeign:
      guard geteuid() == 0 else { return .elsewhere("only root can give a link away") }
      point(linkTo: "/nonexistent")
      lchown(link, 65_534, 65_534)
      return .typed
    case .linkToStranger:
      guard geteuid() == 0 else { return .elsewhere("only root can give a socket away") }
      let socket = try agent("a").socket
      chown(socket, 65_534, 65_534)
      point(linkTo: socket)
      return .typed
    case .linkToOtherHost:
      try install("base")
      mkdir("\(home)/.ssh/agent", 0o700)
      let (socket, process) = try agent("a", keys: 0, at: "\(home)/.ssh/agent/s.anotherone.sshd.7.abc")
      stop(process)
      point(linkTo: socket)
      return .typed
    case .linkUnreadable:
      point(linkTo: String(repeating: "l", count: 300))
      return .nothing
    case .agentMissing: return .elsewhere("a new login")
    case .agentEmpty: return .elsewhere("typed where the agent is at home")
    case .agentBusy:
      point(linkTo: try listener("slow", answering: nil))
      return .nothing
    case .agentAsleep:
      let (socket, process) = try agent("asleep")
      _ = try agent("awake")
      kill(process, SIGSTOP)
      point(linkTo: socket)
      return .typed
    case .agentDead:
      point(linkTo: try leftover("dead"))
      _ = try agent("alive")
      return .typed

    case .variableUnset, .variableDead, .variableBehindLink:
      let socket = try agent("a").socket
      point(linkTo: socket)
      let values: [Ailment: String] = [.variableDead: "/nonexistent/s", .variableBehindLink: socket]
      surroundings.authSock = values[ailment].map { Bytes($0.utf8) }
      return .typed
    case .variableOther:
      surroundings.authSock = Bytes(try agent("own").socket.utf8)
      return .nothing

    case .scriptNotRead:
      try install("base")
      try run(["sed", "-i", "1i eval \"$(echo return)\"", "\(home)/.bashrc"])
      return .typed
    case .promptNotHooked:
      try install("base")
      try run(["sh", "-c", "echo 'unset PROMPT_COMMAND' >>~/.bashrc"])
      return .typed
    case .promptNotPossible:
      try install("base")
      try run(["sed", "-i", "1i readonly PROMPT_COMMAND=date", "\(home)/.bashrc"])
      return .nothing
    case .promptNotAsked:
      try install("base")
      surroundings.shell = Bytes("/bin/tcsh".utf8)
      return .nothing

    case .tmuxGivesOther:
      try install("tmux")
      try tmuxServer(at: "tmux/tmux-\(geteuid())/default")
      return .typed
    case .tmuxWithoutSocket:
      try tmuxServer(at: "elsewhere")
      unlink("\(folder)/elsewhere")
      return .typed
    case .tmuxPanesOld, .tmuxPanesPassing: return .elsewhere("typed in the pane")
    case .tmuxSilent, .tmuxNotAsked: return .elsewhere("a server that hangs is the user's to end")
    case .screenWindowsOld, .screenWindowsPassing: return .elsewhere("typed in the window")
    case .screenNotAsked: return .elsewhere("/proc is root's to mount; Tests/alone has none")

    case .rcAbsent:
      try install("base")
      unlink("\(home)/.ssh/rc")
      return .typed
    case .rcUnusable:
      try install("base")
      unlink("\(home)/.ssh/rc")
      mkdir("\(home)/.ssh/rc", 0o700)
      return .nothing
    case .rcBroken:
      try write("true\n)\n", to: "home/.ssh/rc")
      return .typed
    case .rcNotChecked: return .elsewhere("it takes a machine that is too busy")
    case .rcHomeHasBlank:
      try write("true\n", to: "home/.ssh/rc")
      surroundings.accountHome = Bytes("/home/two words".utf8)
      return .nothing
    case .serverRunsNoRC:
      try write("PermitUserRC no\n", to: "sshd_config")
      return .nothing
    case .serverForwardsNone:
      try write("AllowAgentForwarding no\n", to: "sshd_config")
      return .nothing
    case .serverUnreadable: return .elsewhere("root may read everything")
    case .keyRestricted:
      try write("restrict ssh-ed25519 AAAA b\n", to: "home/.ssh/authorized_keys")
      return .nothing

    case .sshRefuses:
      try useOwnSSHConfig("Host a\nBogus yes\n")
      return .typed
    case .sshSilent: return .elsewhere("it takes an ssh that hangs")
    case .identityAgentUnset:
      try useOwnSSHConfig("Host a\n")
      return .typed
    case .identityAgentOther:
      try useOwnSSHConfig("IdentityAgent /nonexistent/agent.sock\n")
      try install("base")
      return .typed
    case .identityAgentAsleep: return .elsewhere("ssh reads the note in the account's home alone")
    case .homeOther:
      try useOwnSSHConfig("")
      return .nothing

    case .exportOther:
      try write("eval $(ssh-agent)\n", to: "home/.profile", mode: 0o644)
      return .typed
    case .exportLink:
      try write("setenv SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock\n", to: "home/.tcshrc", mode: 0o644)
      return .nothing
    case .exportProgram:
      surroundings.isInVSCode = true
      return .nothing
    case .recipe:
      try install("base")
      try run(["sh", "-c", "echo 'ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock' >>~/.ssh/rc"])
      return .typed
    case .linkWriter:
      try write("true\nfind /tmp -exec ln -sf {} ~/.ssh/ssh_auth_sock ';'\n", to: "home/.ssh/rc")
      return .typed

    case .modeOpen:
      chmod("\(home)/.ssh", 0o777)
      return .typed
    case .ownerOther:
      guard geteuid() == 0 else { return .elsewhere("only root can give a file away") }
      try write("", to: "home/.ssh/config")
      chown("\(home)/.ssh/config", 65_534, 65_534)
      return .typed
    case .accountRoot: return geteuid() == 0 ? .nothing : .elsewhere("only root is root")
    case .accountShared: return .elsewhere("it takes two people")
    case .socketsLeft:
      _ = try leftover("a")
      return .typed
    }
  }

  /// Types commands into a shell, as they are printed: what a person would answer berth, an editor and sudo with, this
  /// shell answers by itself. The editor deletes the line that it is put on, or puts there what the note says.
  ///
  /// - Returns: what they have said on standard error.
  @discardableResult
  func type(_ commands: [String]) throws -> String {
    let line = commands.first?.split(separator: "before all else there: ").dropFirst().first
    try write(line.map { "\($0)\n" } ?? "", to: "line")
    try write(
      """
      #!/bin/sh
      test -s \(folder)/line || exec sed -i "${1#+}d" "$2"
      cat \(folder)/line "$2" >\(folder)/text && cat \(folder)/text >"$2"

      """, to: "editor", mode: 0o700)
    let own = """
      exec 2>\(folder)/said
      berth() { \(Built.berth) "$@" --yes; }
      sudo() { "$@"; }
      EDITOR=\(folder)/editor
      trap 'echo "now: $SSH_AUTH_SOCK"' EXIT

      """
    let said = try run(
      ["sh", "-c", own + commands.joined(separator: "\n")],
      environment: [
        "SSH_AUTH_SOCK": surroundings.authSock.map { String(decoding: $0, as: UTF8.self) },
        "SHELL": "/bin/bash",
        "XDG_STATE_HOME": nil, "TMUX_TMPDIR": "\(folder)/tmux",
      ])
    let now = said.split(separator: "now: ", omittingEmptySubsequences: false).last?.dropLast() ?? ""
    surroundings.authSock = now.isEmpty ? nil : Bytes(now.utf8)
    return Disk.text("\(folder)/said")
  }

  /// What an advice would take away, or aside, that is the user's: nil if nothing.
  func loss(by advice: Advice) -> String? {
    let words = advice.command.split(separator: " ").map(String.init)
    guard let first = words.first, ["rm", "mv", "rmdir", "unlink"].contains(first) else { return nil }
    let places = words.dropFirst().filter { !$0.hasPrefix("-") }
    return (first == "mv" ? Array(places.dropLast()) : places).first { place in
      let path = place.hasPrefix("~/") ? home + place.dropFirst() : place
      if path == "\(home)/.local/state/berth" { return false }
      var status = stat()
      guard lstat(path, &status) == 0 else { return false }
      let isDeadSocket = status.st_mode & S_IFMT == S_IFSOCK && UnixSocket(path)?.connects != true
      return status.st_mode & S_IFMT != S_IFLNK && !isDeadSocket
    }
  }

  /// A server with a session whose agent is gone.
  private func tmuxServer(at path: String) throws {
    let socket = "\(folder)/\(path)"
    _ = try start(
      ["SSH_AUTH_SOCK=/nonexistent/agent.1", "TERM=screen", "tmux", "-D", "-f", "/dev/null", "-S", socket])
    try waitForTmux(at: socket)
    try run(
      ["tmux", "-S", socket, "new-session", "-d", "exec sleep 600"],
      environment: ["SSH_AUTH_SOCK": "/nonexistent/agent.1", "TERM": "screen"])
  }

  /// ssh reads the configuration of the account's home, unless it is told of another.
  private func useOwnSSHConfig(_ text: String) throws {
    surroundings.accountHome = Bytes(String(cString: getpwuid(geteuid()).pointee.pw_dir).utf8)
    if !text.isEmpty { try write(text, to: "home/.ssh/config") }
  }
}
