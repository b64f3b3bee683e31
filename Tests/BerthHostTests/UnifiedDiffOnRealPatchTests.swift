import BerthCore
import Glibc
import TestSupport
import Testing

/// One patch over hundreds of files, given to the programs that people give it to.
@Suite(.enabled(if: ["patch", "git"].allSatisfy { access("/usr/bin/" + $0, X_OK) == 0 }))
struct UnifiedDiffOnRealPatchTests {
  @Test func patchMakesEveryFileAsItIsToBe() {
    let differences = contents() + modes() + names()
    let folder = PatchFolder(differences)
    #expect(folder.run("patch -p1 -F0 -i ../patch") == 0, "\(folder.output)")
    for word in ["offset", "fuzz", "FAILED", "Stripping", "already"] {
      #expect(!folder.output.contains(word), "\(folder.output)")
    }
    for difference in differences {
      #expect(folder.shows(madeByPatch(difference), at: difference.path), "\(difference.path)")
    }
  }

  @Test func gitApplyMakesEveryFileAsItIsToBeButForItsMode() {
    let differences = contents() + modes() + names()
    let folder = PatchFolder(differences)
    #expect(folder.run("git apply --whitespace=nowarn ../patch") == 0, "\(folder.output)")
    for difference in differences {
      // git knows two modes, and writes every file anew that the patch names.
      let wanted = difference.new.map { new in
        (bytes: new.bytes, mode: difference.isEmpty ? new.mode : new.mode & 0o100 == 0 ? 0o644 : 0o755)
      }
      #expect(folder.shows(wanted, at: difference.path), "\(difference.path)")
    }
  }

  @Test func patchTakesTheWayBackWithTheTwoSidesExchanged() {
    let differences = (contents() + modes() + names()).map {
      FileDifference(path: $0.path, old: $0.new, new: $0.old)
    }
    let folder = PatchFolder(differences)
    #expect(folder.run("patch -p1 -F0 -i ../patch") == 0, "\(folder.output)")
    for difference in differences {
      #expect(folder.shows(madeByPatch(difference), at: difference.path), "\(difference.path)")
    }
  }

  /// GNU patch sets none of the bits above the nine, and leaves a file alone that is not named.
  private func madeByPatch(_ difference: FileDifference) -> (bytes: Bytes, mode: Mode)? {
    difference.new.map { ($0.bytes, difference.isEmpty ? $0.mode : $0.mode & 0o777) }
  }

  private func contents() -> [FileDifference] {
    var random = SeededTexts(numbers: SeededGenerator(seed: 7))
    return (0..<240).map { number in
      let (old, new) = random.pair(kinds: 2 + number % 15)
      return FileDifference(path: "d\(number % 7)/f\(number)", old: (old, 0o644), new: (new, 0o644))
    }
  }

  private func modes() -> [FileDifference] {
    let text = Bytes("a\nb\n".utf8)
    let other = Bytes("a\nc".utf8)
    let states: [(bytes: Bytes, mode: Mode)?] = [
      nil, ([], 0o644), ([], 0o600), (text, 0o644), (text, 0o600), (text, 0o755), (other, 0o600),
      (other, 0o700),
      (other, 0o4755), (other, 0o400), (other, 0o640),
    ]
    return states.indices.flatMap { old in
      states.indices.map { new in
        FileDifference(path: "modes \(old)/to\(new)", old: states[old], new: states[new])
      }
    }
  }

  private func names() -> [FileDifference] {
    let names = [
      "a b", " a", "a ", "a  b", "ünter", "ü n", "tab\tx", "quo\"te", "back\\slash", "back\\\"both x",
      "new\nline",
      "car\rriage", "\u{1b}[31mred", "\u{7f}", "\u{9b}x", "a\u{a0}b", "\u{2028}", "🔑", "-n", "--- a",
      "'single'",
      "x\t2020-01-01", "dev/null", "a/b", "b/c", "e\u{301}", "#x", "~", "$HOME", "*",
      "\u{01}\u{08}\u{0b}\u{0c}2",
    ]
    let states: [(bytes: Bytes, mode: Mode)?] = [
      nil, ([], 0o644), (Bytes("a\n".utf8), 0o644), (Bytes("a\n".utf8), 0o755), (Bytes("b\n".utf8), 0o644),
    ]
    return names.flatMap { name in
      [(0, 1), (1, 0), (0, 2), (2, 0), (2, 3), (2, 4), (3, 4), (1, 2), (2, 1)].map { old, new in
        FileDifference(path: "names\(old)\(new)/" + name, old: states[old], new: states[new])
      }
    }
  }
}

