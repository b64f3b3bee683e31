import TestSupport

/// What an owner has in the homes of an episode: every line they wrote and did not delete, and their files, folders and
/// links as they made them.
struct Model {
  /// Where each line that is not deleted was last written by the owner. Empty: it is only in berth's keeping.
  private(set) var lines: [Token: Set<String>] = [:]
  /// What has to be there in the end.
  private(set) var own: [String: Possession] = [:]
  /// All that the owner ever made, or had a hand in.
  private(set) var ever: Set<String> = []
  /// Links that stand for what the installed files make: they go with these.
  private(set) var madeAtRunTime: Set<String> = []
  /// Names that the owner gave to one file.
  private(set) var sameFile: [(String, String)] = []
  /// What berth can't know of any more since its state was lost.
  private(set) var orphans: Set<String> = []
  private(set) var hasLostState = false
  /// Whether anything was installed before the owner's last step.
  private var hasReceipt = false
  /// Stands among modes for every mode.
  static let anyMode = UInt32.max
  /// What the owner had at a path before they removed it.
  private var former: [String: Possession] = [:]

  private let stateFolders: [String]

  /// Something of the owner's.
  struct Possession {
    var kind: FileTree.Kind
    /// The modes that the owner gave it, the last one last.
    var modes: [UInt32]
    var owner: UInt32
    var group: UInt32
    var attributes: String
    /// What the owner had in it, berth's block left out: each version.
    var texts: [[UInt8]] = []
    /// Whether the owner has edited what is berth's, so that nobody can tell what the text has to be.
    var isMixed = false

    /// Whether berth may have taken a recipe's lines out of it.
    var mayLackLines: Bool {
      texts.contains { OwnText.lines($0).contains { $0.contains("ssh_auth_sock") } }
    }
  }

  init(_ world: World) {
    stateFolders = ["home", "other"].map { world.stateFolder(of: $0) + "/" }
  }

  /// Whether it is in berth's own folder.
  func isState(_ path: String) -> Bool { stateFolders.contains { path.hasPrefix($0) || path + "/" == $0 } }

  /// Whether it is a folder above that.
  func isAboveState(_ path: String) -> Bool { stateFolders.contains { $0.hasPrefix(path + "/") } }

  /// Whether it is a name under which berth prepares something.
  static func isTemporary(_ path: String) -> Bool { path.contains("/.berth-") }

  /// What an owner does who wants to get rid of berth: opens the folders that they had closed.
  func unlocking(_ now: FileTree) -> [Step] {
    now.nodes.filter { $0.key.hasPrefix("home/") && $0.value.kind == .folder && $0.value.mode & 0o200 == 0 }
      .keys.sorted().map { .setMode($0, 0o700) }
  }

  // MARK: - The owner's steps

  /// Takes in what the owner has just done.
  mutating func take(_ step: Step, from before: FileTree, to after: FileTree) {
    if case .loseState = step { loseState(after) }
    let earlier = own
    hasReceipt = stateFolders.contains { before.nodes[$0 + "receipt.json"] != nil }
    for path in before.nodes.keys where after.nodes[path] == nil {
      if let possession = own.removeValue(forKey: path) { keep(possession, of: path) }
      // A folder that was kept for the owner's last file is the owner's.
      if ever.contains(path) { ever.formUnion(Self.folders(above: path)) }
      madeAtRunTime.remove(path)
      part(path, after)
    }
    for (path, node) in after.nodes where !isState(path) && !Self.isTemporary(path) {
      if let old = before.nodes[path] {
        if old.kind != node.kind || old.mode != node.mode || old.attributes != node.attributes
          || before.stamps[path]?.inode != after.stamps[path]?.inode
        {
          change(path, from: before, to: node, after)
        }
      } else {
        gain(path, node, by: step, in: before, earlier)
      }
    }
    takeLines(from: before, to: after)
  }

  private mutating func gain(
    _ path: String, _ node: FileTree.Node, by step: Step, in before: FileTree, _ earlier: [String: Possession]
  ) {
    if case .link = step, isLeftover(path, in: before) {
      // With one state folder for two homes it may be the other one's.
      if Set(stateFolders).count == 1 { ever.insert(path) } else { madeAtRunTime.insert(path) }
      return
    }
    ever.insert(path)
    // Beside blocks without a receipt nobody knows whose a link is.
    if case .link = step, hasLostState { return }
    switch step {
    case .moveAway(let source, path), .hardLink(let source, path):
      // What berth made stays berth's under another name.
      let real = before.real(source)
      guard let possession = earlier[real] else {
        orphans.insert(path)
        return
      }
      own[path] = possession
      if case .hardLink = step { sameFile.append((real, path)) }
    default: own[path] = possession(of: node, at: path)
    }
  }

  private static func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  /// A name is taken from a file that has others: what berth put in through it, nobody finds through these.
  private mutating func part(_ path: String, _ after: FileTree) {
    for (first, second) in sameFile where first == path || second == path {
      let other = first == path ? second : first
      guard OwnText.isBerths(after.nodes[other]?.bytes ?? []) else { continue }
      orphans.insert(other)
      own[other]?.isMixed = true
    }
    sameFile.removeAll { $0.0 == path || $0.1 == path }
  }

