import Glibc

/// Files as tests read and make them: whole, by absolute paths. Where one can't be made, that is the test's own failure
/// and ends it.
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

  /// A file's bytes; none, if it can't be opened.
  package static func bytes(_ path: String) -> [UInt8] { read(path) ?? [] }

  /// A file's text; empty, if it can't be opened.
  package static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  /// Writes a file: over what is there, or anew, 0644 and with the folders above it.
  ///
  /// `mode`: set as it is, whatever the umask; nil: what it was stays.
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt32? = nil) {
    if let slash = path.lastIndex(of: "/") { makeFolders(String(path[..<slash])) }
    guard overwrite(path, with: bytes, mode: mode) else {
      fatalError("\(path) can't be written: error \(errno)")
    }
  }

  /// The same for a text.
  package static func write(_ text: String, to path: String, mode: UInt32? = nil) {
    write(Array(text.utf8), to: path, mode: mode)
  }

  /// Writes a file in a folder that is there, if it can be written.
  ///
  /// `mode`: as above.
  ///
  /// - Returns: whether that went well.
  package static func overwrite(_ path: String, with bytes: [UInt8], mode: UInt32? = nil) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return false }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress!, $0.count) }
      guard count > 0 else { return false }
      done += count
    }
    return mode.map { chmod(path, $0) == 0 } ?? true
  }

  /// Makes a folder and those above it, 0755.
  package static func makeFolders(_ path: String) {
    if path.isEmpty || access(path, F_OK) == 0 { return }
    if let slash = path.lastIndex(of: "/") { makeFolders(String(path[..<slash])) }
    mkdir(path, 0o755)
    chmod(path, 0o755)
  }

  /// Where a symlink points; nil, if it is none.
  package static func link(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
    return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
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
