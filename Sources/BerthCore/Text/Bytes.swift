/// The content of a file. Dotfiles are bytes first and text second: a `.bashrc` in Latin-1, with a byte
/// order mark or half in CRLF is a file like any other, and has to come back as it was.
package typealias Bytes = [UInt8]

extension Sequence where Element == String {
  /// Each as UTF-8.
  package var bytes: [Bytes] { map { Bytes($0.utf8) } }
}
