import BerthCore
import Glibc

/// Owners and modes that ssh and sshd refuse: "Bad owner or permissions", and sshd_config(5), StrictModes; and whole
/// files of Berth's, which ssh, sshd and the shells run.
struct ModesCheck: Check {
  let examination: Examination

  private static let paths = ["", ".ssh", ".ssh/config", ".ssh/rc", ".ssh/authorized_keys"]

  func findings() -> [Finding] {
    let installed = examination.receipt?.entries.filter { !$0.isBlock } ?? []
    let findings = (Self.paths + installed.map(\.path.relative)).compactMap(finding)
    return findings.isEmpty
      ? [Finding(ok: .modes, "nobody else can write what ssh, sshd and the shells trust")] : findings
  }

  private func finding(_ relative: String) -> Finding? {
    let path = relative.isEmpty ? examination.host.homePath : examination.path(relative)
    let shown = relative.isEmpty ? "~" : "~/\(relative)"
    var status = stat()
    guard path.withCPath({ stat($0, &status) }) == 0 else { return nil }
    let user = geteuid()
    guard status.st_uid == user || status.st_uid == 0 else {
      return Finding(
        .error, .ownerOther,
        "\(shown) belongs to \(UserDatabase.name(of: status.st_uid))\(consequence(relative))",
        type: [Advice("\(user == 0 ? "" : "sudo ")chown \(UserDatabase.name(of: user)) \(shown)")])
    }
    guard status.permissions & 0o022 != 0 else { return nil }
    let fix = [Advice.safe("chmod go-w \(shown)")]
    let mode = octal(status.permissions)
    if status.permissions & 0o002 == 0, Self.isPrivate(status.st_gid, of: user) {
      guard Self.paths.contains(relative) else { return nil }
      return Finding(
        .warning, .modeOpen,
        "\(shown) has mode \(mode): its group is yours alone, which not every OpenSSH accepts", type: fix)
    }
    return Finding(
      .error, .modeOpen, "\(shown) has mode \(mode), so others can write it\(consequence(relative))",
      type: fix)
  }

  private func consequence(_ relative: String) -> String {
    switch relative {
    case ".ssh/config": "; ssh refuses to run"
    case "", ".ssh", ".ssh/authorized_keys":
      examination.surroundings.hasServer ? "; sshd refuses your keys" : ""
    default: "; whoever does runs commands as you"
    }
  }

  /// A group that holds nobody else, as distributions give to every user. Debian's OpenSSH accepts its write bit.
  private static func isPrivate(_ group: gid_t, of user: uid_t) -> Bool {
    guard let account = UserDatabase.entry(of: user), account.group == group,
      let entry = UserDatabase.group(group)
    else { return false }
    return entry.name == account.name && entry.members.allSatisfy { $0 == account.name }
  }
}
