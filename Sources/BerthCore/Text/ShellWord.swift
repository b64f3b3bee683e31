/// A word as it has to be typed into a shell.
///
/// - Parameter word: a path with the home as `~`, or any other text.
/// - Returns: the word itself where nothing in it means anything to a shell, else in single quotes; a leading `~/`, or
///   `~alice/`, stays outside of them.
package func shellWord(_ word: String) -> String {
  let plain = word.utf8.allSatisfy { isAccountPart($0) || "/:=@%+,~".utf8.contains($0) }
  if plain, !word.isEmpty { return word }
  guard word.hasPrefix("~"), let slash = word.firstIndex(of: "/"),
    word[..<slash].dropFirst().utf8.allSatisfy(isAccountPart)
  else { return "'\(escaped(word[...]))'" }
  return "\(word[...slash])'\(escaped(word[slash...].dropFirst()))'"
}

/// Whether a byte may stand in an account's name.
private func isAccountPart(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || "_-.".utf8.contains(byte)
}

/// What stands between single quotes: a quote leaves them, stands escaped, and comes back.
private func escaped(_ text: Substring) -> String {
  // Byte by byte: with what combines with it, a quote is another character to Swift, but not to a shell.
  let parts = text.utf8.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false)
  return String(decoding: Array(parts.joined(separator: "'\\''".utf8)), as: UTF8.self)
}
