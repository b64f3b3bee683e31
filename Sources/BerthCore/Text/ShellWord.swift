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
  else { return singleQuoted(word) }
  return word[...slash] + singleQuoted(word[slash...].dropFirst())
}

/// Whether a byte may stand in an account's name.
private func isAccountPart(_ byte: UInt8) -> Bool { byte.isNameByte || "-.".utf8.contains(byte) }

/// A text in single quotes.
package func singleQuoted(_ text: some StringProtocol) -> String {
  String(decoding: singleQuoted(Bytes(text.utf8)), as: UTF8.self)
}

/// `'it'\''s'`, without empty pairs of quotes within: zsh with RC_QUOTES would read them as a quote.
package func singleQuoted(_ text: Bytes) -> Bytes {
  let quote = UInt8(ascii: "'")
  guard !text.isEmpty else { return [quote, quote] }
  var quoted: Bytes = []
  quoted.reserveCapacity(text.count + 2)
  var isOpen = false
  for byte in text {
    if (byte != quote) != isOpen {
      quoted.append(quote)
      isOpen.toggle()
    }
    if byte == quote { quoted.append(UInt8(ascii: "\\")) }
    quoted.append(byte)
  }
  if isOpen { quoted.append(quote) }
  return quoted
}
