import Glibc

/// Files as tests read and write them: whole.
package enum Disk {
  /// A file's bytes, symlinks followed; nil, if it can't be opened. A FIFO holds nothing up.
  package static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = Glibc.read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  /// Writes a file, made if need be.
  ///
  /// `mode`: set as it is, whatever the umask; nil: left to it.
  ///
  /// - Returns: whether that went well.
  @discardableResult
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt32? = nil) -> Bool {
    guard let file = fopen(path, "we") else { return false }
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count else { return false }
    if let mode { return chmod(path, mode) == 0 }
    return true
  }

  /// Removes a file, or a folder and all in it; symlinks are not followed.
  package static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    chmod(path, 0o700)
    for name in names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// The names in a folder, sorted by their bytes.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
