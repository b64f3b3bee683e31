import TestSupport

/// Draws an episode: the same for the same seed.
struct Drawing {
  private var random: SeededGenerator
  private var nextToken = 0

  static let targets = [".bashrc", ".bashrc_agent", ".ssh/config", ".ssh/rc", ".tmux.conf", ".screenrc"]
  private static let others = [".profile", ".config/a/rc", ".config/a/b/rc", ".local/share/notes", ".zshrc"]
  private static let links = [
    ".ssh/ssh_auth_sock", ".ssh/ssh_auth_sock.laptop", ".ssh/ssh_auth_sock.asleep", ".ssh/ssh_work", ".link",
  ]

  static func episode(seed: UInt64) -> Episode {
    var drawing = Drawing(random: SeededGenerator(seed: seed))
    return drawing.episode(seed)
  }

  private init(random: SeededGenerator) { self.random = random }

  private mutating func episode(_ seed: UInt64) -> Episode {
    var setting = World.Setting()
    setting.sharesState = random.chance(15) && !Hazard.foreignHome.isOff
    setting.shell = random.pick(["/bin/bash", "/bin/bash", "/bin/zsh", "/usr/bin/fish", "/bin/tcsh"])
    setting.programs = ["tmux", "screen"].filter { _ in random.chance(80) }
    var steps: [Step] = []
    for number in 1...3 { steps.append(.profile(profile(number))) }
    steps += firstFiles("home")
    if setting.sharesState { steps += firstFiles("other") }
    for _ in 0..<Int.random(in: 3...random.pick([10, 20, 20, 50]), using: &random) {
      steps += step(sharesState: setting.sharesState)
    }
    let policy: String? = random.pick([nil, "keep", "replace", "replace"])
    return Episode(seed: seed, setting: setting, steps: steps, lastPolicy: policy)
  }

  // MARK: - Before berth

  private mutating func firstFiles(_ home: String) -> [Step] {
    var steps: [Step] = []
    if random.chance(70) { steps.append(.folder("\(home)/.ssh", mode: folderMode)) }
    if random.chance(50) { steps.append(.folder("\(home)/.local", mode: folderMode)) }
    if random.chance(30) { steps.append(.folder("\(home)/.local/state", mode: folderMode)) }
    for path in Self.targets + Self.others where random.chance(45) { steps.append(file("\(home)/\(path)")) }
    for link in Self.links where random.chance(12) && !Hazard.olderLinks.isOff {
      steps.append(self.link("\(home)/\(link)"))
    }
    if random.chance(10) { steps.append(.moveAway("\(home)/\(target)", to: "\(home)/dotfiles/one")) }
    if random.chance(8) { steps.append(.hardLink("\(home)/\(target)", to: "\(home)/.backup")) }
    return steps
  }

  private mutating func file(_ path: String) -> Step {
    let least = Hazard.filesOverOurs.isOff || Hazard.twins.isOff ? 1 : 0
    var lines = (0..<Int.random(in: least...5, using: &random)).map { _ in line(path) }
    // More than a block of the disk, with what must not be cut off at the end.
    if random.chance(8) {
      nextToken += 1
      lines.append("# \(Step.longText) tok\(nextToken)")
    }
    if random.chance(8), let recipe = Self.recipe(for: path) { lines.append(recipe) }
    return .file(
      path, lines, mode: mode, ending: random.chance(8) ? "\r\n" : "\n",
      isTerminated: !random.chance(15))
  }

  /// What people paste.
  private static func recipe(for path: String) -> String? {
    switch path.split(separator: "/").last {
    case "config": "Host *\n  IdentityAgent ~/.ssh/ssh_auth_sock"
    case ".bashrc", "rc", ".zshrc", ".profile": "ln -sf \"$SSH_AUTH_SOCK\" ~/.ssh/ssh_auth_sock"
    default: nil
    }
  }

  private mutating func link(_ path: String) -> Step {
    .link(path, to: random.pick(["/nowhere/agent.1", "/nowhere/agent.1", "agent.real", "/etc/hostname"]))
  }

  private var target: String {
    mutating get { random.chance(85) ? random.pick(Self.targets) : random.pick(Self.others) }
  }

  private var folderMode: UInt32 {
    mutating get {
      let mode: UInt32 = random.pick([0o700, 0o700, 0o755, 0o1700])
      return Hazard.stickyFolders.isOff ? mode & 0o777 : mode
    }
  }

