/// The checkout that the tests were built from.
package enum Project {
  /// Its folder, absolute.
  package static let folder: String = {
    // …/Tests/TestSupport/Project.swift
    var path = #filePath
    for _ in 0..<3 { path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
    return path
  }()

  /// The paths of all files under a folder of it, relative to it, sorted. Those that begin with a dot are left out.
  package static func files(under name: String) -> [String] {
    var files: [String] = []
    for child in Disk.names(in: "\(folder)/\(name)") where !child.hasPrefix(".") {
      let below = self.files(under: "\(name)/\(child)")
      files += below.isEmpty ? ["\(name)/\(child)"] : below
    }
    return files.sorted()
  }

  /// A file's bytes; none, if it can't be read.
  package static func bytes(of path: String) -> [UInt8] {
    Disk.read("\(folder)/\(path)") ?? []
  }
}
