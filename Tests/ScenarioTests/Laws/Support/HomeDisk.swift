import Glibc
import TestSupport

/// Makes and reads files for a test, by absolute paths. A failure here is the test's own and ends it.
enum HomeDisk {
  /// A new empty folder, 0700: in memory where there is such a file system, since thousands of files are made.
  static func makeTemporaryFolder() -> String {
    let parent =
      getenv("TMPDIR").map { String(cString: $0) } ?? (access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")
    var template = Text("\(parent)/berth-test-XXXXXX").map(CChar.init(bitPattern:)) + [0]
    guard mkdtemp(&template) != nil else { fatalError("no folder can be made in \(parent)") }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Makes a folder and those above it, 0755.
  static func makeFolders(_ path: String) {
    if access(path, F_OK) == 0 { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { makeFolders(String(path[..<slash])) }
    mkdir(path, 0o755)
    chmod(path, 0o755)
  }

  /// Writes a file: over what is there, or anew, 0644 and the folders above it made.
  static func write(_ text: Text, to path: String) {
    if let slash = path.lastIndex(of: "/") { makeFolders(String(path[..<slash])) }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { fatalError("\(path) can't be written: error \(errno)") }
    var done = 0
    text.withUnsafeBytes { buffer in
      while done < buffer.count {
        let count = Glibc.write(file, buffer.baseAddress! + done, buffer.count - done)
        guard count > 0 else { fatalError("\(path) can't be written: error \(errno)") }
        done += count
      }
    }
    close(file)
  }

  /// The text of a symlink; nil if it is none.
  static func linkText(_ path: String) -> Text? {
    var buffer = Text(repeating: 0, count: 4_096)
    let count = buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
    return count < 0 ? nil : Text(buffer[..<count])
  }
}