  private var mode: UInt32 {
    mutating get {
      let mode: UInt32 = random.pick(weighted: [
        (0o644, 10), (0o600, 4), (0o640, 2), (0o755, 1), (0o444, 1), (0o2755, 1), (0o4711, 1), (0o1644, 1),
      ])
      return Hazard.specialBits.isOff ? mode & 0o777 : mode
    }
  }

  /// A line of the owner's, as such a file may have it.
  private mutating func line(_ path: String) -> String {
    nextToken += 1
    let token = "tok\(nextToken)"
    let comment = "# \(token)"
    switch path.split(separator: "/").last.map(String.init) ?? "" {
    case "config":
      return random.pick([
        comment, "Host \(token)", "  User \(token)", "Match host \(token)", "Host *.\(token) !\(token)",
      ])
    case ".tmux.conf": return random.pick([comment, "set -g @\(token) on"])
    case ".screenrc": return random.pick([comment, "setenv \(token) x", "setenv SSH_AUTH_SOCK \(token)"])
    case ".bashrc", "rc", ".profile", ".zshrc":
      return random.pick(weighted: [
        (comment, 4), ("alias \(token)=ls", 2), ("[ -n \"$\(token)\" ] && return", 1), ("exec \(token)", 1),
        ("\(token)=1", 2),
      ])
    default: return comment
    }
  }

  // MARK: - Profiles

  private mutating func profile(_ number: Int) -> GeneratedProfile {
    var paths = Self.targets + [".config/a/rc", ".config/a/b/rc", ".local/share/made", ".new/folder/file"]
    paths.shuffle(using: &random)
    let entries = paths.prefix(Int.random(in: 1...5, using: &random)).map { path -> GeneratedProfile.Entry in
      var patch = random.pick(weighted: [
        ("block", 5), ("file", 4), ("ssh-config", path == ".ssh/config" ? 8 : 0),
      ])
      if patch == "ssh-config", path != ".ssh/config" { patch = "block" }
      return GeneratedProfile.Entry(
        path: path, patch: patch, place: patch == "block" && random.chance(40) ? "start" : nil,
        mode: random.chance(25) ? random.pick(["0600", "0644", "0755", "0400"]) : nil,
        text: random.pick(
          weighted: [(0, 5), (1, 5), (2, 2), (3, 1), (4, 2)]
            + (Hazard.oddTexts.isOff ? [] : [(5, 1), (6, 1)])),
        reloads: random.chance(10))
    }
    let patterns =
      Hazard.crossedPatterns.isOff
      ? ["{{socket}}", "~/.link"] : ["~/.ssh/ssh_auth_sock", "{{socket}}.*", "~/.link", "~/.ssh/ssh_*"]
    let leftovers = patterns.filter { _ in random.chance(30) }
    return GeneratedProfile(
      name: "p\(number)", entries: Array(entries), leftovers: leftovers, crowd: random.chance(8) ? 40 : 0)
  }

  private mutating func command(_ verb: BerthCommand.Verb, sharesState: Bool) -> BerthCommand {
    var command = BerthCommand(verb: verb)
    command.policy = random.pick([nil, "keep", "replace", "replace"])
    if sharesState, random.chance(20) { command.home = "other" }
    guard verb == .apply || verb == .diff else { return command }
    command.profile = random.pick([
      "default", "base", "tmux", "screen", "p1", "p2", "p3", "p1", "p2", "p3", nil,
    ])
    command.adoptsRecipes = random.chance(10)
    if random.chance(15) {
      command.settings = [
        random.pick(
          ["socket=~/.ssh/ssh_other", "socket=~/.link"]
            + (Hazard.crossedPatterns.isOff ? [] : ["socket=~/.ssh/ssh_*"]))
      ]
    }
    return command
  }

  // MARK: - Steps

