package import BerthCore
import Glibc

/// The passwd(5) entries.
package enum UserDatabase {
  /// The home and the login shell of the user we run as, as bytes.
  package static func own() -> (home: Bytes, shell: Bytes)? {
    guard let entry = getpwuid(getuid()) else { return nil }
    return (bytes(entry.pointee.pw_dir), bytes(entry.pointee.pw_shell))
  }

  /// A user's name, or the number where it has none.
  static func name(of user: uid_t) -> String {
    guard let entry = getpwuid(user) else { return "user \(user)" }
    return String(cString: entry.pointee.pw_name)
  }

  private static func bytes(_ text: UnsafeMutablePointer<CChar>?) -> Bytes {
    guard let text else { return [] }
    return Bytes(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}
