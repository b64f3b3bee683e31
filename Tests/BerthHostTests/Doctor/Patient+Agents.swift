import BerthHost
import Glibc
import TestSupport
import Testing

extension Patient {
  /// A real ssh-agent on a socket, which lies where sshd would put it unless another path is given.
  ///
  /// `name`: of its folder, one for each agent of a test.
  /// `keys`: how many keys it has.
  ///
  /// - Returns: the socket's path and the agent's process.
  func agent(_ name: String, keys: Int = 1, at path: String? = nil) throws -> (socket: String, process: pid_t)
  {
    if path == nil { mkdir("\(folder)/tmp/ssh-\(name)", 0o700) }
    let socket = path ?? "\(folder)/tmp/ssh-\(name)/agent.1"
    let process = try start(["ssh-agent", "-D", "-a", socket])
    try eventually("ssh-agent") { UnixSocket(socket)?.connects == true }
    for number in 0..<keys { try addKey("\(name)\(number)", to: socket) }
    return (socket, process)
  }

  func addKey(_ name: String, to socket: String) throws {
    try makeKey(name)
    try run(["ssh-add", "-q", "\(folder)/\(name)"], environment: ["SSH_AUTH_SOCK": socket])
  }

  /// A key without a passphrase, as a file in the test's folder.
  func makeKey(_ name: String) throws {
    try run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", "\(folder)/\(name)"])
  }

  /// A socket that a process has left behind: nobody listens on it.
  func leftover(_ name: String) throws -> String {
    let (socket, process) = try agent(name, keys: 0)
    stop(process)
    try #require(access(socket, F_OK) == 0)
    return socket
  }

  /// A listener that answers every connection with these bytes; without any it hangs up at once. Nil: it takes the
  /// question, and never answers.
  func listener(_ name: String, answering answer: [UInt8]?) throws -> String {
    mkdir("\(folder)/tmp/ssh-\(name)", 0o700)
    let path = "\(folder)/tmp/ssh-\(name)/agent.1"
    try #require(AnsweringSocket.start(at: path, answer: answer))
    return path
  }
}

/// A socket that a thread of the test process serves until that ends.
private final class AnsweringSocket: Sendable {
  private let number: Int32
  private let answer: [UInt8]?

  private init(_ number: Int32, answer: [UInt8]?) {
    self.number = number
    self.answer = answer
  }

  static func start(at path: String, answer: [UInt8]?) -> Bool {
    guard let socket = UnixSocket(path), socket.listens else { return false }
    let number = socket.number
    let served = Unmanaged.passRetained(AnsweringSocket(number, answer: answer)).toOpaque()
    var thread = pthread_t()
    return pthread_create(
      &thread, nil,
      { pointer in
        Unmanaged<AnsweringSocket>.fromOpaque(pointer!).takeRetainedValue().serve()
        return nil
      }, served) == 0
  }

  private func serve() {
    var request = [UInt8](repeating: 0, count: 64)
    while case let client = accept(number, nil, nil), client >= 0 {
      guard let answer else {
        _ = recv(client, &request, request.count, 0)
        continue
      }
      if !answer.isEmpty {
        _ = recv(client, &request, request.count, 0)
        _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
      }
      close(client)
    }
  }
}

/// A socket of the test's own, with an address.
struct UnixSocket {
  let number: Int32
  private var address = sockaddr_un()

  init?(_ path: String) {
    number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard number >= 0, path.utf8.count < 108 else { return nil }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  }

  /// Binds it and listens.
  var listens: Bool { call(bind) == 0 && listen(number, 8) == 0 }

  /// Whether somebody listens there; the socket is used up.
  var connects: Bool {
    defer { close(number) }
    return call(connect) == 0
  }

  private func call(_ function: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        function(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
