import BerthCore
import Glibc

/// What lies at the link's place.
enum LinkPlace {
  case absent
  /// Something else, in words; the installed files leave it alone.
  case noLink(String)
  /// A symlink that belongs to somebody else.
  case foreign(owner: String)
  /// Symlinks in a circle; `toItself` if it is one only.
  case loop(toItself: Bool)
  /// What it leads to is not there; its text.
  case dangling(to: Bytes)
  /// It leads to something that is no socket, in words.
  case wrongTarget(Bytes, String)
  /// It leads to a socket: its text, where that really is, and the link's age in seconds.
  case socket(text: Bytes, real: Bytes, age: Int)
  /// It leads to a socket that somebody else may listen on: its text, and what is wrong, in words.
  case stranger(to: Bytes, String)
  /// It can't be looked at: the system's words.
  case unreadable(String)

  /// `uid`: whose the link has to be.
  init(of link: LinkName, uid: uid_t) {
    var status = stat()
    guard link.path.withCPath({ lstat($0, &status) }) == 0 else {
      let code = errno
      self = code == ENOENT ? .absent : .unreadable(String(cString: strerror(code)))
      return
    }
    guard status.type == S_IFLNK else {
      self = .noLink(Self.words(status))
      return
    }
    guard status.st_uid == uid else {
      self = .foreign(owner: UserDatabase.name(of: status.st_uid))
      return
    }
    let text = link.path.symlinkText ?? []
    guard let real = link.path.resolvedPath else {
      switch errno {
      case ELOOP: self = .loop(toItself: Self.isSame(text, as: link.path))
      case ENOENT, ENOTDIR: self = .dangling(to: text)
      default: self = .unreadable(String(cString: strerror(errno)))
      }
      return
    }
    var target = stat()
    guard real.withCPath({ stat($0, &target) }) == 0 else {
      self = .dangling(to: text)
      return
    }
    guard target.type == S_IFSOCK else {
      self = .wrongTarget(text, Self.words(target))
      return
    }
    if case .stranger(let words) = SocketTrust(link.path) {
      self = .stranger(to: text, words)
      return
    }
    self = .socket(text: text, real: real, age: time(nil) - status.st_mtim.tv_sec)
  }

  /// Where the socket is, if it leads to one.
  var socket: Bytes? { if case .socket(_, let real, _) = self { real } else { nil } }

  /// A link's text is relative to the folder that it lies in.
  private static func isSame(_ text: Bytes, as path: Bytes) -> Bool {
    let name = path.split(separator: UInt8(ascii: "/")).last.map(Bytes.init) ?? []
    return text == path || text == name || text == Bytes("./".utf8) + name
  }

  private static func words(_ status: stat) -> String {
    switch status.type {
    case S_IFREG: "a file"
    case S_IFDIR: "a folder"
    case S_IFSOCK: "a socket itself"
    case S_IFIFO: "a FIFO"
    default: "a device"
    }
  }
}
