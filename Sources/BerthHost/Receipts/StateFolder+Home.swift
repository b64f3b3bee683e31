import BerthCore
import CSystemCalls
import Glibc

extension StateFolder {
  /// How the home that works with it binds it today.
  ///
  /// - Throws: `SystemFailure`, when the home can't be looked at.
  func binding() throws(SystemFailure) -> HomeBinding {
    let home = homePath.resolvedPath ?? homePath
    let real = path.partlyResolvedPath
    if let place = real.below(home) { return .within(Bytes(place)) }
    return .apart(try HomeBinding.Home(at: home))
  }

  /// Refuses what is of another home: nothing of it is looked at any further.
  ///
  /// `recorded`: what a file of it says.
  func expectOwn(_ recorded: HomeBinding?) throws {
    guard try !HomeBinding.isOwn(recorded, today: binding()) else { return }
    throw StateRefusal.foreign(folder: shown, home: homePath(of: recorded))
  }

  /// The home that a folder here is of, as far as that can be told.
  private func homePath(of recorded: HomeBinding?) -> String? {
    switch recorded {
    case nil: return nil
    case .apart(let home)?: return String(decoding: home.path, as: UTF8.self)
    case .within(let place)?:
      let real = path.resolvedPath ?? path
      let end = [UInt8(ascii: "/")] + place
      guard real.count > end.count, real.suffix(end.count).elementsEqual(end) else { return nil }
      return String(decoding: real.dropLast(end.count), as: UTF8.self)
    }
  }
}

extension HomeBinding.Home {
  /// The home that lies at a path, on this host.
  ///
  /// - Throws: `SystemFailure`, when it can't be looked at.
  init(at path: Bytes) throws(SystemFailure) {
    let path = path.resolvedPath ?? path
    let folder = try Descriptor.open(rawPath: path, O_RDONLY | O_DIRECTORY, shownAs: "~")
    let status = try folder.status()
    self.init(
      path: path, device: Int(truncatingIfNeeded: status.st_dev) & .max,
      inode: Int(truncatingIfNeeded: status.st_ino) & .max, born: max(0, Int(berth_born(folder.number))),
      host: Self.host)
  }

  /// machine-id(5), which is not to be told, as a sum; where there is none, the host's name.
  private static var host: String {
    if let file = try? Descriptor.open("/etc/machine-id", O_RDONLY, shownAs: "/etc/machine-id"),
      let text = try? file.readAll(expecting: 33), text.count >= 32
    {
      return Checksum(of: Bytes("berth ".utf8) + text.prefix(32)).text
    }
    return "name \(hostname)"
  }
}
