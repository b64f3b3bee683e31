/// What tells a file from all others, whatever path leads to it: hard links, symlinks and mounts give one file many.
package struct FileIdentity: Hashable, Sendable {
  /// `st_dev` and `st_ino`, stat(2).
  private let device: UInt64
  private let number: UInt64
  /// The way from there to a file that is not there yet; empty: it is there.
  private let missing: String

  package init(device: UInt64, number: UInt64) {
    self.init(device: device, number: number, missing: "")
  }

  /// Of a file that nobody has looked at: its path alone tells it.
  package init(unseen path: HomePath) {
    self.init(device: 0, number: 0, missing: path.relative)
  }

  private init(device: UInt64, number: UInt64, missing: String) {
    self.device = device
    self.number = number
    self.missing = missing
  }

  /// What would be made of that name in this folder.
  package func appending(_ name: String) -> FileIdentity {
    FileIdentity(device: device, number: number, missing: missing.isEmpty ? name : "\(missing)/\(name)")
  }
}
