import BerthCore
import Glibc

/// Whether only the user, or root, can decide who listens on a socket. `/tmp` is everybody's: where a folder or a
/// link on the way is another's, so is the agent, and it is not even asked.
enum SocketTrust {
  case trusted
  /// What lies there is not the user's, in words: `which belongs to mallory`.
  case stranger(String)

  /// - Parameter path: as a link or a variable names it.
  init(_ path: Bytes) {
    var path = path
    // As many symlinks as the kernel follows (path_resolution(7)).
    for _ in 0..<40 {
      var status = stat()
      guard path.withCPath({ lstat($0, &status) }) == 0 else { break }
      if status.type != S_IFLNK {
        self = Self.judge(path, status)
        return
      }
      guard Self.isOurs(status) else {
        self = .stranger("by a link that belongs to \(UserDatabase.name(of: status.st_uid))")
        return
      }
      let text = path.symlinkText ?? []
      path = text.first == UInt8(ascii: "/") ? text : Self.folder(of: path) + [UInt8(ascii: "/")] + text
    }
    self = .trusted
  }

  var isTrusted: Bool { if case .trusted = self { true } else { false } }

  /// The socket has to be the user's own, its folder as well, or root's, as `/tmp` and `/run` are.
  private static func judge(_ path: Bytes, _ status: stat) -> SocketTrust {
    guard status.st_uid == geteuid() else {
      return .stranger("which belongs to \(UserDatabase.name(of: status.st_uid))")
    }
    var around = stat()
    guard folder(of: path).withCPath({ lstat($0, &around) }) == 0 else { return .trusted }
    if around.type == S_IFLNK { return .stranger("in a folder that is a symlink") }
    guard isOurs(around) else {
      return .stranger("in a folder that belongs to \(UserDatabase.name(of: around.st_uid))")
    }
    return .trusted
  }

  private static func isOurs(_ status: stat) -> Bool { status.st_uid == geteuid() || status.st_uid == 0 }

  private static func folder(of path: Bytes) -> Bytes {
    guard let cut = path.lastIndex(of: UInt8(ascii: "/")) else { return Bytes(".".utf8) }
    return cut == 0 ? [UInt8(ascii: "/")] : Bytes(path[..<cut])
  }
}
