import Glibc
import TestSupport

/// Plays a story with the built program, in a home of its own.
struct StoryRun {
  private let story: Story
  private let root = Scratch("berth-story")
  private var home: String { "\(root.path)/home" }
  private var here: String { "\(root.path)/here" }

  init(_ story: Story) {
    self.story = story
  }

  /// The story's parts, with what really happened in place of what is expected.
  func play() -> [Story.Part] {
    for name in ["home", "here", "bin", "tmux", "screen"] { _ = root.makeFolder(name) }
    chmod("\(root.path)/screen", 0o700)
    symlink(Built.berth, "\(root.path)/bin/berth")
    story.home.make(in: home)
    story.here.make(in: here)
    let before = FileTree(of: home)
    return story.parts.map { part in
      switch part {
      case .told: part
      case .command(let words, _): .command(words, expected: lines(of: run(words)))
      case .home:
        .home(expected: TreeListing.lines(of: tree(), before: before, shown: shown))
      }
    }
  }

  /// The home; what `--on-conflict replace` has kept is under a name that no two runs have in common.
  private func tree() -> FileTree {
    var tree = FileTree(of: home)
    for path in tree.paths where path.contains("/berth/kept/") {
      guard let dot = path.lastIndex(of: ".") else { continue }
      tree.nodes[path[..<dot] + ".RUN"] = tree.nodes.removeValue(forKey: path)
    }
    return tree
  }

  private func run(_ words: [String]) -> Outcome {
    Command("/bin/sh", "-c", "umask 022\n" + words.joined(separator: "\n")).in(here).env([
      "HOME": home, "HERE": here, "SHELL": "/bin/bash", "LC_ALL": "C.UTF-8", "TERM": "xterm",
      "PATH": "\(root.path)/bin:/usr/local/bin:/usr/bin:/bin",
      // A person's own servers are none of a story's business.
      "TMUX_TMPDIR": "\(root.path)/tmux", "SCREENDIR": "\(root.path)/screen",
    ]).run()
  }

  private func lines(of run: Outcome) -> [String] {
    var lines = Gutter.lines(of: named(run.out)).map { "out" + $0 }
    lines += Gutter.lines(of: named(run.errors)).map { "err" + $0 }
    if run.status != 0 { lines.append("exit \(run.status)") }
    return lines
  }

  /// A text with the two paths by their names.
  private func named(_ bytes: [UInt8]) -> [UInt8] {
    bytes.replacing(Array(home.utf8), with: Array("$HOME".utf8))
      .replacing(Array(here.utf8), with: Array("$HERE".utf8))
  }

  /// A file's bytes, in a story that leaves the built-in texts out without them.
  private func shown(_ path: String, _ bytes: [UInt8]) -> [UInt8] {
    guard story.leavesOutBuiltIns else { return named(bytes) }
    if path == ".bashrc_agent" { return Array("…\n".utf8) }
    guard let text = String(validating: bytes, as: UTF8.self) else { return bytes }
    var shown = ""
    var isInBlock = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# <<< berth ") { isInBlock = false }
      if isInBlock { continue }
      guard line.hasPrefix("# >>> berth "), let arrow = line.ranges(of: " >>> ").last else {
        shown += line + "\n"
        continue
      }
      isInBlock = true
      // Sixteen digits of a sum over the block's text.
      shown += line[..<arrow.upperBound] + "…" + line[arrow.upperBound...].dropFirst(16) + "\n…\n"
    }
    return Array(shown.utf8.dropLast())
  }
}

extension [UInt8] {
  /// With another part wherever that one stands.
  func replacing(_ part: [UInt8], with other: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = self[...]
    while let start = rest.firstIndex(of: part[0]) {
      result += rest[..<start]
      let isPart = rest[start...].starts(with: part)
      result += isPart ? other : [part[0]]
      rest = rest[(start + (isPart ? part.count : 1))...]
    }
    return result + rest
  }
}
