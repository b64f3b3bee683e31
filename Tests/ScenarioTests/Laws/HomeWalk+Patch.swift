import Glibc
import TestSupport

/// Law 3: what `diff` prints is a patch, and taking it does what `apply` does.
extension HomeWalk {
  /// Copies of the home in which the patch was taken.
  struct Patched {
    var byPatch: FileTree?
    var byGit: FileTree?
  }

  /// Takes the patch in a copy of the home with `patch -p1`, and in some homes in a second one with `git apply`.
  mutating func takePatch(_ text: Text) -> Patched {
    var patched = Patched()
    let file = home + ".patch"
    Disk.write(text, to: file)
    if let patch = tools.patch {
      tally.patches += 1
      patched.byPatch = take(
        Command(patch, "-p1", "-d", home + ".p").env(["HOME": "/nonexistent"]).stdin(file),
        by: "patch", in: home + ".p")
    }
    if let git = tools.git, random.chance(30) {
      tally.gitPatches += 1
      patched.byGit = take(
        Command(git, "-C", home + ".g", "apply", "--whitespace=nowarn", file).env([
          "HOME": "/nonexistent", "PATH": Built.searchPath, "GIT_CONFIG_NOSYSTEM": "1",
          "GIT_CEILING_DIRECTORIES": tools.folder,
        ]), by: "git", in: home + ".g")
    }
    return patched
  }

  private mutating func take(_ command: Command, by tool: String, in copy: String) -> FileTree? {
    guard let cp = tools.copy else { return nil }
    let copied = Command(cp, "-a", home, copy).run()
    guard copied.status == 0 else {
      report(.patchIsApply, "the home can't be copied: \(copied.err)")
      return nil
    }
    let outcome = command.run()
    if outcome.status != 0 {
      report(
        .patchIsApply, "\(tool) ends with \(outcome.status): \(outcome.text)\(outcome.err)")
    }
    return FileTree(of: copy, itself: true)
  }

  /// Compares with what apply has made: every path, every byte, every symlink. The modes of files as far as the
  /// tool takes them: patch(1) the nine bits, git whether a file is executable. Folders that the patch needs are the
  /// tool's to make, owners are not a patch's to keep, and both tools part hard links.
  func differences(_ patched: FileTree, from applied: FileTree, modes mask: mode_t) -> [String] {
    func comparable(_ tree: FileTree) -> FileTree {
      var tree = tree
      for (path, node) in tree.nodes {
        if path.hasPrefix(".local") || path.hasPrefix(HomeBlueprint.otherName) {
          tree.nodes[path] = nil
          continue
        }
        tree.nodes[path]?.mode = node.kind == .folder ? 0 : node.mode & mask
      }
      return tree
    }
    return comparable(patched).differences(from: comparable(applied), ignoring: [.owner, .twin])
  }

  /// Holds the copies against what apply has made.
  mutating func compare(_ patched: Patched, with applied: FileTree) {
    if let tree = patched.byPatch {
      for difference in differences(tree, from: applied, modes: 0o777) {
        report(.patchIsApply, "with patch -p1: \(difference)")
      }
    }
    if let tree = patched.byGit {
      for difference in differences(tree, from: applied, modes: 0o100) {
        report(.patchIsApply, "with git apply: \(difference)")
      }
    }
  }
}
