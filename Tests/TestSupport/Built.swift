import Glibc

/// The programs that tests run.
package enum Built {
  /// The program under test, absolute: `$BERTH`, as `Tests/run` names the released one; else the one beside the tests.
  package static let berth = getenv("BERTH").map { String(cString: $0) } ?? berthBesideTests

  /// The program that was built with the tests, absolute. A debug build is linked to the C library as it runs, and so heeds
  /// `LD_PRELOAD`.
  package static let berthBesideTests = folder + "/berth"

  /// Where the tests' own binary lies, wherever it was built.
  package static let folder: String = {
    let own = Disk.link("/proc/self/exe") ?? ""
    let beside = String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)])
    return access(beside + "/berth", X_OK) == 0 ? beside : Project.folder + "/.build/debug"
  }()

  /// The tests' own PATH.
  package static let searchPath = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"

  /// The absolute path of a program on it; nil if it isn't installed.
  package static func path(of name: String) -> String? {
    searchPath.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
