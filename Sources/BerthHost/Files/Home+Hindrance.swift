import BerthCore
import CSystemCalls
import Glibc

extension Home {
  /// What keeps a file or what lies in a folder from being written, for root as well; nil: nothing.
  ///
  /// Source: ioctl_iflags(2), `FS_IMMUTABLE_FL` and `FS_APPEND_FL`.
  func hindrance(of open: Descriptor, shownAs path: String) throws(SystemFailure) -> Unusable? {
    hindrance(try open.attributes(), shownAs: path)
  }

  private func hindrance(_ attributes: Int, shownAs path: String) -> Unusable? {
    if attributes & berth_immutable != 0 { return .immutable(path) }
    return attributes & berth_append_only != 0 ? .appendOnly(path) : nil
  }

  /// The same of a file, and what writing it would take from it for good: what no file that comes in its place can be
  /// given, and what write(2) takes away.
  func hindrance(of file: SeenFile, shownAs path: String) -> Unusable? {
    if let hindrance = hindrance(file.attributes, shownAs: path) { return hindrance }
    if file.status.permissions & S_ISGID != 0, !mayGive(file.status.st_gid) { return .losesGroupBit(path) }
    return file.attributes & berth_capable != 0 ? .losesCapabilities(path) : nil
  }

  /// Why a file can't be replaced by another that is like it; nil: it can.
  func inPlace(_ real: HomePath, in folder: Descriptor, _ file: SeenFile) -> InPlace? {
    if isMountPoint(real, in: folder) { return .mountPoint }
    if file.status.st_nlink > 1 { return .hardLinks }
    if !mayGive(file.status.st_gid) { return .foreignGroup }
    return geteuid() != 0 && file.attributes & berth_for_root != 0 ? .attributes : nil
  }
}
