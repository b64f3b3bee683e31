import BerthCore
import Glibc

/// A pattern of glob(3).
struct FilePattern {
  private let pattern: Bytes

  init(_ pattern: Bytes) { self.pattern = pattern }

  /// What matches it, in the order of the names.
  var paths: [Bytes] {
    var result = glob_t()
    defer { globfree(&result) }
    guard pattern.withCPath({ glob($0, 0, nil, &result) }) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in
      guard let path = result.gl_pathv[index] else { return nil }
      return Bytes(UnsafeRawBufferPointer(start: path, count: strlen(path)))
    }
  }
}

/// Reads a file that need not be in the home.
enum PlainFile {
  /// Its bytes; nil if it can't be read, is no regular file, or larger than a mebibyte.
  static func read(_ path: Bytes) -> Bytes? {
    // Without O_NONBLOCK a FIFO would hold us up.
    guard let file = try? Descriptor.open(rawPath: path, O_RDONLY | O_NONBLOCK | O_NOCTTY, shownAs: ""),
      let status = try? file.status(), status.type == S_IFREG, status.st_size <= 1 << 20
    else { return nil }
    return try? file.readAll(expecting: Int(status.st_size))
  }

  /// The files that a word after `Include` stands for, with their content.
  ///
  /// `folder`: what relative paths are relative to.
  /// `home`: what a leading `~` stands for.
  static func included(_ word: String, in folder: Bytes, home: Bytes) -> [(path: Bytes, text: Bytes)] {
    let bare = Bytes(word.filter { $0 != "\"" }.utf8)
    let pattern: Bytes =
      if bare.starts(with: Bytes("~/".utf8)) {
        home + bare.dropFirst()
      } else {
        bare.first == UInt8(ascii: "/") ? bare : folder + [UInt8(ascii: "/")] + bare
      }
    return FilePattern(pattern).paths.compactMap { path in read(path).map { (path, $0) } }
  }
}
