import Glibc
import TestSupport
import Testing

/// A home that is elsewhere is only data that has travelled: what is said of it over there is what is said of it here, byte
/// for byte, whatever sh runs there. Nothing is written there.
@Suite struct ElsewhereTests {
  private static let shells = ["dash", "bash --posix", "busybox sh", "mksh", "zsh --emulate sh"]

  @Test func aHomeElsewhereIsToldAsHere() async {
    await hold(everyNth: 16, atLeast: 6, Self.differences)
  }

  @Test func aHomeElsewhereIsSetUpAsHere() async {
    await hold(everyNth: 28, atLeast: 4, Self.differencesOfWriting)
  }

  /// Holds homes against each other, each with another shell; whole, all of them.
  private func hold(
    everyNth turn: Int, atLeast least: Int,
    _ differences: @escaping @Sendable (HomeBlueprint, String) -> [String]
  ) async {
    let homes = HandWrittenHomes.all + (Corpus.isThere ? Tour.blueprints : [])
    let chosen = homes.indices.filter { Search.isWhole || $0 % turn == 0 }.map { homes[$0] }
    #expect(chosen.count >= least)
    let found = await Threads.map(Array(chosen.enumerated())) { number, home in
      differences(home, Self.shells[number % Self.shells.count])
    }
    #expect(found.joined().isEmpty, "\(found.joined().joined(separator: "\n"))")
  }

  private static func differences(_ blueprint: HomeBlueprint, _ shell: String) -> [String] {
    var found: [String] = []
    let scratch = Scratch("berth-there", on: .memory)
    let home = "\(scratch.path)/home"
    let other = scratch.makeFolder("here")
    blueprint.make(at: home)
    let variables = ["SHELL": blueprint.shell, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    func berth(_ words: [String], in home: String) -> Outcome {
      Command([Built.berth] + words).env(variables).env(["HOME": home]).run()
    }
    var turn = Int(blueprint.seed % 4)
    func look(_ when: String) {
      turn += 1
      let calls = [
        ["diff", blueprint.profile], ["status"], ["diff", "--uninstall"], ["diff", "--format", "json"],
      ]
      for words in Search.ways(calls, for: turn) {
        let before = FileTree(of: home, itself: true)
        let here = berth(words, in: home)
        let via = "HOME='\(home)' \(shell)"
        var there = berth(words + ["--via", via], in: other)
        // It says where.
        there.errors = there.errors.replacing(Array("host: \(via)\n".utf8), with: [])
        there.out = there.out.replacing(
          Array("\"host\": \"\(via)\"".utf8), with: Array("\"host\": null".utf8))
        if here != there {
          found.append(
            "\(blueprint.description), \(when), \(words), \(shell): \(here.summary) there: \(there.summary)")
        }
        if FileTree(of: home, itself: true) != before {
          found.append("\(blueprint.description): \(words) has written")
        }
      }
    }
    look("before")
    guard berth(["apply", blueprint.profile, "--yes"], in: home).exit == 0 else { return found }
    look("installed")
    Disk.write(Disk.bytes("\(home)/.bashrc_agent") + Array("# mine\n".utf8), to: "\(home)/.bashrc_agent")
    look("edited")
    for copy in [".bashrc.bak", ".zshrc.bak", ".config/old"] {
      Disk.write(Disk.bytes("\(home)/.bashrc"), to: "\(home)/\(copy)")
    }
    look("copied")
    let respelled = Disk.text("\(home)/.bashrc").replacing(">>> berth", with: ">>>  Berth")
    _ = Disk.overwrite("\(home)/.bashrc", with: Array(respelled.utf8))
    look("respelled")
    Disk.remove("\(home)/.local/state/berth")
    look("its receipt lost")
    return found
  }

  /// The same home twice, through the same commands there and here.
  private static func differencesOfWriting(_ blueprint: HomeBlueprint, _ shell: String) -> [String] {
    let scratch = Scratch("berth-there", on: .memory)
    let other = scratch.makeFolder("looker")
    let home = "\(scratch.path)/home"
    let variables = ["SHELL": blueprint.shell, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    let via = "HOME='\(home)' \(shell)"
    let calls = [
      ["apply", blueprint.profile, "--yes"], ["apply", "screen", "--yes", "--on-conflict", "replace"],
      ["apply", "base", "--yes", "--on-conflict", "keep"], ["uninstall", "--yes"],
    ]
    func states(_ run: ([String]) -> Outcome) -> [(outcome: Outcome, said: [Substring], tree: FileTree)] {
      Disk.remove(home)
      blueprint.make(at: home)
      return calls.map { words in
        let outcome = run(words)
        // Only who is there can say what to type next.
        let said = outcome.err.split(separator: "\n").filter {
          !$0.hasPrefix("Next: ") && $0 != "host: \(via)"
        }
        return (outcome, said, FileTree(of: home).withoutRandomness)
      }
    }
    let here = states { Command([Built.berth] + $0).env(variables).env(["HOME": home]).run() }
    let there = states {
      Command([Built.berth] + $0 + ["--via", via]).env(variables).env(["HOME": other]).run()
    }
    return zip(calls, zip(here, there)).flatMap { words, pair -> [String] in
      let (here, there) = pair
      let name = "\(blueprint.description), \(words), \(shell)"
      let differences = there.tree.differences(from: here.tree)
      let isSaid = here.outcome.exit == there.outcome.exit && here.said == there.said
      return (isSaid ? [] : ["\(name): \(here.outcome.summary) there: \(there.outcome.summary)"])
        + (differences.isEmpty ? [] : ["\(name): \(differences)"])
    }
  }

  @Test(arguments: [
    ("echo hello", "no shell there has run what was sent; it said: hello"),
    ("exit 3", "it ended with status 3"),
    ("echo no such host >&2; exit 255", "no such host"),
    ("sh | head -c 900", "the answer is not whole; try again"),
    ("sh | tr 0 1", "the answer is not whole; try again"), ("kill -9 $$", "it was ended by signal 9"),
  ])
  func whatGoesWrongIsToldInALine(_ via: String, _ message: String) {
    let home = TestHome()
    for words in [["diff"], ["status"]] {
      let outcome = home.command([home.program] + words + ["--via", via]).run()
      #expect(outcome.exit == 1 && outcome.out == [])
      #expect(outcome.err == "berth: \(via): \(message)\n")
    }
  }
}
