/// What lies at a target.
package enum ActualFile: Sendable {
  /// Nothing; `real` is where a file would be made, symlinked folders followed, and `missing` are the folders that would
  /// have to be made for it, the outermost first.
  case absent(real: HomePath, identity: FileIdentity, missing: [HomePath] = [], hindrance: Unusable? = nil)
  case file(ActualContent)
  case unusable(Unusable, real: HomePath?)
}

/// A regular file at a target.
package struct ActualContent: Sendable {
  /// All that it holds.
  package let bytes: Bytes
  /// The permission bits.
  package let mode: Mode
  /// The file itself, symlinks followed.
  package let real: HomePath
  /// By which it is told from other files.
  package let identity: FileIdentity
  /// Why it can't be replaced by renaming, and has to be written in place.
  package let inPlace: InPlace?
  /// Why it may not be written, though it is as good as any other while it is as wanted.
  package let hindrance: Unusable?

  package init(
    bytes: Bytes, mode: Mode, real: HomePath, identity: FileIdentity, inPlace: InPlace?,
    hindrance: Unusable? = nil
  ) {
    self.bytes = bytes
    self.mode = mode
    self.real = real
    self.identity = identity
    self.inPlace = inPlace
    self.hindrance = hindrance
  }
}

/// Why a file is written in place, which is not atomic.
package enum InPlace: String, Hashable, Sendable {
  /// A single file that is a mount point: rename(2) gives EBUSY.
  case mountPoint = "it is a mount point"
  /// A file with several names, which a rename would part.
  case hardLinks = "it has other hard links"
  /// A file of a group that the user is not in: a new one can't be given to it.
  case foreignGroup = "its group is none of yours"
  /// A file with an inode flag that only root can give to another.
  case attributes = "it has attributes that only root can give"
}

/// Why nothing can be installed at a path.
package enum Unusable: Hashable, Sendable {
  case folder
  case fifo
  case socket
  case device
  case danglingLink(to: String)
  case linkLoop
  case outsideHome(String)
  /// In the home, by way of a name that no text can hold.
  case noText(String)
  /// In the state folder, or where that is to be.
  case ownState
  case folderIsNone(HomePath)
  case sharedWith(HomePath)
  case tooBig
  /// A folder in which a search has ended, after so many names.
  case tooMany(Int)
  case holdsNUL(line: Int)
  case unreadable(String)
  case foreignOwner(String)
  /// The file, or a folder in which something would have to be made.
  case immutable(String)
  case appendOnly(String)
  case losesGroupBit(String)
  case losesCapabilities(String)

  /// With the line to look at, where there is one.
  package var line: Int? {
    if case .holdsNUL(let line) = self { line } else { nil }
  }
}

extension Unusable {
  /// Why a path without symlinks is no target's: it is not under the home, or no text.
  package static func elsewhere(_ resolved: Bytes, home: Bytes) -> Unusable {
    guard let rest = resolved.below(home) else {
      return .outsideHome(String(decoding: resolved, as: UTF8.self))
    }
    return .noText("~/" + String(decoding: rest, as: UTF8.self))
  }
}

extension Unusable: CustomStringConvertible {
  package var description: String {
    switch self {
    case .folder: "it is a folder"
    case .fifo: "it is a FIFO"
    case .socket: "it is a socket"
    case .device: "it is a device"
    case .danglingLink(let target): "it is a dangling symlink, to \(target)"
    case .linkLoop: "it is a loop of symlinks"
    case .outsideHome(let path): "it is a symlink out of the home, to \(path)"
    case .noText(let path): "a symlink leads to \(path), and not all of that name is UTF-8"
    case .ownState: "berth's own records are there, and no target may be"
    case .folderIsNone(let folder): "\(folder) is not a folder"
    case .sharedWith(let other): "it is the same file as \(other)"
    case .tooBig: "it is larger than 1 GiB"
    case .tooMany(let names): "the search ended here, after \(names) names"
    case .holdsNUL: "it holds a NUL byte, so it is not text"
    case .unreadable(let reason): "it can't be read: \(reason)"
    case .foreignOwner(let owner): "it belongs to \(owner)"
    case .immutable(let path): "\(path) is immutable: 'chattr -i \(path)' as root lifts that"
    case .appendOnly(let path): "\(path) may only be appended to: 'chattr -a \(path)' as root lifts that"
    case .losesGroupBit(let path):
      "it would lose its setgid bit, its group being none of yours: 'chmod g-s \(path)' gives that up"
    case .losesCapabilities(let path):
      "it would lose its capabilities: 'setcap -r \(path)' as root gives them up"
    }
  }
}
