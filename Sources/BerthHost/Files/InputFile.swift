package import BerthCore
import Glibc

/// A file that is read whole, as a command was given it.
package enum InputFile {
  /// - Parameter path: `-`: standard input.
  /// - Returns: all that is in it.
  /// - Throws: `SystemFailure`.
  package static func read(_ path: String) throws(SystemFailure) -> Bytes {
    let isInput = path == "-"
    let file = try Descriptor.open(
      isInput ? "/dev/stdin" : path, O_RDONLY, shownAs: isInput ? "standard input" : path)
    return try file.readAll(expecting: 4_096)
  }
}
