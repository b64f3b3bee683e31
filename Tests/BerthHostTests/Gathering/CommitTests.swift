import BerthCore
import Glibc
import TestSupport
import Testing

/// A plan is carried out elsewhere by one script, all of it or nothing, whatever happens to that; and what was cut short
/// there is undone or finished by the next run, from here or there.
@Suite struct CommitTests {
  private static let shells = [
    "dash", "bash --posix", "busybox sh", "mksh", "zsh --emulate sh", "yash", "ksh93",
  ]
  private static let apply = ["apply", "base", "--on-conflict", "replace"]

  /// A home, and where it is looked at from.
  private final class There {
    let home: TestHome
    let here = TestHome()
    let shell: String
    var script: String { "\(here.folder)/script" }

    init(_ tree: FileTree = LivedInHome.withSSH, shell: String = "dash") {
      home = TestHome(tree)
      self.shell = shell
    }

    /// Runs the program here, on the home there.
    func berth(_ words: [String]) throws -> Outcome {
      try here.berth(words + ["--via", "HOME='\(home.path)' \(shell)"])
    }

    /// Saves the script that would do it.
    func save(_ words: [String]) throws {
      let outcome = try berth(words + ["--print-script"])
      try #require(outcome.exit == 0, "\(outcome.summary)")
      Disk.write(outcome.out, to: script)
    }

    func runScript() -> Outcome { home.command(["dash"]).stdin(script).run() }
  }

  /// The lived-in home, and the same with the base profile.
  private static let (first, installed): (FileTree, FileTree) = {
    let home = TestHome(LivedInHome.withSSH)
    _ = try? home.berth(apply + ["--yes"])
    return (LivedInHome.withSSH, home.tree.withoutRandomness)
  }()

  @Test(arguments: shells)
  func `it is done as it is done here`(_ shell: String) throws {
    let there = There(shell: shell)
    let applied = try there.berth(Self.apply + ["--yes"])
    #expect(applied.exit == 0, "\(applied.summary)")
    #expect(there.home.tree.withoutRandomness.differences(from: Self.installed) == [])
    let again = try there.berth(Self.apply + ["--yes"])
    #expect(again.err.contains("No changes") && again.exit == 0, "\(again.summary)")
    // The program there knows it for its own.
    #expect(try there.home.berth("status", "--exit-code").exit == 0)
    let removed = try there.berth(["uninstall", "--yes"])
    #expect(removed.exit == 0, "\(removed.summary)")
    #expect(there.home.tree.differences(from: Self.first) == [])
    #expect(there.here.tree.differences(from: FileTree()) == [])
  }

  /// Every byte that a file may hold.
  @Test(arguments: shells)
  func `what is there comes back whole`(_ shell: String) throws {
    let odd = (1...255).map(UInt8.init) + Array("\r\n'\\''\nberth\n%s\\n".utf8)
    let first = FileTree().adding([
      LivedInHome.folder(".ssh", 0o700), (".bashrc", FileTree.Node(.file(odd), mode: 0o640)),
      (".bashrc_agent", FileTree.Node(.file(odd + [0x0a]), mode: 0o600)),
      (".ssh/config", FileTree.Node(.file(Array("# é\nberth\nberth-\n".utf8)), mode: 0o600)),
      (".profile", FileTree.Node(.file(Array("- é\n-n x\n-x".utf8)), mode: 0o644)),
    ])
    let there = There(first, shell: shell)
    let applied = try there.berth(Self.apply + ["--yes"])
    #expect(applied.exit == 0, "\(applied.summary)")
    let removed = try there.berth(["uninstall", "--yes"])
    #expect(removed.exit == 0, "\(removed.summary)")
    #expect(there.home.tree.differences(from: first) == [])
  }

