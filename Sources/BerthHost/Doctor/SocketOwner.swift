import BerthCore
import Glibc

/// Who listens on an agent's socket.
struct SocketOwner: Hashable {
  let pid: pid_t
  /// The name of its program: `sshd`, `sshd-session`, `ssh-agent`.
  let program: String
  /// The address of the machine that the connection came from, if it is an sshd's.
  let client: String?
}

/// Finds who listens on a socket.
struct SocketOwners {
  private let processes: ProcessTable
  private let listening: UnixSocketTable

  init(_ processes: ProcessTable) {
    self.processes = processes
    let path = Bytes("/proc/net/unix".utf8)
    let text = try? Descriptor.open(rawPath: path, O_RDONLY, shownAs: "").readAll(expecting: 65_536)
    listening = UnixSocketTable(text ?? [])
  }

  /// `path`: without symlinks.
  /// `listener`: the process that made the socket, as the socket itself tells.
  func owner(of path: Bytes, listener: pid_t?) -> SocketOwner? {
    if let listener, let entry = processes.entries[listener], entry.name.hasPrefix("ssh") {
      return owner(entry)
    }
    let inodes = Set(listening.inodes[path] ?? [])
    guard !inodes.isEmpty else { return nil }
    return processes.entries.values.first { !sockets(openIn: $0.pid).isDisjoint(with: inodes) }.map(owner)
  }

  /// The sockets that a process listens on, as it has named them.
  func sockets(heldBy pid: pid_t) -> [Bytes] {
    let open = sockets(openIn: pid)
    return listening.inodes.filter { !open.isDisjoint(with: $0.value) }.map(\.key)
  }

  private func owner(_ entry: ProcessEntry) -> SocketOwner {
    SocketOwner(
      pid: entry.pid, program: entry.name, client: entry.name.hasPrefix("sshd") ? client(of: entry.pid) : nil)
  }

  /// sshd(8), ENVIRONMENT: `SSH_CONNECTION` is the client's address and port, and the server's. sshd hides its own
  /// files even from its user; what it has started does not.
  private func client(of server: pid_t) -> String? {
    for entry in processes.descendants(of: server) {
      guard let value = ProcessTable.variable("SSH_CONNECTION", of: entry.pid) else { continue }
      return value.split(separator: UInt8(ascii: " ")).first.map { String(decoding: $0, as: UTF8.self) }
    }
    return nil
  }

  /// proc(5), /proc/PID/fd: `socket:[4711]`.
  private func sockets(openIn pid: pid_t) -> Set<UInt64> {
    let folder = "/proc/\(pid)/fd"
    let names = (try? Descriptor.open(folder, O_RDONLY | O_DIRECTORY, shownAs: folder).names()) ?? []
    return Set(
      names.compactMap { name in
        guard let text = Bytes("\(folder)/\(name)".utf8).symlinkText,
          text.starts(with: Bytes("socket:[".utf8))
        else { return nil }
        return UInt64(String(decoding: text.dropFirst(8).dropLast(), as: UTF8.self))
      })
  }
}
