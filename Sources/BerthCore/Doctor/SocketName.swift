/// The name that OpenSSH 10.1 and later gives an agent's socket in `~/.ssh/agent`: `s.HOST.sshd.PID.RANDOM`, or
/// `.local.` or `.agent.` for ssh-agent's own. A home may be shared, a socket is one host's.
///
/// Source: openssh-portable, misc-agent.c, `hostname_hash` and `agent_socket_template`.
package struct SocketName {
  /// What stands for the host; nil in any other name.
  package let host: String?

  /// - Parameter path: its last component counts.
  package init(_ path: Bytes) {
    let name = path.split(separator: UInt8(ascii: "/")).last ?? []
    let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    host =
      parts.count > 3 && parts[0].elementsEqual("s".utf8) ? String(decoding: parts[1], as: UTF8.self) : nil
  }

  /// Whether it is a path at which OpenSSH puts a forwarded agent's socket: before 10.1 in a folder of `/tmp`
  /// (sshd(8), ENVIRONMENT), since then in `~/.ssh/agent`.
  package static func isForwarded(_ path: Bytes) -> Bool {
    let parts = path.split(separator: UInt8(ascii: "/"))
    guard parts.count > 1 else { return false }
    let (folder, name) = (parts[parts.count - 2], parts[parts.count - 1])
    return folder.starts(with: "ssh-".utf8) && name.starts(with: "agent.".utf8)
      || folder.elementsEqual("agent".utf8) && name.starts(with: "s.".utf8)
  }

  /// What stands for a host of this name, as gethostname(2) gives it.
  package static func sign(ofHost name: String) -> String {
    let signs = Bytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
    let digest = SHA512.digest(of: Bytes(name.utf8)).prefix(10)
    return String(decoding: digest.map { signs[Int($0) % signs.count] }, as: UTF8.self)
  }
}
