package import BerthCore
import CDefaults
import Glibc

/// The profiles and templates inside the program.
package enum BuiltIns {
  /// By their paths in the project, `templates/ssh/rc`, in that order.
  private static let files: [(path: String, bytes: Bytes)] = {
    var files: [(path: String, bytes: Bytes)] = []
    guard var next = berth_defaults() else { return files }
    while let path = next.pointee.path, let text = next.pointee.text {
      files.append((String(cString: path), Bytes(UnsafeRawBufferPointer(start: text, count: strlen(text)))))
      next += 1
    }
    return files
  }()

  /// `base`, `default`.
  package static var profileNames: [String] {
    files.compactMap { $0.path.hasPrefix("profiles/") ? String($0.path.dropFirst(9).dropLast(5)) : nil }
  }

  /// `ssh/rc`, `tmux/tmux.conf`.
  package static var templateNames: [String] {
    files.compactMap { $0.path.hasPrefix("templates/") ? String($0.path.dropFirst(10)) : nil }
  }

  /// The text of a built-in profile; nil if there is none of that name.
  package static func profile(_ name: String) -> Bytes? { file("profiles/\(name).yaml") }

  /// The text of a built-in template; nil if there is none of that name.
  package static func template(_ name: String) -> Bytes? { file("templates/\(name)") }

  /// A built-in template with its values, for sh(1).
  ///
  /// - Throws: what is wrong with it, which no value is.
  static func script(_ name: String, _ values: [String: Value]) throws(InvalidProfile) -> Bytes {
    func parsed(_ name: String) throws(InvalidProfile) -> Template {
      try Template(parsing: template(name) ?? [], name: name)
    }
    let account = "remote/account"
    return try parsed(name).render(.map(values), partials: [account: try parsed(account)], for: .sh)
  }

  private static func file(_ path: String) -> Bytes? { files.first { $0.path == path }?.bytes }
}