/// Texts of lines that could be taken for parts of a patch, the same ones in every run.
private struct SeededTexts: RandomNumberGenerator {
  var numbers: SeededGenerator

  mutating func next() -> UInt64 { numbers.next() }

  mutating func pair(kinds: Int) -> (Bytes, Bytes) {
    let lines = (0..<Int.random(in: 0..<40, using: &self)).map { _ in line(kinds) }
    var other = lines
    switch Int.random(in: 0..<6, using: &self) {
    case 0: other = (0..<Int.random(in: 0..<40, using: &self)).map { _ in line(kinds) }
    case 1: other.shuffle(using: &self)
    case 2: other = other.map { [0x2b] + $0 }
    case 3: other = []
    default:
      for _ in 0..<Int.random(in: 1..<5, using: &self) {
        let place = Int.random(in: 0...other.count, using: &self)
        if Bool.random(using: &self) {
          other.insert(contentsOf: [line(kinds), line(kinds)], at: place)
        } else {
          other.removeSubrange(place..<min(place + 2, other.count))
        }
      }
    }
    return (text(lines), text(other))
  }

  private mutating func line(_ kinds: Int) -> Bytes {
    let odd: [Bytes] = [
      [], [0x20], [0x0d], Bytes("-- ".utf8), Bytes("++ b/x".utf8), Bytes("@@ -1 +1 @@".utf8),
      Bytes("\\ No newline at end of file".utf8), Bytes("diff --git a/x b/x".utf8), [0xff, 0xfe, 0xc3],
      [0x09],
      [0xef, 0xbb, 0xbf], [0x61, 0x0d], [0x0c], [0x1b, 0x5b, 0x6d], [0x2d], [0x2b],
    ]
    return odd[Int.random(in: 0..<min(kinds, odd.count), using: &self)]
  }

  private mutating func text(_ lines: [Bytes]) -> Bytes {
    let end: Bytes = Int.random(in: 0..<4, using: &self) == 0 ? [0x0d, 0x0a] : [0x0a]
    let text = Bytes(lines.map { $0 + end }.joined())
    return Int.random(in: 0..<3, using: &self) == 0 ? text.dropLast() : text
  }
}

/// A temporary folder that holds the old files, and beside them the patch.
private final class PatchFolder {
  private let root = Scratch("unified-diff")
  private let tree: String
  private(set) var output = ""

  init(_ differences: [FileDifference]) {
    tree = root.makeFolder("tree")
    for difference in differences {
      // Folders stay where a deletion empties them: both programs would remove them.
      let folder = difference.path.split(separator: "/").dropLast().map { "\($0)/" }.joined()
      Disk.write("", to: "\(tree)/\(folder).keep", mode: 0o644)
      if let old = difference.old { Disk.write(old.bytes, to: "\(tree)/\(difference.path)", mode: old.mode) }
    }
    Disk.write(UnifiedDiff(differences).render(color: false), to: "\(root.path)/patch", mode: 0o644)
  }

  /// Runs a command in the tree and keeps what it says.
  func run(_ command: String) -> Int32 {
    let outcome = Command("/bin/sh", "-c", "umask 022; \(command) 2>&1").in(tree).env([
      "PATH": "/usr/bin:/bin", "LC_ALL": "C",
      // git must not find a repository around the folder, nor a person's settings.
      "GIT_CEILING_DIRECTORIES": root.path, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    ]).run()
    output = outcome.text
    return outcome.status
  }

  /// Whether this file, or none, is at a path of the tree.
  func shows(_ wanted: (bytes: Bytes, mode: Mode)?, at path: String) -> Bool {
    let path = "\(tree)/\(path)"
    guard let wanted else { return access(path, F_OK) != 0 }
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & 0o7777 == wanted.mode
      && Disk.read(path) == wanted.bytes
  }
}
