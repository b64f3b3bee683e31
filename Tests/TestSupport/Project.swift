import Glibc

/// The checkout that the tests were built from.
package enum Project {
  /// Its folder, absolute.
  package static let folder: String = {
    // …/Tests/TestSupport/Project.swift
    var path = #filePath
    for _ in 0..<3 { path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
    return path
  }()

  /// The built program, absolute: it lies beside the tests' own binary, wherever they were built.
  package static let program: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
    let own = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    let beside = own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/berth"
    return access(String(beside), X_OK) == 0 ? String(beside) : folder + "/.build/debug/berth"
  }()

  /// The paths of all files under a folder of it, relative to it, sorted. Those that begin with a dot are left out.
  package static func files(under name: String) -> [String] {
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

  /// A file's bytes; none, if it can't be read.
  package static func bytes(of path: String) -> [UInt8] {
    Disk.read("\(folder)/\(path)") ?? []
  }
}
