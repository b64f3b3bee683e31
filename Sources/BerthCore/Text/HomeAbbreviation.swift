/// Paths as the doctor shows them: the home as `~`, so that its output can be pasted anywhere, and no character
/// that a terminal would obey.
package struct HomeAbbreviation: Sendable {
  private let homes: [(path: Bytes, sign: String)]

  /// - Parameters:
  ///   - homes: every spelling of the home's path, absolute.
  ///   - account: the home that the passwd entry names, where it is another one, and what stands for it: `~alice`.
  package init(_ homes: [Bytes], account: (path: Bytes, sign: String)? = nil) {
    var all = homes.map { (path: $0, sign: "~") }
    if let account, !homes.contains(account.path) { all.append(account) }
    self.homes = all.filter { $0.path.count > 1 }.sorted { $0.path.count > $1.path.count }
  }

  /// A text with the home's path as `~` wherever it stands as a whole path or the beginning of one.
  package func shown(_ text: String) -> String { shown(Bytes(text.utf8)) }

  /// The same for one that need not be UTF-8.
  package func shown(_ text: Bytes) -> String {
    var bytes = text
    for home in homes { bytes = Self.replace(home.path, by: home.sign, in: bytes) }
    return String(decoding: bytes, as: UTF8.self).withVisibleControls
  }

  private static func replace(_ home: Bytes, by sign: String, in text: Bytes) -> Bytes {
    var result = Bytes()
    var index = 0
    while index < text.count {
      let end = index + home.count
      let begins = index == 0 || !isPathPart(text[index - 1])
      if begins, end <= text.count, text[index..<end].elementsEqual(home),
        end == text.count || !isPathPart(text[end]) || text[end] == UInt8(ascii: "/")
      {
        result += Bytes(sign.utf8)
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// Whether a byte could belong to a name that only begins or ends like the home's path.
  private static func isPathPart(_ byte: UInt8) -> Bool {
    byte.isNameByte || byte >= 0x80 || "-./".utf8.contains(byte)
  }
}
