import Glibc
import TestSupport

/// The folder that an episode happens in: two homes, the profiles, perhaps a state folder that both share; and what has
/// been done there, as lines for a shell.
final class World {
  /// Beside `home`, `other`, `state` and `profiles`: what the programs print.
  let folder: String
  let setting: Setting
  /// The home's name at the moment: it can be renamed.
  private(set) var homeName = "home"
  /// What a person types to get here.
  private(set) var transcript: [String] = []
  /// All that berth has said so far.
  private(set) var said = ""
  private(set) var runs = 0

  /// What does not change during an episode.
  struct Setting: Sendable {
    /// Both homes share one state folder, as with an exported XDG_STATE_HOME.
    var sharesState = false
    var shell = "/bin/bash"
    /// Which of `tmux` and `screen` are there.
    var programs: [String] = []
  }

  /// Makes the folder's first content.
  init(_ folder: String, _ setting: Setting) {
    self.folder = folder
    self.setting = setting
    for name in ["home", "other", "profiles", "bin"] + (setting.sharesState ? ["state"] : []) {
      mkdir("\(folder)/\(name)", 0o755)
    }
    // What reloads start does nothing.
    let stubs = ["sh", "true"] + setting.programs
    for name in stubs { symlink("/bin/true", "\(folder)/bin/\(name)") }
    let state = setting.sharesState ? " XDG_STATE_HOME=$F/state" : ""
    transcript = [
      "F=$(mktemp -d); cd $F; mkdir home other profiles bin\(setting.sharesState ? " state" : "")",
      "for p in \(stubs.joined(separator: " ")); do ln -s /bin/true bin/$p; done; export HOME=$F/home",
      "berth() { HOME=${H-$HOME} env -i HOME=${H-$HOME} PATH=$F/bin SHELL=\(setting.shell)\(state) "
        + "${T-} \(Built.berth) \"$@\"; }",
      "edit() { sed \"$2\" \"$1\" >$F/edited && cat $F/edited >\"$1\"; }",
    ]
  }

  /// Where a path lies on the disk.
  func disk(_ path: String) -> String {
    path.hasPrefix("home/") || path == "home"
      ? "\(folder)/\(homeName)\(path.dropFirst(4))" : "\(folder)/\(path)"
  }

  /// The path as a shell has it.
  func typed(_ path: String) -> String {
    path.hasPrefix("home/") ? "~\(path.dropFirst(4))" : "$F/\(path)"
  }

  /// Notes what a person would type.
  func note(_ line: String) { transcript.append(line) }

  /// All that lies there.
  var snapshot: FileTree {
    FileTree(of: (["home", "other"] + (setting.sharesState ? ["state"] : [])).map { (disk($0), $0) })
  }

  /// Berth's own folder for a home, as a path below the folder.
  func stateFolder(of home: String) -> String {
    setting.sharesState ? "state/berth" : "\(home)/.local/state/berth"
  }

  /// Gives the home another name, or its old one.
  func renameHome() {
    let other = homeName == "home" ? "moved" : "home"
    guard rename("\(folder)/\(homeName)", "\(folder)/\(other)") == 0 else { return }
    note("mv $F/\(homeName) $F/\(other); export HOME=$F/\(other)")
    homeName = other
  }

  // MARK: - Berth

  /// Runs berth to its end.
  func run(_ command: BerthCommand, _ disturbance: Disturbance? = nil) -> Outcome {
    start(command, disturbance).outcome()
  }

  /// Runs berth in a copy of the home, which nobody speaks of.
  func run(_ command: BerthCommand, in home: String) -> Outcome {
    berth(command, home: home).run()
  }

  /// Starts it.
  private func start(_ command: BerthCommand, _ disturbance: Disturbance?) -> Started {
    runs += 1
    let words = command.words(profilesIn: "\(folder)/profiles")
    var line = "berth " + words.map { $0.replacing(folder, with: "$F") }.joined(separator: " ")
    if let disturbance { line = "T='\(disturbance.tool.map(Self.quoted).joined(separator: " "))' \(line)" }
    if command.home == "other" { line = "H=$F/other \(line)" }
    let index = transcript.count
    note(line)
    let berth = self.berth(command, under: disturbance?.tool ?? [], home: disk(command.home))
    guard let running = berth.start() else { fatalError("\(Built.berth) can't be started") }
    return Started(world: self, running: running, line: index)
  }

  /// Runs two at once.
  func run(_ first: BerthCommand, beside second: BerthCommand) -> [Outcome] {
    let running = [start(first, nil), start(second, nil)]
    return running.map { $0.outcome() }
  }

  private static func quoted(_ word: String) -> String { word.contains(" ") ? "\"\(word)\"" : word }

  private func berth(_ command: BerthCommand, under tool: [String] = [], home: String) -> Command {
    Command(tool + [Built.berth] + command.words(profilesIn: "\(folder)/profiles")).limit(20).env([
      "HOME": home, "PATH": "\(folder)/bin", "SHELL": setting.shell, "LC_ALL": "C", "TMUX_TMPDIR": folder,
      // The same calls in the same order every time.
      "SWIFT_DETERMINISTIC_HASHING": "1",
    ]).env(setting.sharesState ? ["XDG_STATE_HOME": "\(folder)/state"] : [:])
  }

  /// A run that has been started.
  private struct Started {
    let world: World
    let running: Running
    /// Where it stands in the transcript.
    let line: Int

    func outcome() -> Outcome {
      let outcome = running.wait()
      world.said += outcome.err + outcome.text
      world.transcript[line] += "   # \(outcome.shortly)"
      for text in outcome.err.split(separator: "\n") { world.transcript[line] += "\n    #| \(text)" }
      return outcome
    }
  }
}

extension Outcome {
  /// How it ended, as the transcript has it.
  var shortly: String { status == 0 ? "done" : status < 0 ? "hangs" : "exit \(status)" }
}
