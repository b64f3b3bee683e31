import Glibc

/// A new folder of the test's own, which goes when the value does, unless `BERTH_KEEP` is in the environment.
package final class Scratch: Sendable {
  /// Absolute, without symlinks; short enough for sockets to lie in it.
  package let path: String

  /// What a folder lies on.
  package enum Place: Sendable {
    case disk
    /// Where there is a file system in memory with room: the program syncs every file, which takes long on a disk.
    case memory
  }

  /// - Parameters:
  ///   - name: what its name begins with, for those who find it while a test runs.
  ///   - place: what it is to lie on.
  package init(_ name: String = "berth-test", on place: Place = .disk) {
    let parent = place == .memory && Self.hasMemory ? "/dev/shm" : "/tmp"
    var template = Array("\(parent)/\(name).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("no folder can be made in \(parent)") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { if getenv("BERTH_KEEP") == nil { Disk.remove(path) } }

  /// Makes a folder in it.
  ///
  /// - Returns: its path.
  package func makeFolder(_ name: String) -> String {
    Disk.makeFolders("\(path)/\(name)")
    return "\(path)/\(name)"
  }

  private static let hasMemory: Bool = {
    var status = statvfs()
    let isRoomy = statvfs("/dev/shm", &status) == 0 && status.f_bavail * status.f_frsize > 256 << 20
    return isRoomy && access("/dev/shm", W_OK) == 0
  }()
}
