/// The content of a file. Dotfiles are bytes first and text second: a `.bashrc` in Latin-1, with a byte
/// order mark or half in CRLF is a file like any other, and has to come back as it was.
package typealias Bytes = [UInt8]

extension Bytes {
  /// The part of a path below a folder; nil: it is not below it. Both absolute, the folder without a slash at its end unless
  /// it is the root.
  package func below(_ folder: Bytes) -> ArraySlice<UInt8>? {
    let slash = UInt8(ascii: "/")
    let prefix = folder.last == slash ? folder : folder + [slash]
    return count > prefix.count && starts(with: prefix) ? self[prefix.count...] : nil
  }
}

extension Sequence where Element == String {
  /// Each as UTF-8.
  package var bytes: [Bytes] { map { Bytes($0.utf8) } }
}
