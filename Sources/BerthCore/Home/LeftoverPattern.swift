/// Where the installed files make something at run time: a path in the home, whose name may have parts that stand for
/// any text.
///
/// What a wildcard is was decided where the profile was read: a `*` in a value, or in a name that somebody has chosen, is
/// one letter of it.
package struct LeftoverPattern: Hashable, Sendable {
  /// The folder it lies in; nil: the home itself.
  package let folder: HomePath?
  /// What stands in the name, as it is; between each two of them anything.
  private let parts: [Bytes]

  /// The place of one thing.
  package init(_ path: HomePath) {
    folder = path.folder
    parts = [Bytes(path.name.utf8)]
  }

  /// Stands for a `*` that is a letter, in a text whose other ones are wildcards: it is no character, and no name has it.
  package static let literalStar = Unicode.Scalar(0xfdd0 as UInt32)!

  /// - Parameter path: each `*` in its name is a wildcard.
  /// - Throws: `WildcardInFolder`.
  package init(wildcardsIn path: HomePath) throws(WildcardInFolder) {
    let folder = path.folder.map { Self.parts(of: $0.relative) }
    guard folder?.count ?? 1 == 1 else { throw WildcardInFolder() }
    self.folder = folder.map { HomePath(relative: String(decoding: $0[0], as: UTF8.self)) }
    parts = Self.parts(of: path.name)
  }

  /// Only the name may have a wildcard: what is looked through is one folder.
  package struct WildcardInFolder: Error {
    /// What a person is told.
    package static let message = "'*' stands for any text in the name alone, not in a folder's"
  }

  private static func parts(of text: String) -> [Bytes] {
    text.unicodeScalars.split(separator: "*", omittingEmptySubsequences: false).map { part in
      Bytes(String(String.UnicodeScalarView(part.map { $0 == literalStar ? "*" : $0 })).utf8)
    }
  }

  /// The path, where it is the place of one thing.
  package var path: HomePath? {
    parts.count == 1 ? place(of: String(decoding: parts[0], as: UTF8.self)) : nil
  }

  /// A path in its folder.
  package func place(of name: String) -> HomePath {
    folder?.appending(name) ?? HomePath(relative: name)
  }

  /// Whether a path is one of those that it stands for.
  package func matches(_ path: HomePath) -> Bool { path.folder == folder && matches(name: path.name) }

  /// The same for a name in its folder.
  package func matches(name: String) -> Bool {
    guard var rest = Bytes(name.utf8).dropping(prefix: parts[0]) else { return false }
    guard parts.count > 1 else { return rest.isEmpty }
    for part in parts.dropFirst().dropLast() {
      guard let start = (rest.startIndex...rest.endIndex).first(where: { rest[$0...].starts(with: part) })
      else { return false }
      rest = rest[(start + part.count)...]
    }
    let last = parts[parts.count - 1]
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }
}

extension Bytes {
  fileprivate func dropping(prefix: Bytes) -> ArraySlice<UInt8>? {
    starts(with: prefix) ? self[prefix.count...] : nil
  }
}

extension LeftoverPattern: CustomStringConvertible {
  /// As every message shows it: `~/.ssh/ssh_auth_sock.*`.
  package var description: String {
    let name = Bytes(parts.joined(separator: [UInt8(ascii: "*")]))
    return place(of: String(decoding: name, as: UTF8.self)).description
  }
}

// MARK: - In the receipt

extension LeftoverPattern {
  /// A path whose bare stars are wildcards; a star or a backslash that is a letter has a backslash before it.
  var stored: String {
    func escaped(_ bytes: some Sequence<UInt8>) -> Bytes {
      bytes.flatMap { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), $0] : [$0] }
    }
    let name = Bytes(parts.map(escaped).joined(separator: [UInt8(ascii: "*")]))
    return String(
      decoding: folder.map { escaped($0.relative.utf8) + Bytes("/".utf8) + name } ?? name, as: UTF8.self)
  }

  /// Reads what `stored` gives.
  init(stored: String) throws(SealedJSON.Problem) {
    var text = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in try SealedJSON.path(stored).unicodeScalars {
      switch (scalar, isEscaped) {
      case ("\\", false):
        isEscaped = true
        continue
      case ("*", true): text.append(Self.literalStar)
      case ("\\", true), (_, false): text.append(scalar)
      // Of a version that had none of this.
      case (_, true): text += ["\\", scalar]
      }
      isEscaped = false
    }
    if isEscaped { text.append("\\") }
    do {
      try self.init(wildcardsIn: HomePath(relative: String(text)))
    } catch {
      throw .damaged("it names \(quoted(stored)), with a wildcard in a folder")
    }
  }
}
