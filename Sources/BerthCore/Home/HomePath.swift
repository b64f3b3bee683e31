/// A path under the home, in its one spelling: no `.`, `..`, or empty component.
///
/// `~/.ssh//./config` and `~/.ssh/config` are the same `HomePath`; `~/../root` is none. Paths are told
/// apart by their bytes, as the kernel does it: a letter and its decomposed form are two names.
package struct HomePath: Sendable {
  /// Relative to the home, without a leading slash: `.ssh/config`.
  package let relative: String

  /// A path that is known to be in its one spelling, as the program itself joins them.
  package init(relative: String) {
    self.relative = relative
  }

  /// What can be wrong with a path in a profile.
  package enum Problem: Error, Hashable {
    /// No text at all.
    case empty
    /// `.bashrc`: neither `~/` nor absolute.
    case relative
    /// `~root/.bashrc`
    case homeOfOther
    /// `$HOME/.bashrc`: nobody expands variables there.
    case variable
    /// Absolute, and elsewhere.
    case notUnderHome
    /// `~/../x`
    case leavesHome
    /// `~`, or a long way of writing it.
    case isHome
    /// A character that no name should have; see `Unicode.Scalar.isControl`.
    case controlCharacter
    /// `~/.ssh/`, `~/.ssh/.`
    case namesFolder
    /// A component of more than 255 bytes, or 4096 in all (limits.h: NAME_MAX, PATH_MAX).
    case tooLong
  }

  /// Reads `~/.bashrc`, or an absolute path under `home`, which is absolute itself.
  ///
  /// - Throws: `Problem`, when the path is not one of a file under the home.
  package init(_ text: String, home: String) throws(Problem) {
    guard !text.hasControlCharacter else { throw .controlCharacter }
    var components = try Self.components(of: text, home: home)[...]
    // Told before anything is resolved: the last component decides what the path means as a whole.
    let namesFolder = components.last.map { $0.isEmpty || $0 == [dot] || $0 == [dot, dot] } ?? false
    var kept: [ArraySlice<UInt8>] = []
    while let component = components.popFirst() {
      if component.isEmpty || component == [dot] { continue }
      if component == [dot, dot] {
        // Resolved by name, before any symlink: a profile that needs `..` to say where a file lies
        // says it better without.
        guard kept.popLast() != nil else { throw .leavesHome }
        continue
      }
      guard component.count <= 255 else { throw .tooLong }
      kept.append(component)
    }
    guard !kept.isEmpty else { throw .isHome }
    guard !namesFolder else { throw .namesFolder }
    let bytes = kept.joined(separator: [slash])
    relative = String(decoding: Array(bytes), as: UTF8.self)
    guard home.utf8.count + 1 + relative.utf8.count < 4096 else { throw .tooLong }
  }

  /// The components after the home, still with `.`, `..` and empty ones.
  private static func components(of text: String, home: String) throws(Problem) -> [ArraySlice<UInt8>] {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { throw .empty }
    switch first {
    case UInt8(ascii: "~"):
      guard bytes.count == 1 || bytes[1] == slash else { throw .homeOfOther }
      return bytes.dropFirst(2).split(separator: slash, omittingEmptySubsequences: false)
    case slash:
      guard home.utf8.first == slash else { throw .notUnderHome }
      var rest = bytes.split(separator: slash, omittingEmptySubsequences: false)[...]
      for expected in Array(home.utf8).split(separator: slash) where expected != [dot] {
        rest = rest.drop { $0.isEmpty || $0 == [dot] }
        guard rest.popFirst() == expected else { throw .notUnderHome }
      }
      return Array(rest)
    case UInt8(ascii: "$"):
      throw .variable
    default:
      throw .relative
    }
  }

  /// The last component: `config`.
  package var name: String {
    guard let end = relative.utf8.lastIndex(of: slash) else { return relative }
    return String(relative[relative.utf8.index(after: end)...])
  }

  /// The folder it lies in, or nil directly under the home.
  package var folder: HomePath? {
    guard let end = relative.utf8.lastIndex(of: slash) else { return nil }
    return HomePath(relative: String(relative[..<end]))
  }

  /// The file of that name in this folder.
  package func appending(_ name: String) -> HomePath {
    HomePath(relative: relative + "/" + name)
  }
}

private let slash = UInt8(ascii: "/")
private let dot = UInt8(ascii: ".")

extension HomePath: Hashable, Comparable {
  package static func == (left: HomePath, right: HomePath) -> Bool {
    left.relative.utf8.elementsEqual(right.relative.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = relative
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The order of the names' bytes, as `LC_ALL=C ls` has it.
  /// Whether it lies in a folder, at any depth.
  package func isInside(_ folder: HomePath) -> Bool {
    let own = relative.utf8
    let outer = folder.relative.utf8
    return own.count > outer.count && own.starts(with: outer)
      && own[own.index(own.startIndex, offsetBy: outer.count)] == slash
  }

  /// An order in which what lies in a folder follows directly after it: that of the bytes, but with the slash
  /// before all others.
  package func precedesByComponents(_ other: HomePath) -> Bool {
    relative.utf8.lexicographicallyPrecedes(other.relative.utf8) { left, right in
      left != right && (left == slash || (right != slash && left < right))
    }
  }

  package static func < (left: HomePath, right: HomePath) -> Bool {
    left.relative.utf8.lexicographicallyPrecedes(right.relative.utf8)
  }
}

extension HomePath: CustomStringConvertible {
  /// As every message shows it: `~/.ssh/config`.
  package var description: String { "~/" + relative }
}
