package import BerthCore
import Glibc

/// Where on this host the doctor looks, and what its own environment says. Tests look elsewhere.
package struct Surroundings {
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
  /// The login shell's path.
  package var shell: Bytes?
  /// Whether the process runs in a terminal of VS Code: it sets `VSCODE_IPC_HOOK_CLI`.
  package var isInVSCode: Bool
  /// Whether it runs in a terminal of a JetBrains IDE: `TERMINAL_EMULATOR=JetBrains-JediTerm`.
  package var isInJetBrains: Bool

  /// Those of this process.
  package init() {
    authSock = HostEnvironment.value("SSH_AUTH_SOCK")
    tmuxFolder = HostEnvironment.value("TMUX_TMPDIR") ?? Bytes("/tmp".utf8)
    accountHome = UserDatabase.own()?.home
    runtimeFolder = HostEnvironment.value("XDG_RUNTIME_DIR")
    isInSSH = HostEnvironment.value("SSH_CONNECTION") != nil
    shell = HostEnvironment.value("SHELL") ?? UserDatabase.own()?.shell
    isInVSCode = HostEnvironment.value("VSCODE_IPC_HOOK_CLI") != nil
    isInJetBrains = HostEnvironment.value("TERMINAL_EMULATOR") == Bytes("JetBrains-JediTerm".utf8)
  }
}
