import Glibc
import TestSupport

/// Goes through one home with the real program and holds every law against it.
struct HomeWalk {
  let blueprint: HomeBlueprint
  /// The home's path; beside it lie the copies.
  let home: String
  let tools: Tools
  private(set) var breaches: [Breach] = []
  var tally = Tally()
  var random: SeededGenerator

  /// What all walks share.
  struct Tools: Sendable {
    /// The folder that the homes are made in.
    let folder: String
    let tmux: TmuxServer?
    let ssh = Built.path(of: "ssh")
    let patch = Built.path(of: "patch")
    let git = Built.path(of: "git")
    let copy = Built.path(of: "cp")
  }

  /// Makes the home, walks, and removes it.
  static func walk(_ blueprint: HomeBlueprint, at name: String, _ tools: Tools) -> (
    breaches: [Breach], tally: Tally
  ) {
    var walk = HomeWalk(
      blueprint: blueprint, home: "\(tools.folder)/\(name)/home", tools: tools,
      random: SeededGenerator(seed: blueprint.seed))
    blueprint.make(at: walk.home)
    walk.tally.homes = 1
    walk.goThrough()
    if getenv("BERTH_KEEP") == nil { Disk.remove("\(tools.folder)/\(name)") }
    return (walk.breaches, walk.tally)
  }

  private mutating func goThrough() {
    let before = FileTree(of: home, itself: true)
    let shown = look(at: before)
    guard blueprint.hazards.isEmpty else { return holdRefusal(shown, before: before) }
    guard shown.status == 0 else {
      return report(.refusesRightly, "diff ends with \(shown.status): \(shown.err)")
    }
    let patched = takePatch(shown.out)
    let asked = ask()
    var applied = FileTree(of: home, itself: true)
    do {
      let outcome = berth(["apply", blueprint.profile, "--yes"])
      applied = FileTree(of: home, itself: true)
      guard outcome.status == 0 else {
        return report(.givesBack, "apply ends with \(outcome.status): \(outcome.err)")
      }
    }
    compare(patched, with: applied)
    holdSecondApply(applied)
    holdAnswers(asked)
    guard keepCopy() else { return }
    let outcome = berth(["uninstall", "--yes"])
    if outcome.status != 0 {
      report(.givesBack, "uninstall ends with \(outcome.status): \(outcome.err)")
    }
    for difference in FileTree(of: home, itself: true).differences(from: before) {
      report(.givesBack, difference)
    }
    guard breaches.isEmpty else { return }
    // The rest goes on from where it was installed.
    Disk.remove(home)
    rename(home + ".installed", home)
    holdEdits(before)
  }

  /// Copies the home as it is.
  private mutating func keepCopy() -> Bool {
    guard let cp = tools.copy else { return false }
    let outcome = Command(cp, "-a", home, home + ".installed").run()
    if outcome.status != 0 { report(.givesBack, "the home can't be copied: \(outcome.err)") }
    return outcome.status == 0
  }

  // MARK: - The program

  /// Runs the program in the home.
  mutating func berth(_ arguments: [String]) -> Outcome {
    tally.programRuns += 1
    // No server of the user's can be reached from there: reload commands run for nobody.
    return Command([Built.berth] + arguments).env([
      "HOME": home, "SHELL": blueprint.shell, "PATH": Built.searchPath, "TMUX_TMPDIR": tools.folder,
      "SCREENDIR": tools.folder, "LC_ALL": "C.UTF-8",
    ]).run()
  }

  /// Notes a breach.
  mutating func report(_ law: Law, _ what: String) {
    breaches.append(Breach(law: law, home: blueprint.description, what: what))
  }

  // MARK: - Laws 7 and 2

  /// Everything that only looks, before anything is installed; none of it may write.
  ///
  /// - Returns: what `diff` gave.
  private mutating func look(at before: FileTree) -> Outcome {
    let profile = blueprint.profile
    let shown = looking(["diff", profile], since: before)
    // The others in turns, two a home: over all homes each of them has hundreds.
    var others: [[String]] = [
      ["apply", profile, "-n"], ["status"], ["render", "~/.ssh/config", profile], ["uninstall", "-n"],
      ["profiles"], ["profiles", "show", "base"], ["templates"], ["diff", profile, "--format", "json"],
      ["diff", profile, "--exit-code", "--on-conflict", "keep"], ["doctor"],
    ]
    others.shuffle(using: &random)
    for other in others.prefix(2) {
      let outcome = looking(other, since: before)
      guard other[0] == "apply", (outcome.out, outcome.errors) != (shown.out, shown.errors) else {
        continue
      }
      report(.looksOnly, "'apply -n' says something else than 'diff'")
    }
    return shown
  }

  /// Runs a command that may only look.
  private mutating func looking(_ arguments: [String], since before: FileTree) -> Outcome {
    let outcome = berth(arguments)
    if outcome.status > 3 {
      report(.looksOnly, "'\(arguments)' ends with \(outcome.status): \(outcome.err)")
    }
    for touch in FileTree(of: home, itself: true).touches(since: before) {
      report(.looksOnly, "'\(arguments.joined(separator: " "))': \(touch)")
    }
    return outcome
  }

  private mutating func holdSecondApply(_ applied: FileTree) {
    let again = berth(["apply", blueprint.profile, "--yes"])
    if again.status != 0 {
      report(.secondTouchesNothing, "it ends with \(again.status): \(again.err)")
    }
    let now = FileTree(of: home, itself: true)
    for touch in now.touches(since: applied) { report(.secondTouchesNothing, touch) }
    let shown = looking(["diff", blueprint.profile, "--exit-code"], since: now)
    if shown.status != 0 || !shown.out.isEmpty {
      report(.secondTouchesNothing, "diff ends with \(shown.status) and shows: \(shown.text)")
    }
    let others = [
      ["status", "--exit-code"], ["uninstall", "-n"], ["apply", blueprint.profile, "-n", "--exit-code"],
      ["doctor"],
    ]
    let other = random.pick(others)
    let outcome = looking(other, since: now)
    if other.contains("--exit-code"), outcome.status != 0 {
      report(.secondTouchesNothing, "\(other): \(outcome.text)\(outcome.err)")
    }
  }

  // MARK: - Refusals

  /// The plan refuses this home: for the reasons that the test has put there and no others, and nothing is written.
  private mutating func holdRefusal(_ shown: Outcome, before: FileTree) {
    tally.refusals = 1
    let applied = berth(["apply", blueprint.profile, "--yes"])
    for (verb, outcome) in [("diff", shown), ("apply", applied)] {
      if outcome.status != 3 { report(.refusesRightly, "\(verb) ends with \(outcome.status), not 3") }
      let lines = outcome.errors.lines.map(\.shown).filter { $0.hasPrefix("! ") }
      for (path, hazard) in blueprint.hazards {
        // With a line's number, or without.
        let isTold = lines.contains {
          ($0.hasPrefix("! ~/\(path) ") || $0.hasPrefix("! ~/\(path):")) && Text($0).mentions(hazard.rawValue)
        }
        if !isTold {
          report(.refusesRightly, "\(verb) does not say '\(hazard.rawValue)' of ~/\(path): \(lines)")
        }
      }
      if lines.count != blueprint.hazards.count { report(.refusesRightly, "\(verb) refuses more: \(lines)") }
      if !outcome.out.isEmpty { report(.refusesRightly, "\(verb) shows a patch all the same") }
    }
    for touch in FileTree(of: home, itself: true).touches(since: before) { report(.refusesRightly, touch) }
  }
}
