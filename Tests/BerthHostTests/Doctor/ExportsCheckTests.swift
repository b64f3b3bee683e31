import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("Who else sets SSH_AUTH_SOCK, as the doctor sees it")
struct ExportsCheckTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  @Test func `A home where nobody does is right, also with Berth's own blocks`() throws {
    try patient.install()
    #expect(try patient.says(.exports) == ["ok: nobody else sets SSH_AUTH_SOCK"])
  }

  @Test(arguments: [
    (".bashrc", "eval $(keychain --eval id_ed25519)", "brings in keychain"),
    (".zshrc", "export SSH_AUTH_SOCK=$(gpgconf --list-dirs agent-ssh-socket)", "brings in gpg-agent"),
    (".profile", "eval `ssh-agent -s`", "brings in ssh-agent"),
    (".config/fish/config.fish", "set -gx SSH_AUTH_SOCK ~/.1password/agent.sock", "sets SSH_AUTH_SOCK"),
    (".tcshrc", "setenv SSH_AUTH_SOCK /tmp/x", "sets SSH_AUTH_SOCK"),
    (".xprofile", "eval $(gnome-keyring-daemon --start --components=ssh)", "brings in gnome-keyring"),
  ])
  func `A start-up file that does is named by its line`(_ file: String, _ line: String, _ what: String) throws
  {
    mkdir("\(patient.home)/.config", 0o755)
    mkdir("\(patient.home)/.config/fish", 0o755)
    try patient.write("# export SSH_AUTH_SOCK=/comment\n\(line)\n", to: "home/\(file)")
    #expect(
      try patient.says(.exports) == [
        "warning: ~/\(file):2 \(what): shells may get that agent, not the link | ${EDITOR:-vi} +2 ~/\(file)"
      ])
  }

  @Test(arguments: [
    (".ssh/rc", "for s in /tmp/ssh-*; do ln -sf $s ~/.ssh/ssh_auth_sock; done"),
    (".bashrc_agent", "  check || ln -sf ${own} $HOME/.ssh/ssh_auth_sock"),
    (".bash_profile", "test -S $A && /bin/ln -sfn \"$A\" ~/.ssh/ssh_auth_sock && echo"),
  ])
  func `Another who makes the link is named by its line`(_ file: String, _ line: String) throws {
    try patient.write("#!/bin/sh\n\(line)\nln -s a b\n", to: "home/\(file)")
    #expect(
      try patient.says(.exports) == [
        "warning: ~/\(file):2 makes the link as well, whoever is alive behind it | ${EDITOR:-vi} +2 ~/\(file)"
      ])
  }

  @Test func `A line that names the link itself does no harm`() throws {
    try patient.write("setenv SSH_AUTH_SOCK $HOME/.ssh/ssh_auth_sock\n", to: "home/.tcshrc")
    try patient.write("export SSH_AUTH_SOCK=$HOME/.ssh/ssh_auth_sock\n", to: "home/.bashrc")
    #expect(
      try patient.says(.exports) == [
        "info: ~/.bashrc:1 is a recipe's: it gives shells the link even while their own agent is alive"
          + " | berth apply --adopt-recipes", "info: ~/.tcshrc:1 sets SSH_AUTH_SOCK to the link itself",
      ])
  }

  @Test func `gpg-agent's ssh support, its socket, VS Code and JetBrains are told`() throws {
    mkdir("\(patient.home)/.gnupg", 0o700)
    try patient.write("pinentry-program x\nenable-ssh-support\n", to: "home/.gnupg/gpg-agent.conf")
    patient.surroundings.authSock = patient.surroundings.runtimeFolder! + Bytes("/gnupg/S.gpg-agent.ssh".utf8)
    patient.surroundings.isInVSCode = true
    patient.surroundings.isInJetBrains = true
    #expect(
      try patient.says(.exports) == [
        "info: ~/.gnupg/gpg-agent.conf:2 makes gpg-agent an ssh agent as well",
        "info: this terminal is VS Code's, which sets SSH_AUTH_SOCK itself",
        "info: this terminal is a JetBrains IDE's, which may set SSH_AUTH_SOCK itself",
        "info: this shell's SSH_AUTH_SOCK is gpg-agent's",
      ])
  }
}
