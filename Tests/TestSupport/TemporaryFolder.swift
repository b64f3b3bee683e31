import Glibc

/// A new folder of the test's own, which goes when the value does.
package final class TemporaryFolder: Sendable {
  /// Absolute, without symlinks.
  package let path: String

  /// - Parameter name: what its name begins with, for those who find it while a test runs.
  package init(_ name: String = "berth-test") {
    var template = Array("/tmp/\(name).XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      guard let made = mkdtemp(buffer.baseAddress!) else { fatalError("no temporary folder can be made") }
      return String(cString: made)
    }
  }

  deinit { Disk.remove(path) }

  /// Makes a folder in it.
  ///
  /// - Returns: its path.
  package func makeFolder(_ name: String) -> String {
    mkdir("\(path)/\(name)", 0o755)
    return "\(path)/\(name)"
  }
}