  /// Remembers what the owner had at a path. A file is not forgotten for a folder in its place.
  private mutating func keep(_ possession: Possession, of path: String) {
    if case .file = former[path]?.kind, possession.texts.isEmpty { return }
    former[path] = possession
  }

  private mutating func possession(of node: FileTree.Node, at path: String) -> Possession {
    var possession = Possession(
      kind: node.kind, modes: [node.mode], owner: node.owner, group: node.group, attributes: node.attributes)
    if let bytes = node.bytes { possession.texts = [bytes] }
    // Where berth has made a file, it takes the mode for its own.
    if Hazard.filesOverOurs.isOff, hasReceipt { possession.modes.append(Self.anyMode) }
    // An original that berth has of it may come back.
    if let former = former[path], case .file = former.kind, case .file = node.kind {
      possession.modes = former.modes + possession.modes
      possession.texts = former.texts + possession.texts
      possession.isMixed = former.isMixed
    }
    keep(possession, of: path)
    return possession
  }

  private mutating func change(
    _ path: String, from before: FileTree, to node: FileTree.Node, _ after: FileTree
  ) {
    ever.insert(path)
    guard let old = before.nodes[path] else { return }
    if before.stamps[path]?.inode != after.stamps[path]?.inode {
      if let possession = own[path] { keep(possession, of: path) }
      own[path] = possession(of: node, at: path)
      part(path, after)
      return
    }
    guard var possession = own[path] else { return }
    if old.mode != node.mode { possession.modes.append(node.mode) }
    if old.attributes != node.attributes { possession.attributes = node.attributes }
    if old.kind != node.kind, let bytes = node.bytes, let former = old.bytes {
      if let text = OwnText.ofOwner(in: bytes, before: former), !possession.mayLackLines {
        possession.texts.append(text)
      } else {
        possession.isMixed = true
      }
    }
    own[path] = possession
  }

  /// Whether a link of that path is what the installed files make, as the receipt says.
  private func isLeftover(_ path: String, in before: FileTree) -> Bool {
    stateFolders.contains { folder in
      let receipt = String(decoding: before.nodes[folder + "receipt.json"]?.bytes ?? [], as: UTF8.self)
      guard let key = receipt.firstRange(of: "\"leftovers\"") else { return false }
      let list = receipt[key.upperBound...].prefix { $0 != "]" }
      return list.split(separator: "\"").contains { word in
        guard let slash = word.firstIndex(of: "/") ?? (word.hasPrefix(".") ? word.startIndex : nil) else {
          return false
        }
        let pattern = word.hasPrefix("~") ? word[word.index(after: slash)...] : word
        let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        let name = path.dropFirst("home/".count)
        return parts.count == 1 ? name == pattern : name.hasPrefix(parts[0]) && name.hasSuffix(parts[1])
      }
    }
  }

  private mutating func loseState(_ after: FileTree) {
    hasLostState = true
    for (path, node) in after.nodes where !isState(path) {
      // What a killed run has prepared is nobody's: it goes, or is named, where it is looked for.
      if Self.isTemporary(path), Self.isSearched(path) { continue }
      ever.insert(path)
      // A block tells of itself, where it is looked for.
      guard let bytes = node.bytes, OwnText.isBerths(bytes),
        EditedText(bytes).block == nil || !Self.isSearched(path) || Self.isTemporary(path)
      else { continue }
      orphans.insert(path)
      // What was there before went with the state.
      own[path] = nil
    }
    for (path, possession) in own where possession.mayLackLines { own[path]?.isMixed = true }
    for (path, node) in after.nodes where Hazard.lostModes.isOff && node.bytes.map(OwnText.isBerths) ?? false
    {
      own[path]?.modes.append(node.mode)
    }
    // Nobody can tell them from the owner's any more.
    ever.formUnion(madeAtRunTime)
    madeAtRunTime = []
    for (path, node) in after.nodes {
      if case .link = node.kind, path.hasPrefix("home/.ssh/ssh_") || path == "home/.link" { own[path] = nil }
    }
  }

  /// Whether berth looks for blocks there when there is no receipt: in dotfiles, `~/.ssh` and `~/.config`.
  private static func isSearched(_ path: String) -> Bool {
    let parts = path.split(separator: "/").dropFirst()
    guard let first = parts.first, first.hasPrefix(".") else { return false }
    return parts.count == 1 || [".ssh", ".config"].contains(first) && parts.count <= 4
  }

  /// A line that is known to be lost.
  mutating func giveUp(_ token: Token) { lines[token] = nil }

  /// What the owner deleted himself is nobody's loss.
  private mutating func takeLines(from before: FileTree, to after: FileTree) {
    let old = before.tokens.mapValues { $0.filter { !isState($0) && !Self.isTemporary($0) } }
    let new = after.tokens
    for (token, places) in new {
      let homes = places.filter { !isState($0) && !Self.isTemporary($0) }
      if lines[token] == nil, old[token]?.isEmpty ?? true, !homes.isEmpty { lines[token] = homes }
      if lines[token] != nil { lines[token]?.formUnion(homes) }
    }
    for token in Array(lines.keys) {
      let wasInHome = !(old[token]?.isEmpty ?? true)
      let isInHome = new[token]?.contains { !isState($0) && !Self.isTemporary($0) } ?? false
      if new[token] == nil || wasInHome && !isInHome { lines[token] = nil }
    }
  }
}
