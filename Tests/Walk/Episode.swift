import Glibc
import TestSupport

/// A walk from an empty home to the last uninstall: chance decides what happens, but not when it is walked again.
struct Episode: Sendable {
  let seed: UInt64
  var setting: World.Setting
  var steps: [Step]
  /// How the last uninstall is to settle conflicts.
  var lastPolicy: String?
}

/// An episode while it is walked.
final class Walk {
  let world: World
  private(set) var model: Model
  private(set) var findings: [Finding] = []
  private(set) var steps = 0
  /// What lies there, as of the last step.
  private var now: FileTree
  /// Whether a run came to a sudden end, and the next one has to set something right.
  private var isPending = false
  private let episode: Episode

  /// Walks in a folder that is made for it and removed.
  ///
  /// `folder`: where to; nothing is there yet.
  static func go(_ episode: Episode, in folder: String) -> Walk {
    mkdir(folder, 0o755)
    chmod(folder, 0o755)
    defer { if getenv("BERTH_KEEP") == nil { Disk.remove(folder) } }
    let walk = Walk(episode, World(folder, episode.setting))
    walk.go()
    return walk
  }

  private init(_ episode: Episode, _ world: World) {
    self.episode = episode
    self.world = world
    model = Model(world)
    now = world.snapshot
  }

  private func go() {
    for step in episode.steps {
      steps += 1
      take(step)
      guard findings.isEmpty else { return }
    }
    for step in model.unlocking(now) { take(step) }
    var last: Outcome?
    let ending = Ending(policy: episode.lastPolicy)
    for command in ending.commands(sharesState: episode.setting.sharesState) {
      steps += 1
      last = run(command, nil)
      guard findings.isEmpty else { return }
    }
    // With one state folder for two homes, the last one may not be whose it is.
    if let last, last.status != 0, !episode.setting.sharesState {
      return report(.letsGo, ["it ends with \(last.status): \(last.err)"])
    }
    report(ending.findings(world, model, now))
  }

  private func report(_ found: [Finding]) { findings += found }

  private func report(_ law: Law, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    findings.append(Finding(law: law, what: lines.joined(separator: "; ")))
  }

  private func take(_ step: Step) {
    switch step {
    case .run(let command, let disturbance): run(command, disturbance)
    case .pair(let first, let second): pair(first, second)
    case .runAsPatch(let command): runAsPatch(command)
    case .runTwice(let command): runTwice(command)
    default:
      world.perform(step)
      let before = now
      now = world.snapshot
      model.take(step, from: before, to: now)
    }
  }

  // MARK: - Runs

  @discardableResult
  private func run(_ command: BerthCommand, _ disturbance: Disturbance?) -> Outcome {
    let before = now
    let outcome = world.run(command, disturbance)
    now = world.snapshot
    let wasPending = isPending
    let isKilled = outcome.status == 128 + SIGKILL && disturbance != nil
    // 127: a call failed that loads a library, before berth begins; the static binary has none.
    let hasBegun = disturbance == nil || outcome.status != 127
    if ![0, 1, 2, 3, 65].contains(outcome.status), !isKilled, hasBegun {
      report(.endsWell, ["\(outcome.shortly): \(outcome.err.prefix(300))"])
    }
    if command.writes {
      let isWhole = disturbance == nil && [0, 3, 65].contains(outcome.status)
      isPending =
        isWhole ? isPending && outcome.status != 0 : isPending || disturbance != nil || outcome.status == 1
      // What could not be cleared away is the next run's to do.
      if outcome.err.contains("goes on with it") { isPending = true }
    }
    if !isKilled { holdNothing(command, outcome, disturbance, since: before, wasPending) }
    holdLines(since: before)
    return outcome
  }

  /// What must not have changed.
  private func holdNothing(
    _ command: BerthCommand, _ outcome: Outcome, _ disturbance: Disturbance?, since before: FileTree,
    _ wasPending: Bool
  ) {
    guard command.writes else {
      return report(.looksOnly, now.touches(since: before, ofFiles: true))
    }
    guard outcome.status != 0, !wasPending else { return }
    // With hardly a file open nothing can be undone either; then that is said, and left to the next run.
    if case .limit("n", ..<16) = disturbance, outcome.err.contains("undoing it failed as well") { return }
    let isOpen = { self.model.isState($0) || self.isAboveState($0, before) }
    let changes =
      outcome.status == 1
      ? now.differences(from: before, ignoring: [.attributes, .twin], besides: isOpen)
      : now.touches(since: before, ofFiles: true, besides: isOpen)
    report(.undoes, changes.map { "exit \(outcome.status), but \($0)" })
  }

