/// Whose home a state folder is of, as its receipt and journal say.
package enum HomeBinding: Hashable, Sendable {
  /// It lies in the home, at this place below it, and so goes wherever the home goes: renamed, moved, restored or copied,
  /// that is still its own.
  case within(Bytes)
  /// It lies elsewhere, and tells the home by what stays while that is renamed, or restored where it was.
  case apart(Home)

  /// A home on a host. All paths are without symlinks.
  package struct Home: Hashable, Sendable {
    /// Where it lies.
    package let path: Bytes
    /// What stat(2) and statx(2) tell of the folder; the time of its making in nanoseconds, 0 where nobody knows it.
    package let device: Int
    /// Likewise.
    package let inode: Int
    /// Likewise.
    package let born: Int
    /// What tells the host from others.
    package let host: String

    package init(path: Bytes, device: Int, inode: Int, born: Int, host: String) {
      self.path = path
      self.device = device
      self.inode = inode
      self.born = born
      self.host = host
    }

    /// Whether it is the same folder, whatever it is called.
    fileprivate func isFolder(of other: Home) -> Bool {
      device == other.device && inode == other.inode && born == other.born
    }
  }

  /// Where a state folder lies that nobody has put elsewhere: what is here has come with the home, or was put here by
  /// somebody who says so.
  package static let usualPlace = Bytes(".local/state/berth".utf8)

  /// Whether what was bound so is of the home that asks.
  ///
  /// `recorded`: nil: by a version that did not know of homes.
  /// `today`: how the home that asks would bind the same folder.
  package static func isOwn(_ recorded: HomeBinding?, today: HomeBinding) -> Bool {
    switch (recorded, today) {
    case (_, .within(usualPlace)), (nil, .within): true
    case (.within(let place)?, .within(let now)): place == now
    case (.apart(let home)?, .apart(let now)):
      home.host == now.host && (home.path == now.path || home.isFolder(of: now))
    case (.within?, .apart), (.apart?, .within), (nil, .apart): false
    }
  }
}

extension HomeBinding {
  var json: JSON {
    switch self {
    case .within(let place): .object([JSON.member("state", place)])
    case .apart(let home):
      .object([
        JSON.member("path", home.path), ("device", .int(home.device)), ("inode", .int(home.inode)),
        ("born", .int(home.born)), ("host", .string(home.host)),
      ])
    }
  }

  /// Reads what `json` gives; nil where there is none.
  package init?(_ json: JSON?) throws(SealedJSON.Problem) {
    guard let members = json?.members else { return nil }
    if members["inode"] == nil {
      self = .within(try members.bytes("state"))
    } else {
      self = .apart(
        Home(
          path: try members.bytes("path"), device: try members.int("device"),
          inode: try members.int("inode"), born: try members.int("born"), host: try members.string("host")))
    }
  }

  /// The member of a sealed file.
  package static func member(_ binding: HomeBinding?) -> (String, JSON) { ("home", binding?.json ?? .null) }
}
