import Glibc

/// The checkout that the tests were built from.
enum Project {
  /// Its folder, absolute.
  static let folder: String = {
    // …/Tests/BerthHostTests/Support/Project.swift
    var path = #filePath
    for _ in 0..<4 { path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
    return path
  }()

  /// The paths of all files under a folder of it, relative to it, sorted.
  static func files(under name: String) -> [String] {
    guard let stream = opendir("\(folder)/\(name)") else { return [] }
    defer { closedir(stream) }
    var files: [String] = []
    while let entry = readdir(stream) {
      let child = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if child.hasPrefix(".") { continue }
      if entry.pointee.d_type == UInt8(DT_DIR) {
        files += self.files(under: "\(name)/\(child)")
      } else {
        files.append("\(name)/\(child)")
      }
    }
    return files.sorted()
  }

  /// A file's bytes.
  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen("\(folder)/\(path)", "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes
  }
}
