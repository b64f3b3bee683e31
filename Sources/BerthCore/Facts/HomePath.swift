/// A path under the home, in its one spelling: no `.`, `..`, or empty component.
///
/// `~/.ssh//./config` and `~/.ssh/config` are the same `HomePath`; `~/../root` is none.
package struct HomePath: Hashable, Sendable, Comparable {
  /// Relative to the home, without a leading slash: `.ssh/config`.
  package let relative: String

  /// A path that is known to be in its one spelling, as the program itself joins them.
  package init(relative: String) {
    self.relative = relative
  }

  /// What can be wrong with a path in a profile.
  package enum Problem: Error, Hashable {
    case notUnderHome
    case leavesHome
    case isHome
    case controlCharacter
    case namesFolder
  }

  /// Reads `~/.bashrc`, or an absolute path under `home`.
  ///
  /// - Throws: `Problem`, when the path is not one of a file under the home.
  package init(_ text: String, home: String) throws(Problem) {
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
      throw .controlCharacter
    }
    let rest: Substring
    if text == "~" || text == "~/" {
      throw .isHome
    } else if text.hasPrefix("~/") {
      rest = text.dropFirst(2)
    } else if !home.isEmpty, home != "/", text.hasPrefix(home + "/") {
      rest = text.dropFirst(home.count + 1)
    } else {
      throw .notUnderHome
    }
    var components: [Substring] = []
    for component in rest.split(separator: "/", omittingEmptySubsequences: true) {
      switch component {
      case ".": continue
      case "..":
        // Resolved by name, before any symlink: a profile that needs `..` to say where a file lies
        // says it better without.
        guard components.popLast() != nil else { throw .leavesHome }
      default: components.append(component)
      }
    }
    guard !components.isEmpty else { throw .isHome }
    guard !rest.hasSuffix("/") else { throw .namesFolder }
    relative = components.joined(separator: "/")
  }

  /// The last component: `config`.
  package var name: String {
    String(relative.split(separator: "/").last ?? "")
  }

  /// The folder it lies in, or nil directly under the home.
  package var folder: HomePath? {
    guard let slash = relative.lastIndex(of: "/") else { return nil }
    return HomePath(relative: String(relative[..<slash]))
  }

  /// The file of that name in this folder.
  package func appending(_ name: String) -> HomePath {
    HomePath(relative: relative + "/" + name)
  }

  package static func < (left: HomePath, right: HomePath) -> Bool { left.relative < right.relative }
}

extension HomePath: CustomStringConvertible {
  /// As every message shows it: `~/.ssh/config`.
  package var description: String { "~/" + relative }
}
