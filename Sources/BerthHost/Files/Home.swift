package import BerthCore
import Glibc

/// The home: the one folder that Berth works in.
///
/// Targets are read wherever symlinks within the home lead, and written only by walking down from the home's own
/// descriptor without following any: a folder that is swapped for a symlink meanwhile leads nowhere.
package final class Home {
  /// The open folder.
  package let root: Descriptor
  /// Without symlinks, as bytes: a home need not be UTF-8.
  let canonical: Bytes
  let owner: Owner
  /// Where folders are. None of them is kept open here: a plan may have any number.
  private var folders: [HomePath: Folder] = [:]
  private let open: OpenFolders
  /// What was read. It outlasts `forget`: it tells itself whether it still holds.
  private var seen: [HomePath: SeenFile] = [:]
  private lazy var rootFolder = exists(nil, root, shownAs: "~")
  private lazy var mountPoints = MountPoints()
  /// The groups that we may give a file to.
  private lazy var groups: Set<gid_t> = {
    var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
    let count = getgroups(Int32(groups.count), &groups)
    return Set(groups.prefix(Int(max(0, count))) + [getegid()])
  }()

  /// Where a path's folder really is.
  private enum Folder {
    /// Nil: the home itself.
    case exists(real: HomePath?, hindrance: Unusable?)
    case absent(missing: [HomePath], identity: FileIdentity, hindrance: Unusable?)
    case unusable(Unusable)
    case failed(SystemFailure)
  }

  /// `path`: absolute.
  package init(at path: Bytes) throws(SystemFailure) {
    let opened = try Descriptor.open(
      rawPath: path, O_RDONLY | O_DIRECTORY, shownAs: "~")
    root = opened
    open = OpenFolders(of: opened)
    canonical = path.resolvedPath ?? path
    owner = Owner(try root.status())
  }

  /// What lies at a path.
  package func read(_ path: HomePath) -> ActualFile {
    switch folder(path.folder) {
    case .unusable(let reason): return .unusable(reason, real: nil)
    case .failed(let failure): return .unusable(.unreadable(failure.reason), real: nil)
    case .absent(let missing, let identity, let hindrance):
      return .absent(
        real: missing[missing.count - 1].appending(path.name), identity: identity.appending(path.name),
        missing: missing, hindrance: hindrance)
    case .exists(let realFolder, let hindrance):
      let real = realFolder?.appending(path.name) ?? HomePath(relative: path.name)
      do throws(SystemFailure) {
        let folder = try openFolder(realFolder)
        var status = stat()
        guard fstatat(folder.number, path.name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
          guard errno == ENOENT else { throw SystemFailure("look at", "\(path)") }
          return .absent(
            real: real, identity: try folder.status().identity.appending(path.name), hindrance: hindrance)
        }
        if status.type == S_IFLNK { return follow(path) }
        return readFile(real, in: folder, status)
      } catch {
        return .unusable(.unreadable(error.reason), real: nil)
      }
    }
  }

  /// A path whose last component is a symlink.
  private func follow(_ path: HomePath) -> ActualFile {
    let full = canonical + Bytes("/\(path.relative)".utf8)
    guard let resolved = full.resolvedPath else {
      switch errno {
      case ELOOP: return .unusable(.linkLoop, real: nil)
      case ENOENT, ENOTDIR: return .unusable(Self.dangling(path, full), real: nil)
      default: return .unusable(.unreadable(SystemFailure("follow", "\(path)").reason), real: nil)
      }
    }
    guard let real = relative(resolved) else {
      return .unusable(.elsewhere(resolved, home: canonical), real: nil)
    }
    do {
      let folder = try openFolder(real.folder)
      var status = stat()
      guard fstatat(folder.number, real.name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        return .unusable(.unreadable(SystemFailure("look at", "\(real)").reason), real: real)
      }
      return readFile(real, in: folder, status)
    } catch {
      return .unusable(.unreadable(error.reason), real: real)
    }
  }

  private func readFile(_ real: HomePath, in folder: Descriptor, _ status: stat) -> ActualFile {
    switch status.type {
    case S_IFREG: break
    case S_IFDIR: return .unusable(.folder, real: real)
    case S_IFIFO: return .unusable(.fifo, real: real)
    case S_IFSOCK: return .unusable(.socket, real: real)
    default: return .unusable(.device, real: real)
    }
    let user = geteuid()
    if user != 0, status.st_uid != user {
      return .unusable(.foreignOwner(UserDatabase.name(of: status.st_uid)), real: real)
    }
    // It may have holes, and take next to nothing on the disk.
    guard status.st_size <= Descriptor.sizeLimit else { return .unusable(.tooBig, real: real) }
    do throws(SystemFailure) {
      let file: SeenFile
      if let known = seen(real, status) {
        file = known
      } else {
        file = try SeenFile(real.name, in: folder, shownAs: "\(real)")
        seen[real] = file
      }
      if let nul = file.bytes.firstIndex(of: 0) {
        let line = file.bytes[..<nul].count { $0 == lineFeed } + 1
        return .unusable(.holdsNUL(line: line), real: real)
      }
      let inPlace = inPlace(real, in: folder, file)
      var hindrance = hindrance(of: file, shownAs: "\(real)")
      // Nothing in its folder changes for a file that is written in place.
      if hindrance == nil, inPlace == nil, case .exists(_, let other) = self.folder(real.folder) {
        hindrance = other
      }
      return .file(
        ActualContent(
          bytes: file.bytes, mode: file.status.permissions, real: real, identity: file.status.identity,
          inPlace: inPlace, hindrance: hindrance))
    } catch {
      return .unusable(.unreadable(error.reason), real: real)
    }
  }

  /// What was read at a path without symlinks, if the status of what is there now says that it has not changed.
  func seen(_ real: HomePath, _ status: stat) -> SeenFile? {
    seen[real].flatMap { $0.isStill(status) ? $0 : nil }
  }

  /// Whether a file may be given to a group, or keep its setgid bit in it.
  func mayGive(_ group: gid_t) -> Bool { geteuid() == 0 || groups.contains(group) }

  /// Whether something is mounted there.
  func isMountPoint(_ real: HomePath, in folder: Descriptor) -> Bool {
    mountPoints.contains(real.name, in: folder, at: canonical + Bytes("/\(real.relative)".utf8))
  }

  /// A folder under the home, each component opened without following a symlink; nil: the home itself. Not to be
  /// kept: who needs it once more asks once more.
  func openFolder(_ path: HomePath?) throws(SystemFailure) -> Descriptor { try open.folder(path) }

  /// Folders that were opened at a path and that somebody has moved since; those of the last few that were opened.
  func movedFolders(from path: HomePath?) -> [Descriptor] { open.moved(from: path) }

  /// The folder at a path, symlinks within the home followed; nil if there is none in the home.
  ///
  /// - Throws: `SystemFailure`, where that can't be told, or it can't be opened.
  func existingFolder(_ path: HomePath?) throws(SystemFailure) -> Descriptor? {
    switch folder(path) {
    case .failed(let failure): throw failure
    case .absent, .unusable: return nil
    case .exists(let real, _):
      do {
        return try openFolder(real)
      } catch {
        if error.isNoFolder { return nil }
        throw error
      }
    }
  }

  /// Where the folder at a path really is, symlinks within the home followed.
  private func folder(_ path: HomePath?) -> Folder {
    guard let path else { return rootFolder }
    if let known = folders[path] { return known }
    let found = resolveFolder(path)
    folders[path] = found
    return found
  }

  private func resolveFolder(_ path: HomePath) -> Folder {
    let full = canonical + Bytes("/\(path.relative)".utf8)
    guard let resolved = full.resolvedPath else {
      switch errno {
      case ENOENT: return absentFolder(path, full)
      case ENOTDIR: return .unusable(.folderIsNone(path.folder ?? path))
      case ELOOP: return .unusable(.linkLoop)
      default: return .failed(SystemFailure("look at", "\(path)"))
      }
    }
    if resolved == canonical { return rootFolder }
    guard let real = relative(resolved) else {
      return .unusable(.elsewhere(resolved, home: canonical))
    }
    do {
      return exists(real, try openFolder(real), shownAs: "\(real)")
    } catch {
      return error.code == ENOTDIR ? .unusable(.folderIsNone(path)) : .failed(error)
    }
  }

  private func exists(_ real: HomePath?, _ open: Descriptor, shownAs path: String) -> Folder {
    do {
      return .exists(real: real, hindrance: try hindrance(of: open, shownAs: path))
    } catch {
      return .failed(error)
    }
  }

  private func absentFolder(_ path: HomePath, _ full: Bytes) -> Folder {
    switch folder(path.folder) {
    case .unusable, .failed: return folder(path.folder)
    case .absent(let missing, let identity, let hindrance):
      return .absent(
        missing: missing + [missing[missing.count - 1].appending(path.name)],
        identity: identity.appending(path.name), hindrance: hindrance)
    case .exists(let real, let hindrance):
      do throws(SystemFailure) {
        let parent = try openFolder(real)
        var status = stat()
        if fstatat(parent.number, path.name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
          // Else it has come since.
          guard status.type == S_IFLNK else { throw SystemFailure("look at", "\(path)", code: EAGAIN) }
          return .unusable(Self.dangling(path, full))
        }
        guard errno == ENOENT else { throw SystemFailure("look at", "\(path)") }
        return .absent(
          missing: [real?.appending(path.name) ?? HomePath(relative: path.name)],
          identity: try parent.status().identity.appending(path.name), hindrance: hindrance)
      } catch {
        return .failed(error)
      }
    }
  }

  /// Forgets where folders are: before the disk is read once more.
  package func forget() {
    folders = [:]
  }

  /// The part under the home of a path without symlinks; nil if it lies elsewhere, or is no UTF-8.
  private func relative(_ resolved: Bytes) -> HomePath? {
    resolved.below(canonical).flatMap { String(validating: $0, as: UTF8.self) }.map(HomePath.init(relative:))
  }

  private static func dangling(_ path: HomePath, _ full: Bytes) -> Unusable {
    guard let text = full.symlinkText else {
      return .unreadable(SystemFailure("follow", "\(path)").reason)
    }
    return .danglingLink(to: String(decoding: text, as: UTF8.self))
  }
}
