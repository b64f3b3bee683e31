import Glibc
import TestSupport

/// Law 3: what `diff` prints is a patch, and taking it does what `apply` does.
extension HomeWalk {
  /// Copies of the home in which the patch was taken.
  struct Patched {
    var byPatch: TreeSnapshot?
    var byGit: TreeSnapshot?
  }

  /// Takes the patch in a copy of the home with `patch -p1`, and in some homes in a second one with `git apply`.
  mutating func takePatch(_ text: Text) -> Patched {
    var patched = Patched()
    let file = home + ".patch"
    HomeDisk.write(text, to: file)
    if let patch = tools.patch {
      tally.patches += 1
      patched.byPatch = take(
        ProgramRun(
          program: patch, arguments: ["-p1", "-d", home + ".p"], environment: ["HOME": "/nonexistent"],
          input: file), in: home + ".p")
    }
    if let git = tools.git, random.chance(30) {
      tally.gitPatches += 1
      let environment = [
        "HOME": "/nonexistent", "PATH": Installed.searchPath, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": tools.folder,
      ]
      patched.byGit = take(
        ProgramRun(
          program: git, arguments: ["-C", home + ".g", "apply", "--whitespace=nowarn", file],
          environment: environment), in: home + ".g")
    }
    return patched
  }

  private mutating func take(_ run: ProgramRun, in copy: String) -> TreeSnapshot? {
    guard let cp = tools.copy else { return nil }
    let copied = ProgramRun(program: cp, arguments: ["-a", home, copy], environment: [:]).run()
    guard copied.status == 0 else {
      report(.patchIsApply, "the home can't be copied: \(copied.errors.shown)")
      return nil
    }
    let outcome = run.run()
    if outcome.status != 0 {
      report(
        .patchIsApply,
        "\(run.program) ends with \(outcome.status): \(outcome.output.shown)\(outcome.errors.shown)")
    }
    return TreeSnapshot(of: copy)
  }

  /// Compares with what apply has made: every path, every byte, every symlink. The modes of files as far as the
  /// tool takes them: patch(1) the nine bits, git whether a file is executable. Folders that the patch needs are the
  /// tool's to make, owners are not a patch's to keep, and both tools part hard links.
  func differences(_ patched: TreeSnapshot, from applied: TreeSnapshot, modes mask: mode_t) -> [String] {
    func comparable(_ tree: TreeSnapshot) -> TreeSnapshot {
      var tree = tree
      for (path, item) in tree.items {
        if path.hasPrefix(".local") || path.hasPrefix(HomeBlueprint.otherName) {
          tree.items[path] = nil
          continue
        }
        tree.items[path]!.owner = 0
        tree.items[path]!.group = 0
        tree.items[path]!.mode = item.content == .folder ? 0 : item.mode & mask
      }
      return tree
    }
    return comparable(patched).differences(from: comparable(applied))
  }

  /// Holds the copies against what apply has made.
  mutating func compare(_ patched: Patched, with applied: TreeSnapshot) {
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