  /// The folders that lie above the state folder and were not there.
  private func isAboveState(_ path: String, _ before: FileTree) -> Bool {
    before.nodes[path] == nil && model.isAboveState(path)
  }

  /// Every line that the owner has not deleted himself is somewhere.
  private func holdLines(since before: FileTree) {
    let places = now.tokens
    let former = Hazard.forgottenOriginals.isOff ? before.tokens : [:]
    for (token, homes) in model.lines.sorted(by: { $0.key < $1.key }) {
      let all = places[token] ?? []
      let inHome = all.filter { !model.isState($0) && !Model.isTemporary($0) }
      let isSafe =
        !inHome.isEmpty || isPending && !all.isEmpty
        || all.contains { $0.contains("/berth/originals/") || isKept($0) || isInReceipt($0) }
      if !isSafe {
        if let places = former[token], places.allSatisfy(model.isState) {
          model.giveUp(token)
          continue
        }
        let unsaid = all.filter { $0.contains("/kept/") }
        let law: Law = unsaid.isEmpty ? .keepsLines : .namesKept
        report(law, ["tok\(token) of \(homes.sorted().joined(separator: ", ")), now in \(all.sorted())"])
        return
      }
      let own = homes.union(homes.map(now.real))
      let inodes = Set(own.compactMap { now.stamps[$0]?.inode })
      let foreign = inHome.subtracting(own).filter { !inodes.contains(now.stamps[$0]?.inode ?? 0) }
      if !foreign.isEmpty {
        report(.keepsPlaces, ["tok\(token) of \(homes.sorted()) is in \(foreign.sorted())"])
        return
      }
    }
  }

  /// A recipe's lines that were taken out are in the receipt.
  private func isInReceipt(_ path: String) -> Bool { path.hasSuffix("/berth/receipt.json") }

  private func isKept(_ path: String) -> Bool {
    guard let range = path.firstRange(of: "/kept/") else { return false }
    return Hazard.unnamedKept.isOff || world.said.contains("kept/" + path[range.upperBound...])
  }

  private func pair(_ first: BerthCommand, _ second: BerthCommand) {
    for outcome in world.run(first, beside: second) where ![0, 1, 3, 65].contains(outcome.status) {
      report(.endsWell, ["two at once, \(outcome.shortly): \(outcome.err.prefix(300))"])
    }
    let before = now
    now = world.snapshot
    holdLines(since: before)
  }

  /// The second run does nothing.
  private func runTwice(_ command: BerthCommand) {
    let first = run(command, nil)
    guard first.status == 0, findings.isEmpty, !isPending else { return }
    // A conflict that was left may be none any more, once the rest is done.
    guard !first.err.contains("leave as it is: ") else { return }
    let once = now
    let again = world.run(command)
    now = world.snapshot
    let changes = now.touches(since: once, ofFiles: true)
    report(.twiceIsOnce, again.status == 0 ? changes : ["it ends with \(again.status)"])
  }

  /// What diff gives, put into a copy by patch(1), is what apply does.
  private func runAsPatch(_ command: BerthCommand) {
    guard !isPending else {
      run(command, nil)
      return
    }
    let home = world.disk("home")
    let copy = "\(world.folder)/copy"
    var look = command
    look.verb = .diff
    look.isDry = false
    let shown = world.run(look)
    now = world.snapshot
    guard shown.status == 0 else {
      run(command, nil)
      return
    }
    _ = Command("/bin/cp", "-a", home, copy).run()
    defer { Disk.remove(copy) }
    let file = "\(world.folder)/patch"
    Disk.write(shown.out, to: file)
    world.note(
      "cp -a ~ $F/copy; berth \(look.words(profilesIn: "$F/profiles").joined(separator: " ")) | patch -d $F/copy -p1"
    )
    let taken =
      shown.out.isEmpty ? 0 : Command("/usr/bin/patch", "-s", "-p1", "-d", copy, "-i", file).run().status
    guard run(command, nil).status == 0 else { return }
    if taken != 0 { return report(.patchIsApply, ["patch(1) ends with \(taken)"]) }
    let patched = FileTree(of: [(copy, "home")])
    report(
      .patchIsApply,
      now.differencesOfTexts(from: patched) {
        self.model.isState($0) || self.model.isAboveState($0) || self.model.madeAtRunTime.contains($0)
      })
  }
}
