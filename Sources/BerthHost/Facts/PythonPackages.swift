import BerthCore
import Glibc

/// The Python packages of the host and of a home, by the names of their folders: no Python is started for it.
struct PythonPackages {
  private let home: Bytes

  init(home: Bytes) { self.home = home }

  /// Where a Python looks that anybody starts: what one folder lacks, another may have.
  private static let shared = [
    "/usr/lib/python3*/dist-packages", "/usr/local/lib/python3*/dist-packages",
    "/usr/lib/python3*/site-packages",
    "/usr/lib64/python3*/site-packages", "/usr/local/lib/python3*/site-packages",
    "~/.local/lib/python3*/site-packages",
  ]

  /// Where pipx and uv put a program with all that it needs.
  private static let alone = [
    "~/.local/share/pipx/venvs/*/lib/python3*/site-packages",
    "~/.local/pipx/venvs/*/lib/python3*/site-packages",
    "~/.local/share/uv/tools/*/lib/python3*/site-packages",
  ]

  /// The first folder with a package whose Python lacks another one; nil if there is none.
  func folder(with package: String, lacking other: String) -> Bytes? {
    let shared = holders(of: package, in: Self.shared)
    let helpers = shared.isEmpty ? [] : holders(of: other, in: Self.shared)
    return shared.first { folder in !helpers.contains { Self.areForOnePython(folder, $0) } }
      ?? holders(of: package, in: Self.alone).first { !exists($0 + Bytes("/\(other)".utf8)) }
  }

  private func holders(of package: String, in folders: [String]) -> [Bytes] {
    let end = Bytes("/\(package)".utf8)
    return folders.flatMap { folder in
      let pattern = folder.hasPrefix("~") ? home + Bytes(folder.utf8.dropFirst()) : Bytes(folder.utf8)
      return FilePattern(pattern + end).paths.map { Bytes($0.dropLast(end.count)) }
    }
  }

  private func exists(_ path: Bytes) -> Bool { path.withCPath { access($0, F_OK) == 0 } }

  /// Debian's `python3` is for whichever is the system's.
  private static func areForOnePython(_ folder: Bytes, _ other: Bytes) -> Bool {
    let versions = [folder, other].map { $0.split(separator: UInt8(ascii: "/")).dropLast().last }
    return versions[0] == versions[1] || versions.contains { $0?.elementsEqual("python3".utf8) == true }
  }
}
