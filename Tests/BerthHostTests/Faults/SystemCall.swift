import Glibc

/// A system call of the program that changes files, as strace(1) has seen it.
struct SystemCall: Sendable {
  let name: String
  /// The how manieth call of that name it is, from 1: what `when=` of strace counts.
  let ordinal: Int
  /// The call's arguments, with the paths of open files: `4</home/x>, "receipt.json.next", …`.
  let arguments: String

  /// The calls that can change a file system. The question mark: none that a machine does not have is missed.
  static let traced =
    "trace="
    + [
      "open", "openat", "openat2", "creat", "write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync",
      "sync_file_range",
      "fchmod", "chmod", "fchmodat", "fchown", "chown", "lchown", "fchownat", "rename", "renameat",
      "renameat2", "link",
      "linkat", "unlink", "unlinkat", "symlink", "symlinkat", "mkdir", "mkdirat", "mknod", "mknodat", "rmdir",
      "truncate",
      "ftruncate", "fallocate", "flock", "copy_file_range", "sendfile", "utimensat", "setxattr", "fsetxattr",
      "fremovexattr",
    ].map { "?\($0)" }.joined(separator: ",")

  /// The calls of a recorded run that change files, in their order: without those that open for reading, and
  /// without what goes to the standard streams.
  ///
  /// `log`: from `strace -f -y`; what child processes do is left out.
  static func changing(in log: String) -> [SystemCall] {
    var counts: [String: Int] = [:]
    var calls: [SystemCall] = []
    for text in Strace.calls(in: log) {
      guard let open = text.firstIndex(of: "("), let first = text.first, first.isLetter else { continue }
      let name = String(text[..<open])
      counts[name, default: 0] += 1
      let call = SystemCall(
        name: name, ordinal: counts[name]!, arguments: String(text[text.index(after: open)...]))
      if call.changesFiles { calls.append(call) }
    }
    return calls
  }

  private var changesFiles: Bool {
    switch name {
    case "open", "openat", "openat2":
      return ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].contains { arguments.contains($0) }
        && !arguments.contains("\"/dev/")
    case "write", "writev", "pwrite64", "pwritev":
      return !["0<", "1<", "2<"].contains { arguments.hasPrefix($0) }
    default: return true
    }
  }

  /// For messages.
  var text: String { "\(name) no. \(ordinal) (\(arguments.prefix(160)))" }

  /// The last components of all paths that the call speaks of.
  var names: [String] {
    var names: [String] = []
    let parts = arguments.split(separator: "\"", omittingEmptySubsequences: false)
    for part in parts.enumerated() where part.offset % 2 == 1 {
      if let name = part.element.split(separator: "/").last { names.append(String(name)) }
    }
    for part in arguments.split(separator: "<").dropFirst() {
      if let name = part.prefix(while: { $0 != ">" }).split(separator: "/").last {
        names.append(String(name))
      }
    }
    return names
  }
}

/// What is made to happen at one system call.
enum Fault: Sendable, Hashable {
  case kill
  case noSpace
  case inputOutput
  case noAccess
  case readOnly
  /// The user's quota is used up.
  case overQuota

  /// All but the kill.
  static let failures = [Fault.noSpace, .inputOutput, .noAccess, .readOnly, .overQuota]

  /// The reason that the call gives; nil: the program is killed when it makes the call.
  var code: Int32? {
    switch self {
    case .kill: nil
    case .noSpace: ENOSPC
    case .inputOutput: EIO
    case .noAccess: EACCES
    case .readOnly: EROFS
    case .overQuota: EDQUOT
    }
  }

  /// As tables show it.
  var name: String {
    switch self {
    case .kill: "kill"
    case .noSpace: "ENOSPC"
    case .inputOutput: "EIO"
    case .noAccess: "EACCES"
    case .readOnly: "EROFS"
    case .overQuota: "EDQUOT"
    }
  }

  /// The strace(1) that makes it happen.
  ///
  /// `log`: where strace writes.
  func tool(at call: SystemCall, log: String) -> [String] {
    // Kept from other calls, the program runs at nearly full speed; but a signal is not delivered that way.
    let what = self == .kill ? "signal=KILL" : "error=\(name)"
    let injection = "\(call.name):\(what):when=\(call.ordinal)"
    return self == .kill
      ? Strace.injecting(injection, log: log) : Strace.injecting(injection, log: log, "--seccomp-bpf")
  }
}
