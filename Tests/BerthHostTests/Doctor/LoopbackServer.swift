import BerthHost
import Glibc
import TestSupport
import Testing

/// An sshd on loopback, with keys and a configuration of its own.
struct LoopbackServer {
  /// A connection with a forwarded agent.
  struct Login {
    /// The forwarded socket, as sshd made it.
    let socket: String
    let client: pid_t
    let agent: pid_t
    let agentSocket: String
  }

  private let patient: Patient
  private let port: Int

  static var isPossible: Bool {
    geteuid() == 0 && access("/usr/sbin/sshd", X_OK) == 0
  }

  init(_ patient: Patient) throws {
    self.patient = patient
    // sshd's own: its service makes the folder at every boot.
    mkdir("/run/sshd", 0o755)
    port = try Self.freePort()
    try patient.makeKey("host")
    try patient.makeKey("login")
    rename("\(patient.folder)/login.pub", "\(patient.folder)/keys")
    try patient.write(
      """
      ListenAddress 127.0.0.1:\(port)
      HostKey \(patient.folder)/host
      AuthorizedKeysFile \(patient.folder)/keys
      PidFile none
      StrictModes no
      UsePAM no
      PermitRootLogin yes
      PermitUserRC no
      AllowAgentForwarding yes

      """, to: "sshd")
    _ = try patient.start(["/usr/sbin/sshd", "-D", "-e", "-f", "\(patient.folder)/sshd"])
    let port = port
    try eventually("sshd") {
      patient.command(["ssh-keyscan", "-T", "2", "-p", "\(port)", "127.0.0.1"]).run().exit == 0
    }
  }

  /// Logs in with an agent of its own, or with another's.
  func login(_ name: String, from address: String, agent shared: String? = nil) throws -> Login {
    let own = "\(patient.folder)/agent-\(name)"
    let (agentSocket, agent) = try shared.map { ($0, pid_t(0)) } ?? patient.agent(name, at: own)
    let told = "\(patient.folder)/told-\(address)"
    let client = try patient.start(
      [
        "ssh", "-F", "/dev/null", "-T", "-A", "-b", address, "-p", "\(port)", "-i", "\(patient.folder)/login",
        "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
        "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "127.0.0.1",
        "echo $SSH_AUTH_SOCK > \(told).new; mv \(told).new \(told); exec sleep 600",
      ], environment: ["SSH_AUTH_SOCK": agentSocket])
    try eventually("the login") { access(told, F_OK) == 0 }
    let socket = Disk.text(told).filter { $0 != "\n" }
    return Login(socket: socket, client: client, agent: agent, agentSocket: agentSocket)
  }

  private static func freePort() throws -> Int {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, length) == 0 && getsockname(number, $0, &length) == 0
      }
    }
    try #require(bound)
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