  private mutating func step(sharesState: Bool) -> [Step] {
    let path = "home/\(target)"
    switch random.pick(weighted: Self.kinds) {
    case .apply: return [.run(command(.apply, sharesState: sharesState), nil)]
    case .uninstall: return [.run(command(.uninstall, sharesState: sharesState), nil)]
    case .look:
      var look = command(random.pick([.diff, .status, .apply, .uninstall]), sharesState: sharesState)
      look.isDry = true
      return [.run(look, nil)]
    case .twice:
      var apply = command(.apply, sharesState: sharesState)
      if Hazard.recipesOnLeaving.isOff { apply.adoptsRecipes = false }
      return [.runTwice(apply)]
    case .patch:
      var apply = command(.apply, sharesState: sharesState)
      apply.home = "home"
      return [.runAsPatch(apply)]
    case .disturbed:
      let verb: BerthCommand.Verb = random.chance(65) ? .apply : .uninstall
      let command = command(verb, sharesState: sharesState)
      let disturbance = disturbance
      return [.run(command, Hazard.faults.isOff ? nil : disturbance)]
    case .pair:
      return [
        .pair(
          command(.apply, sharesState: false), command(random.pick([.apply, .uninstall]), sharesState: false))
      ]
    case .insert: return [.insert(path, line(path), position)]
    case .delete: return [.deleteLine(path, position)]
    case .meddle:
      let meddling = random.pick(Step.Meddling.allCases)
      let isOff = Hazard.indentedBlocks.isOff && [.indent, .comment, .respell].contains(meddling)
      return [.meddle(path, isOff ? .delete : meddling)]
    case .remove:
      return [
        .remove(random.chance(85) ? path : random.pick(["home/.ssh", "home/.config", "home/.local/share"]))
      ]
    case .rewrite: return [file(path)]
    case .mode: return Hazard.modes.isOff ? [] : [.setMode(path, mode)]
    case .folder: return [.folder(random.pick([path, "home/.new", "home/.local/state"]), mode: 0o755)]
    case .crlf: return [.makeCRLF(path)]
    case .cut: return [.cutLastNewline(path)]
    case .away: return [.moveAway(path, to: "home/dotfiles/\(random.pick(["one", "two"]))")]
    case .hardLink:
      return [
        .hardLink(
          path, to: Hazard.sameFiles.isOff ? "home/.backup" : random.pick(["home/.backup", "home/\(target)"]))
      ]
    case .link: return [link("home/\(random.chance(80) ? random.pick(Self.links) : target)")]
    case .socket: return [.socket("home/.ssh/agent.real")]
    case .access: return [.access(path)]
    case .lock:
      return [
        .setMode(random.pick(["home/.ssh", "home/.config", "home/.config/a", "home/.local"]), 0o500)
      ]
    case .attribute: return [.attribute(path, "v\(Int.random(in: 0...9, using: &random))")]
    case .loseState: return Hazard.lostState.isOff ? [] : [.loseState]
    case .renameHome: return [.renameHome]
    case .profile: return [.profile(profile(Int.random(in: 1...3, using: &random)))]
    }
  }

  private enum Kind {
    case apply, uninstall, look, twice, patch, disturbed, pair
    case insert, delete, meddle, remove, rewrite, mode, folder, crlf, cut, away, hardLink, link, socket,
      attribute, access, lock
    case loseState, renameHome, profile
  }

  private static let kinds: [(Kind, weight: Int)] = [
    (.apply, 30), (.uninstall, 8), (.look, 6), (.twice, 6), (.patch, 6), (.disturbed, 12), (.pair, 2),
    (.insert, 16), (.delete, 6), (.meddle, 4), (.remove, 5), (.rewrite, 5), (.mode, 5), (.folder, 2),
    (.crlf, 2),
    (.cut, 2), (.away, 2), (.hardLink, 2), (.link, 4), (.socket, 1), (.attribute, 2), (.access, 1),
    (.lock, 1), (.loseState, 2),
    (.renameHome, 2), (.profile, 4),
  ]

  private var position: Step.Position {
    mutating get {
      random.pick([
        .start, .end, .end, .part(Int.random(in: 0..<1_000, using: &random)), .beforeBlock, .behindBlock,
        .inBlock(Int.random(in: 0...3, using: &random)),
      ])
    }
  }

  private var disturbance: Disturbance {
    mutating get {
      let call = random.pick([
        "openat", "openat", "openat", "write", "write", "fsync", "fsync", "renameat", "renameat2", "linkat",
        "unlinkat", "unlinkat", "mkdirat", "fchmod", "close", "newfstatat", "fstat", "flock", "read",
        "getdents64",
        "fchown", "rmdir",
      ])
      let isCommon = ["openat", "close", "read", "newfstatat", "fstat"].contains(call)
      let number = Int.random(in: 1...random.pick(isCommon ? [6, 30, 120] : [3, 8, 25]), using: &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5: return .kill(call: call, number)
      case 5..<8:
        return .fail(
          call: call, number, code: random.pick(["ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "EINTR"]))
      case 8: return .limit("f", random.pick([1, 2, 4, 8, 16, 40]))
      default: return .limit("n", Int.random(in: 3...40, using: &random))
      }
    }
  }
}