  @Test(arguments: FaultyUtilities.Fault.allCases, [apply, ["uninstall"]])
  func `whatever fails there, all is done or nothing`(_ fault: FaultyUtilities.Fault, _ verb: [String]) throws
  {
    let isApply = verb.first == "apply"
    var tried = 0
    for ordinal in stride(from: 1 + (isApply ? 0 : 3), to: 500, by: Search.isWhole ? 1 : 11) {
      let there = There()
      if !isApply { try #require(try there.home.berth(Self.apply + ["--yes"]).exit == 0) }
      try there.save(verb)
      let utilities = FaultyUtilities(in: there.here.folder)
      let (outcome, met) = utilities.run(there.script, in: there.home, fault, at: ordinal)
      guard let met else { break }
      tried += 1
      let said = outcome.text.split(separator: "\n").map { $0.split(separator: " ")[0] }
      if fault == .fail, !said.contains("rest"), !said.contains("stuck") {
        let isInstalled = said.contains("happened") == isApply
        #expect(
          there.home.tree.withoutRandomness.differences(from: isInstalled ? Self.installed : Self.first)
            == [],
          "\(ordinal), \(met): \(outcome.summary)")
      }
      // From here or there, forwards or back.
      let isBack = ordinal % 2 == 0
      let next = (isBack ? ["uninstall"] : Self.apply) + ["--yes"]
      let then = try ordinal / 2 % 2 == 0 ? there.berth(next) : there.home.berth(next)
      #expect(then.exit == 0, "\(ordinal), \(met), then \(next): \(then.summary)")
      #expect(
        there.home.tree.withoutRandomness.differences(from: isBack ? Self.first : Self.installed) == [],
        "\(ordinal), \(met), then \(next): \(then.summary)")
    }
    #expect(tried > 6)
  }

  @Test func `a script that is cut off does nothing, or all`() throws {
    let there = There()
    try there.save(Self.apply)
    let whole = Disk.bytes(there.script)
    let isLate = { (end: Int) in end > whole.count - 300 }
    for end in 0..<whole.count where isLate(end) || end % (Search.isWhole ? 211 : 8191) == 0 {
      let there = There()
      Disk.write(Array(whole[..<end]), to: there.script)
      let outcome = there.runScript()
      let isDone = there.home.tree.withoutRandomness.differences(from: Self.installed) == []
      #expect(
        isDone && isLate(end) || there.home.tree.differences(from: Self.first) == [],
        "\(end): \(outcome.summary)")
    }
  }

  private static let edits: [(name: String, edit: @Sendable (String) -> Void)] = [
    ("a line more", { home in Disk.write(Disk.bytes("\(home)/.bashrc") + [0x0a], to: "\(home)/.bashrc") }),
    ("another mode", { home in chmod("\(home)/.bashrc", 0o640) }),
    ("a file less", { home in unlink("\(home)/.ssh/rc") }),
    (
      "a folder in its place",
      { home in
        unlink("\(home)/.bashrc_agent")
        mkdir("\(home)/.bashrc_agent", 0o755)
      }
    ),
    (
      "a symlink in its folder's place",
      { home in
        rename("\(home)/.ssh", "\(home)/.ssh.moved")
        symlink(".ssh.moved", "\(home)/.ssh")
      }
    ),
    ("no receipt any more", { home in Disk.remove("\(home)/\(TestHome.state)") }),
  ]

  @Test func `who writes between the look and the run is named, and nothing is written`() throws {
    for (name, edit) in Self.edits {
      let there = There()
      try #require(try there.home.berth("apply", "screen", "--yes", "--on-conflict", "replace").exit == 0)
      try there.save(Self.apply)
      edit(there.home.path)
      let before = there.home.tree
      let outcome = there.runScript()
      #expect(outcome.text.contains("\nchanged ."), "\(name): \(outcome.summary)")
      #expect(there.home.tree.differences(from: before) == [], "\(name)")
    }
  }

  @Test func `two at once leave one right home`() throws {
    for _ in 0..<(Search.isWhole ? 50 : 5) {
      let there = There()
      try there.save(Self.apply)
      let runs = (0..<3).compactMap { _ in there.home.command(["dash"]).stdin(there.script).start() }
      let outcomes = runs.map { $0.wait() }
      #expect(outcomes.count { $0.text.contains("\nhappened\n") } == 1, "\(outcomes.map(\.summary))")
      #expect(there.home.tree.withoutRandomness.differences(from: Self.installed) == [])
      #expect(try there.berth(["uninstall", "--yes"]).exit == 0)
      #expect(there.home.tree.differences(from: Self.first) == [])
    }
  }

  /// As a program goes that has a connection of its own.
  @Test func `it is asked and told by two commands`() throws {
    let there = There()
    func go(_ words: [String], until end: String) throws -> [String] {
      var steps: [String] = []
      Disk.write(try there.here.berth("gather").out, to: there.script)
      while steps.last != end, steps.count < 6 {
        Disk.write(there.runScript().out, to: "\(there.here.folder)/told")
        let outcome = try there.here.berth(["plan", "--gathered", "\(there.here.folder)/told"] + words)
        let members = try #require(JSON(parsing: outcome.out)?.members, "\(outcome.summary)")
        guard case .string(let next)? = members["next"] else { break }
        steps.append(next)
        guard case .string(let script)? = members["script"] else { break }
        Disk.write(script, to: there.script)
        guard next != "gather" else { continue }
        _ = there.runScript()
        Disk.write(try there.here.berth("gather").out, to: there.script)
      }
      return steps
    }
    #expect(try go(["base"], until: "conflicts") == ["conflicts"])
    #expect(try go(["base", "--on-conflict", "replace"], until: "nothing") == ["commit", "nothing"])
    #expect(there.home.tree.withoutRandomness.differences(from: Self.installed) == [])
    mkdir("\(there.home.path)/\(TestHome.state)/before", 0o700)
    #expect(try go(["--uninstall"], until: "nothing") == ["recover", "commit", "nothing"])
    #expect(there.home.tree.differences(from: Self.first) == [])
    let torn = try there.here.berth("plan", "--gathered", "/dev/null")
    #expect(torn.exit == 1 && torn.text.contains("no shell there has run what was sent"), "\(torn.summary)")
  }

  /// A run here, killed when it has prepared all and put some.
  private func killed(_ call: String) throws -> There {
    let there = There()
    let outcome = try there.home.berth(
      Self.apply + ["--yes"], under: Strace.injecting("\(call):signal=KILL:when=2"))
    try #require(outcome.exit == nil && there.home.hasJournal, "\(outcome.summary)")
    return there
  }

  @Test(.needsStrace, arguments: ["linkat", "renameat2", "symlinkat,mkdirat"])
  func `what was killed there is undone from here without a trace`(_ call: String) throws {
    let there = There()
    _ = try there.home.berth(Self.apply + ["--yes"], under: Strace.injecting("\(call):signal=KILL:when=2"))
    let outcome = try there.berth(["uninstall", "--yes"])
    #expect(outcome.exit == 0 && !outcome.err.contains("left as it is"), "\(outcome.summary)")
    #expect(there.home.tree.differences(from: Self.first) == [], "\(outcome.summary)")
  }

  @Test(.needsStrace) func `images that are damaged are not given back`() throws {
    let there = try killed("renameat2")
    for name in there.home.tree.nodes.keys where name.hasPrefix("\(TestHome.state)/before/") {
      Disk.write("junk\n", to: "\(there.home.path)/\(name)")
    }
    let before = there.home.tree
    let outcome = try there.berth(["uninstall", "--yes"])
    #expect(outcome.exit == 1 && outcome.err.contains("can't be trusted"), "\(outcome.summary)")
    #expect(there.home.tree.differences(from: before) == [])
  }

  @Test(arguments: ["a/b/", "a//b", "./a/."])
  func `a state folder is known again, however it is spelled`(_ spelled: String) throws {
    let there = There()
    let via = "HOME='\(there.home.path)' XDG_STATE_HOME='\(there.home.path)/\(spelled)' dash"
    #expect(try there.here.berth(Self.apply + ["--yes", "--via", via]).exit == 0)
    there.home.variables = ["XDG_STATE_HOME": "\(there.home.path)/\(spelled)"]
    #expect(try there.home.berth("status", "--exit-code").exit == 0)
    #expect(try there.here.berth("uninstall", "--yes", "--via", via).exit == 0)
    #expect(there.home.tree.differences(from: Self.first) == [])
  }

  @Test func `a command that ends the shell does so twice at most`() throws {
    let there = There()
    Disk.write("# line\n", to: "\(there.here.folder)/text")
    Disk.write(
      """
      version: 1
      files:
        - { path: ~/.a, template: text, patch: block, reload: { label: end it, command: "sh -c 'kill -9 0'" } }

      """, to: "\(there.here.folder)/p.yaml")
    let via = "HOME='\(there.home.path)' setsid -w dash"
    // timeout(1) would make it a group of its own.
    let bare = "\(there.here.folder)/bare"
    mkdir(bare, 0o755)
    for name in Command("ls", "/usr/bin").run().text.split(separator: "\n") where name != "timeout" {
      symlink("/usr/bin/\(name)", "\(bare)/\(name)")
    }
    there.here.variables = ["PATH": bare]
    let words = ["apply", "\(there.here.folder)/p.yaml", "--yes", "--via", via]
    let first = try there.here.berth(words)
    #expect(first.exit == 1 && first.err.contains("is not known"), "\(first.summary)")
    _ = try there.here.berth(words)
    let last = try there.here.berth("uninstall", "--yes", "--via", via)
    #expect(last.exit == 1 || last.exit == 0, "\(last.summary)")
    _ = try there.here.berth("uninstall", "--yes", "--via", via)
    #expect(try there.here.berth("uninstall", "--yes", "--via", via).exit == 0)
    #expect(there.home.tree.differences(from: Self.first) == [])
  }

  @Test func `a saved plan is carried out, or nothing`() throws {
    let there = There()
    let plan = "\(there.here.folder)/plan.json"
    let saved = try there.berth(["diff"] + Self.apply.dropFirst() + ["--out", plan])
    #expect(saved.exit == 0 && saved.err.contains("Next: berth apply --via "), "\(saved.summary)")
    // It is for that home alone.
    #expect(try there.here.berth("apply", "--plan", plan, "--yes").exit == 3)
    let bashrc = "\(there.home.path)/.bashrc"
    let old = Disk.bytes(bashrc)
    Disk.write(old + Array("# mine\n".utf8), to: bashrc, mode: 0o600)
    let edited = try there.berth(["apply", "--plan", plan, "--yes"])
    #expect(edited.exit == 3 && edited.err.contains("~/.bashrc"), "\(edited.summary)")
    Disk.write(old, to: bashrc, mode: 0o600)
    #expect(there.home.tree.differences(from: Self.first) == [])
    let applied = try there.berth(["apply", "--plan", plan, "--yes"])
    #expect(applied.exit == 0, "\(applied.summary)")
    #expect(there.home.tree.withoutRandomness.differences(from: Self.installed) == [])
    #expect(try there.berth(["apply", "--plan", plan, "--yes"]).exit == 0)
    #expect(try there.berth(["diff", "--uninstall", "--out", plan]).exit == 0)
    #expect(try there.berth(["apply", "--plan", plan, "--yes"]).exit == 0)
    #expect(there.home.tree.differences(from: Self.first) == [])
  }

  @Test func `both scripts pass shellcheck`() throws {
    let there = There()
    try there.save(Self.apply)
    let outcome = Command("shellcheck", "--norc", "--shell=sh", there.script).run()
    #expect(outcome.exit == 0, "\(outcome.text)")
  }
}
