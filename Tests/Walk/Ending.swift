import TestSupport

/// The end of every episode: all is taken out, and looked at.
struct Ending {
  /// How the first uninstall settles conflicts: nil, `keep`, `replace`. The next one keeps, which settles all.
  let policy: String?

  /// What is run. With one state folder for two homes, the other one may be whose it is.
  func commands(sharesState: Bool) -> [BerthCommand] {
    let homes = sharesState ? ["home", "other", "home"] : ["home"]
    return homes.flatMap { home in
      [policy, "keep"].map { BerthCommand(verb: .uninstall, policy: $0, home: home) }
    }
  }

  /// What is wrong with what is left.
  func findings(_ world: World, _ model: Model, _ now: FileTree) -> [Finding] {
    var found: [Finding] = []
    func report(_ law: Law, _ what: String) { found.append(Finding(law: law, what: what)) }
    for (path, node) in now.nodes.sorted(by: { $0.key < $1.key }) {
      if model.isState(path) {
        if let what = stateProblem(path, world, now) { report(.leavesNoState, what) }
      } else if model.ever.contains(path) {
        guard let bytes = node.bytes, OwnText.isBerths(bytes), !model.orphans.contains(path),
          !isNamed(path, world, now), !comesBack(bytes, world), isReached(path, now)
        else { continue }
        report(.leavesNothing, "\(path) has still something of berth's")
      } else if !isNamed(path, world, now), !holdsOthers(path, model, now), !heldOwners(path, world) {
        report(.leavesNothing, "\(path) is left")
      }
    }
    for (path, possession) in model.own.sorted(by: { $0.key < $1.key }) {
      if let what = problem(path, possession, model, now, world) { report(.givesBack, what) }
    }
    for (first, second) in model.sameFile
    where model.own[first] != nil && model.own[second] != nil
      && now.stamps[first]?.inode != now.stamps[second]?.inode && !isNamed(first, world, now)
    {
      report(.givesBack, "\(first) and \(second) were one file")
    }
    return found
  }

  /// Whether berth said that a file comes back as the owner had edited it: with a line of theirs, or without the mark
  /// by which all the world knows it for berth's.
  private func comesBack(_ bytes: [UInt8], _ world: World) -> Bool {
    let isMarked = String(decoding: bytes, as: UTF8.self).contains("\n# >>> berth ~/")
    return (!isMarked || !FileTree.tokens(in: bytes).isEmpty)
      && world.said.contains("is kept, and comes back with uninstall")
  }

  /// Whether it is, or was, a target: what the owner has moved elsewhere, and leads nowhere from, nobody can find.
  private func isReached(_ path: String, _ now: FileTree) -> Bool {
    guard path.hasPrefix("home/dotfiles/") || path == "home/.backup" else { return true }
    return now.nodes.keys.contains { $0 != path && now.real($0) == path }
  }

  /// Only what was put aside may be left there, and that is said.
  private func stateProblem(_ path: String, _ world: World, _ now: FileTree) -> String? {
    guard let range = path.firstRange(of: "/berth/kept/") else {
      let hasKept = now.nodes.keys.contains { $0.contains("/berth/kept/") }
      return hasKept && (path.hasSuffix("/berth") || path.hasSuffix("/berth/kept")) ? nil : "\(path) is left"
    }
    let isSaid = Hazard.unnamedKept.isOff || world.said.contains("kept/" + path[range.upperBound...])
    return isSaid ? nil : "\(path) is left, and was not named"
  }

  /// Whether a folder is there for what is in it, which may stay.
  private func holdsOthers(_ path: String, _ model: Model, _ now: FileTree) -> Bool {
    guard now.nodes[path]?.kind == .folder else { return false }
    return now.nodes.contains {
      $0.key.hasPrefix(path + "/") && ($0.value.kind != .folder || model.ever.contains($0.key))
    }
  }

  /// Whether something in a folder became the owner's by `--on-conflict keep`, and the folder with it.
  private func heldOwners(_ path: String, _ world: World) -> Bool {
    guard let slash = path.firstIndex(of: "/") else { return false }
    return world.said.split(separator: "\n").contains {
      $0.hasPrefix("  ~\(path[slash...])/") && $0.contains("leave as it is")
    }
  }

  /// Whether a message said that a path is left as it is, or another name that leads to it.
  private func isNamed(_ path: String, _ world: World, _ now: FileTree) -> Bool {
    isSaid(path, world)
      || now.nodes.contains {
        let isOther = now.real($0.key) == path || now.stamps[$0.key]?.inode == now.stamps[path]?.inode
        return $0.key != path && isOther && isSaid($0.key, world)
      }
  }

  private func isSaid(_ path: String, _ world: World) -> Bool {
    guard let slash = path.firstIndex(of: "/") else { return false }
    let shown = "~" + path[slash...]
    return world.said.split(separator: "\n").contains { line in
      guard let range = line.firstRange(of: shown) else { return false }
      if let next = line[range.upperBound...].first, next.isLetter || next.isNumber || "._-/".contains(next) {
        // `~/.bashrc_agent` is not `~/.bashrc`; but a sentence may end.
        guard next == ".", line[range.upperBound...].dropFirst().first.map({ $0 == " " }) ?? true else {
          return false
        }
      }
      return ["leave", "left", "stay", "kept", "warning", "forget", "no longer"].contains {
        line.contains($0)
      }
    }
  }

  /// Whether `--on-conflict replace` put the owner's file aside: what was in it last is in `kept/`.
  private func isPutAside(_ possession: Model.Possession, _ model: Model, _ now: FileTree) -> Bool {
    guard let text = possession.texts.last else { return false }
    let kept = now.nodes.filter { $0.key.contains("/berth/kept/") }.values.compactMap(\.bytes)
    let tokens = Set(kept.flatMap(FileTree.tokens(in:)))
    return (!kept.isEmpty || model.hasLostState)
      && FileTree.tokens(in: text).allSatisfy { tokens.contains($0) || model.lines[$0] == nil }
  }

  private func problem(
    _ path: String, _ possession: Model.Possession, _ model: Model, _ now: FileTree, _ world: World
  ) -> String? {
    guard let node = now.nodes[path] else {
      return isNamed(path, world, now) || isPutAside(possession, model, now) ? nil : "\(path) is gone"
    }
    switch (possession.kind, node.kind) {
    case (.file, .file(let bytes)):
      let isOne =
        possession.texts.count == 1 && possession.texts[0] == bytes
        || possession.texts.count > 1
          && possession.texts.contains { OwnText.lines($0) == OwnText.lines(bytes) }
      if !possession.isMixed, !isOne, !isPutAside(possession, model, now), isReached(path, now),
        !isNamed(path, world, now)
      {
        return "\(path) has other content"
      }
    case (.folder, .folder), (.other, .other): break
    case (.link(let old), .link(let new)): if old != new { return "\(path) leads to \(new), not to \(old)" }
    default: return "\(path) is of another kind"
    }
    let isAny = possession.modes.contains(Model.anyMode) || !isReached(path, now)
    if !isAny, !possession.modes.contains(node.mode), !isNamed(path, world, now) {
      let modes = possession.modes.map { String($0, radix: 8) }
      return "\(path) has mode \(String(node.mode, radix: 8)), and had \(modes.joined(separator: ", "))"
    }
    if node.owner != possession.owner || node.group != possession.group {
      return "\(path) belongs to \(node.owner):\(node.group)"
    }
    if node.attributes != possession.attributes, !isNamed(path, world, now) {
      return "\(path) has the attributes '\(node.attributes)', and had '\(possession.attributes)'"
    }
    return nil
  }
}
