import BerthCore
import CSystemCalls
import Glibc

extension Home {
  /// What keeps a file or what lies in a folder from being written, for root as well; nil: nothing.
  ///
  /// Source: ioctl_iflags(2), `FS_IMMUTABLE_FL` and `FS_APPEND_FL`.
  func hindrance(of open: Descriptor, shownAs path: String) -> Unusable? {
    let attributes = Int(berth_attributes(open.number))
    if attributes & berth_immutable != 0 { return .immutable(path) }
    return attributes & berth_append_only != 0 ? .appendOnly(path) : nil
  }

  /// The same of a file, and what writing it would take from it for good: what no file that comes in its place can be
  /// given, and what write(2) takes away.
  func hindrance(ofFile open: Descriptor, _ status: stat, shownAs path: String) -> Unusable? {
    if let hindrance = hindrance(of: open, shownAs: path) { return hindrance }
    if status.permissions & S_ISGID != 0, !mayGive(status.st_gid) { return .losesGroupBit(path) }
    return Int(berth_attributes(open.number)) & berth_capable != 0 ? .losesCapabilities(path) : nil
  }

  /// Why a file can't be replaced by another that is like it; nil: it can.
  func inPlace(_ real: HomePath, in folder: Descriptor, _ open: Descriptor, _ status: stat) -> InPlace? {
    if isMountPoint(real, in: folder) { return .mountPoint }
    if status.st_nlink > 1 { return .hardLinks }
    if !mayGive(status.st_gid) { return .foreignGroup }
    return geteuid() != 0 && Int(berth_attributes(open.number)) & berth_for_root != 0 ? .attributes : nil
  }
}
