package import BerthCore
import Glibc

/// Where on this host the doctor looks, and what its own environment says. Tests look elsewhere.
package struct Surroundings {
  /// How the program was called, as its first word says: `berth`, found in PATH, or a path.
  package var program = ProgramWords.name
  /// `SSH_AUTH_SOCK` of the process.
  package var authSock: Bytes?
  /// `$TMUX_TMPDIR`: where tmux keeps its sockets (tmux(1), `-L`).
  package var tmuxFolder: Bytes
  /// Where sshd before OpenSSH 10.1, and ssh-agent, keep theirs: `ssh-XXXXXXXXXX/agent.PID` (ssh-agent(1), FILES).
  package var temporaryFolder = Bytes("/tmp".utf8)
  /// ssh_config(5), FILES.
  package var clientConfig = Bytes("/etc/ssh/ssh_config".utf8)
  /// sshd(8), FILES.
  package var serverConfig = Bytes("/etc/ssh/sshd_config".utf8)
  /// The home of the passwd entry, the only one that ssh and sshd know.
  package var accountHome: Bytes?
  /// `$XDG_RUNTIME_DIR`.
  package var runtimeFolder: Bytes?
  /// Whether it runs in a login that came over the network: sshd sets `SSH_CONNECTION`.
  package var isInSSH: Bool
  /// Whether the installed hook leaves an agent that lives to the shell: `ssh-agent bash` tells in `SSH_AGENT_PID`, and a
  /// shell that is neither a login over the network nor in tmux or screen has its own.
  package var keepsAgent: Bool { hasAgentProcess || !isInSSH && multiplexer == nil }
  /// Whether `SSH_AGENT_PID` is set.
  package var hasAgentProcess: Bool
  /// The login shell's path.
  package var shell: Bytes?
  /// The name of the shell that has called the program; of the login shell, where the system does not tell.
  package var shellName: String
  /// Whether a shell takes commands once the program has ended. One with job control gives each a process group of its
  /// own; what `ssh HOST berth` or cron starts is, with the shell that runs it, the group of the session's leader.
  package var hasShellAfter = getpgrp() != getsid(0)
  /// What the terminal is a pane or window of.
  package var multiplexer: Multiplexer?
  /// Whether there is an sshd here that could read `~/.ssh/rc` and authorized_keys, as its program or configuration
  /// tells. Where there is none, logins come another way, if at all: nothing is said of what sshd does.
  package var hasServer: Bool
  /// Whether the process runs in a terminal of VS Code: it sets `VSCODE_IPC_HOOK_CLI`.
  package var isInVSCode: Bool
  /// Whether it runs in a terminal of a JetBrains IDE: `TERMINAL_EMULATOR=JetBrains-JediTerm`.
  package var isInJetBrains: Bool

  /// What that shell is told variables in.
  package var dialect: ShellDialect { ShellDialect(shellName) }

  /// tmux and screen tell in the variables `TMUX` and `STY`.
  package enum Multiplexer: Hashable, Sendable {
    case tmux
    case screen
  }

  /// Where packages and ports put the program sshd.
  private static let serverPrograms = [
    "/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd", "/run/current-system/sw/bin/sshd",
  ]

  /// Those of this process.
  package init() {
    authSock = HostEnvironment.value("SSH_AUTH_SOCK")
    tmuxFolder = HostEnvironment.value("TMUX_TMPDIR") ?? Bytes("/tmp".utf8)
    accountHome = UserDatabase.own()?.home
    runtimeFolder = HostEnvironment.value("XDG_RUNTIME_DIR")
    isInSSH = HostEnvironment.value("SSH_CONNECTION") != nil
    hasAgentProcess = HostEnvironment.value("SSH_AGENT_PID") != nil
    shell = HostEnvironment.value("SHELL") ?? UserDatabase.own()?.shell
    shellName =
      Self.parentShell
      ?? String(decoding: shell?.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    multiplexer =
      HostEnvironment.value("TMUX") != nil ? .tmux : HostEnvironment.value("STY") != nil ? .screen : nil
    hasServer =
      ([String(decoding: serverConfig, as: UTF8.self)] + Self.serverPrograms).contains {
        access($0, F_OK) == 0
      }
    isInVSCode = HostEnvironment.value("VSCODE_IPC_HOOK_CLI") != nil
    isInJetBrains = HostEnvironment.value("TERMINAL_EMULATOR") == Bytes("JetBrains-JediTerm".utf8)
  }

  /// The name of the program that has started this one, where the system tells and it is a shell.
  private static var parentShell: String? {
    guard let name = PlainFile.read(Bytes("/proc/\(getppid())/comm".utf8)) else { return nil }
    let shell = String(decoding: name[...].trimmed, as: UTF8.self)
    return ["sh", "bash", "zsh", "dash", "ksh", "fish", "csh", "tcsh"].contains(shell) ? shell : nil
  }
}
