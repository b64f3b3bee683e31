import BerthCore
import Glibc

/// The folders of the home that are open: the few that were asked for last, however many a plan has.
///
/// Each is opened by walking down from the home without following symlinks. It is opened anew once something else has
/// its name.
final class OpenFolders {
  /// How many are open at once, besides the home itself.
  static let limit = 8
  /// How many descriptors all else may take: where there are fewer, one folder is open at once.
  private static let spare = 8
  private lazy var most = Self.limit(besides: root)

  private let root: Descriptor
  private var open: [(path: HomePath, folder: Descriptor, identity: FileIdentity)] = []

  init(of root: Descriptor) {
    self.root = root
  }

  /// The folder at a path; nil: the home itself.
  func folder(_ path: HomePath?) throws(SystemFailure) -> Descriptor {
    guard let path else { return root }
    if let known = open.last(where: { $0.path == path }), identity(at: path) == known.identity {
      return known.folder
    }
    let folder: Descriptor
    do {
      folder = try walk(to: path)
    } catch {
      guard error.code == EMFILE || error.code == ENFILE, !open.isEmpty else { throw error }
      open = []
      folder = try walk(to: path)
    }
    let identity = try folder.status().identity
    if open.count == most { open.removeFirst() }
    open.append((path, folder, identity))
    return folder
  }

  /// What a program was started with may lie anywhere among the numbers: what is free is seen by taking it.
  private static func limit(besides root: Descriptor) -> Int {
    guard sysconf(Int32(_SC_OPEN_MAX)) < 256 else { return limit }
    let wanted = limit + spare
    let taken = (0..<wanted).map { _ in fcntl(root.number, F_DUPFD_CLOEXEC, 0) }.filter { $0 >= 0 }
    for number in taken { close(number) }
    return taken.count < wanted ? 1 : limit
  }

  private func walk(to path: HomePath) throws(SystemFailure) -> Descriptor {
    var folder = root
    for name in path.relative.split(separator: "/") { folder = try folder.folder(String(name)) }
    return folder
  }

  /// Those that were at a path and are not any more: somebody has moved them.
  func moved(from path: HomePath?) -> [Descriptor] {
    guard let path else { return [] }
    let now = identity(at: path)
    return open.filter { $0.path == path && $0.identity != now }.map(\.folder)
  }

  private func identity(at path: HomePath) -> FileIdentity? {
    var status = stat()
    guard fstatat(root.number, path.relative, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return status.identity
  }
}
