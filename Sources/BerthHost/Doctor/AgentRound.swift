import BerthCore
import Glibc

/// Asks many agents for their keys at once, so that those who do not answer cost one bound together.
struct AgentRound {
  /// What one socket has answered.
  struct Answer {
    var state: AgentState
    /// The process that made the socket, as far as the system tells (unix(7), SO_PEERCRED). It need not live any more:
    /// ssh-agent makes its socket before it forks.
    var listener: pid_t?
  }

  /// A connection that waits for its answer.
  private struct Asked {
    let index: Int
    let socket: Int32
    var bytes: Bytes = []
  }

  /// - Parameters:
  ///   - paths: of sockets that can be trusted, absolute.
  ///   - limit: in milliseconds, for all of them.
  /// - Returns: an answer for each path.
  static func ask(_ paths: [Bytes], limit: Int) -> [Answer] {
    let deadline = Deadline(in: limit)
    var answers: [Answer] = []
    var asked: [Asked] = []
    defer { for one in asked { close(one.socket) } }
    for path in paths {
      switch connected(to: path) {
      case .failure(let state): answers.append(Answer(state: state))
      case .success(let number):
        answers.append(Answer(state: .hung, listener: listener(behind: number)))
        let request = AgentMessage.request
        guard send(number, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
          answers[answers.count - 1].state = errno == EAGAIN ? .hung : .dead(.closed)
          close(number)
          continue
        }
        asked.append(Asked(index: answers.count - 1, socket: number))
      }
    }
    while !asked.isEmpty, !deadline.isOver {
      var waiting = asked.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
      guard poll(&waiting, nfds_t(waiting.count), Int32(deadline.left)) > 0 else { continue }
      for position in waiting.indices.reversed() where waiting[position].revents != 0 {
        guard let state = read(&asked[position]) else { continue }
        answers[asked[position].index].state = state
        close(asked[position].socket)
        asked.remove(at: position)
      }
    }
    for one in asked where unread(of: one.socket) == 0 { answers[one.index].state = .busy }
    return answers
  }

  /// How much of what was sent has not been fetched yet, in bytes: sshd(8) fetches nothing before the machine behind it
  /// has taken the connection. Source: unix(7), SIOCOUTQ, the same number as TIOCOUTQ.
  private static func unread(of socket: Int32) -> Int32? {
    var count: Int32 = 0
    return ioctl(socket, UInt(TIOCOUTQ), &count) == 0 ? count : nil
  }

  /// Whether somebody listens on a socket. It does not wait and asks nothing.
  static func accepts(_ path: Bytes) -> Bool {
    switch connected(to: path) {
    case .success(let number):
      close(number)
      return true
    case .failure(let state): return state == .hung
    }
  }

  /// The process that listens on a socket, as far as the system tells. It does not wait and asks nothing.
  static func listener(at path: Bytes) -> pid_t? {
    guard case .success(let number) = connected(to: path) else { return nil }
    defer { close(number) }
    return listener(behind: number)
  }

  /// What has come of a connection; nil while the answer is not whole.
  private static func read(_ asked: inout Asked) -> AgentState? {
    var chunk = Bytes(repeating: 0, count: 16_384)
    let count = retrying { recv(asked.socket, &chunk, chunk.count, 0) }
    if count < 0 { return errno == EAGAIN ? nil : .dead(.closed) }
    if count == 0 { return .dead(.closed) }
    asked.bytes += chunk[..<count]
    return AgentMessage.state(answer: asked.bytes)
  }

  private enum Connection {
    case success(Int32)
    case failure(AgentState)
  }

  private static func connected(to path: Bytes) -> Connection {
    var status = stat()
    guard path.withCPath({ stat($0, &status) }) == 0 else {
      return .failure(.dead(errno == EACCES ? .forbidden : .missing))
    }
    guard status.type == S_IFSOCK else { return .failure(.dead(.noSocket)) }
    var folder: Descriptor?
    var name = path
    if name.count > longestName, let cut = path.lastIndex(of: UInt8(ascii: "/")) {
      folder = try? Descriptor.open(rawPath: Bytes(path[..<cut]), O_RDONLY | O_DIRECTORY, shownAs: "")
      name = Bytes("/proc/self/fd/\(folder?.number ?? -1)".utf8) + path[cut...]
    }
    guard let (address, length) = socketAddress(name) else { return .failure(.dead(.missing)) }
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = socket(AF_UNIX, type, 0)
    guard number >= 0 else { return .failure(.hung) }
    let result = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(number, $0, length) }
    }
    _ = folder
    guard result != 0 else { return .success(number) }
    let code = errno
    close(number)
    switch code {
    // Its queue is full of others that wait: it does not take them.
    case EAGAIN: return .failure(.hung)
    case EACCES, EPERM: return .failure(.dead(.forbidden))
    case ENOENT: return .failure(.dead(.missing))
    default: return .failure(.dead(.refused))
    }
  }

  /// unix(7): `sun_path` has 108 bytes, the last a NUL.
  private static let longestName = 107

  private static func socketAddress(_ path: Bytes) -> (sockaddr_un, socklen_t)? {
    guard path.count <= longestName else { return nil }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    return (address, socklen_t(MemoryLayout<sockaddr_un>.size))
  }

  private static func listener(behind number: Int32) -> pid_t? {
    var credentials = (pid: pid_t(0), uid: uid_t(0), gid: gid_t(0))
    var size = socklen_t(MemoryLayout<(pid_t, uid_t, gid_t)>.size)
    guard getsockopt(number, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0, credentials.pid > 0 else {
      return nil
    }
    return credentials.pid
  }
}
