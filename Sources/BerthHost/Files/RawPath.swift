import BerthCore
import Glibc

/// An absolute path as the system takes it: any bytes but NUL.
extension Bytes {
  /// Calls with the bytes as a path for the system, ended by a NUL.
  func withCPath<Result>(_ call: (UnsafePointer<CChar>) -> Result) -> Result {
    (self + [0]).withUnsafeBufferPointer {
      $0.withMemoryRebound(to: CChar.self) { call($0.baseAddress!) }
    }
  }

  /// The folder that it lies in; empty: the root.
  var folderPath: Bytes { Bytes(self[..<(lastIndex(of: UInt8(ascii: "/")) ?? 0)]) }

  /// Whether one of two paths lies in the other, or is it.
  func isInTheWay(of other: Bytes) -> Bool {
    let slash = [UInt8(ascii: "/")]
    return (self + slash).starts(with: other + slash) || (other + slash).starts(with: self + slash)
  }

  /// The same path without `.`, `..` and slashes that say nothing: a folder that is yet to be made can't be asked where
  /// its `..` leads.
  var withoutDots: Bytes {
    var parts: [ArraySlice<UInt8>] = []
    for part in split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual("..".utf8) {
        _ = parts.popLast()
      } else if !part.elementsEqual(".".utf8) {
        parts.append(part)
      }
    }
    return parts.flatMap { [UInt8(ascii: "/")] + $0 }
  }

  /// realpath(3); nil with the reason in `errno`.
  var resolvedPath: Bytes? {
    withCPath { text in
      guard let resolved = realpath(text, nil) else { return nil }
      defer { free(resolved) }
      return Bytes(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }
  }

  /// The same without symlinks, as far as there is something.
  var partlyResolvedPath: Bytes {
    if let resolved = resolvedPath { return resolved }
    let folder = folderPath
    return folder.isEmpty ? self : folder.partlyResolvedPath + self[folder.count...]
  }

  /// What a symlink says; nil if it is none.
  var symlinkText: Bytes? {
    var buffer = Bytes(repeating: 0, count: 4_096)
    let count = withCPath { name in
      buffer.withUnsafeMutableBytes { readlink(name, $0.baseAddress!, $0.count) }
    }
    return count < 0 ? nil : Bytes(buffer[..<count])
  }
}
