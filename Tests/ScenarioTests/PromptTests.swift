import TestSupport
import Testing

/// What apply and uninstall ask on a terminal, and what comes of the answers.
@Suite struct PromptTests {
  private let root = Scratch("berth-prompt")
  private let home: String
  private let here: String
  private let before: FileTree

  private static let plan = """
    ~ ~/.bashrc    put berth's block in
    + ~/.greeting  create, 0644
    Plan: 1 to create, 1 to patch.
    Apply these changes? [y/N]\u{20}
    """

  init() {
    home = root.makeFolder("home")
    here = root.makeFolder("here")
    Disk.write(Array("alias ll='ls -l'\n".utf8), to: "\(home)/.bashrc", mode: 0o644)
    Disk.write(Array("hello\n".utf8), to: "\(here)/text", mode: 0o644)
    let profile = """
      version: 1
      files:
        - { path: ~/.bashrc, template: text, patch: block }
        - { path: ~/.greeting, template: text }

      """
    Disk.write(Array(profile.utf8), to: "\(here)/profile.yaml", mode: 0o644)
    before = FileTree(of: home)
  }

  @Test(arguments: ["n", "", "no", "x", "yy", " y"])
  func anyAnswerButYesWritesNothing(answer: String) {
    let run = start("apply", "profile.yaml")
    #expect(run.sees("[y/N] "))
    run.type(answer + "\n")
    #expect(run.end() == 1)
    #expect(run.transcript == Self.plan + answer + "\nberth: nothing was written\n")
    #expect(FileTree(of: home) == before)
  }

  @Test(arguments: ["y", "Y", "yes", "Yes", "YES"])
  func yesAppliesWhatWasShown(answer: String) {
    let run = start("apply", "profile.yaml")
    #expect(run.sees("[y/N] "))
    run.type(answer + "\n")
    #expect(run.end() == 0)
    #expect(run.transcript == Self.plan + answer + "\nDone: 1 created, 1 patched.\n")
    #expect(FileTree(of: home).nodes[".greeting"]?.kind == .file(Array("hello\n".utf8)))
  }

  @Test func controlCEndsItAndWritesNothing() {
    let run = start("apply", "profile.yaml")
    #expect(run.sees("[y/N] "))
    run.type("\u{3}")
    // 128 and SIGINT.
    #expect(run.end() == 130)
    #expect(run.transcript == Self.plan + "^C")
    #expect(FileTree(of: home) == before)
  }

  @Test func anEndOfInputWritesNothing() {
    let run = start("apply", "profile.yaml")
    #expect(run.sees("[y/N] "))
    run.type("\u{4}")
    #expect(run.end() == 1)
    #expect(run.transcript == Self.plan + "\nberth: nothing was written\n")
    #expect(FileTree(of: home) == before)
  }

  @Test func withTheOptionNothingIsAsked() {
    let run = start("apply", "--yes", "profile.yaml")
    #expect(run.end() == 0)
    #expect(!run.transcript.contains("?"))
    #expect(run.transcript.hasSuffix("Done: 1 created, 1 patched.\n"))
  }

  @Test func whereThereIsNothingToDoNothingIsAsked() {
    #expect(start("apply", "--yes", "profile.yaml").end() == 0)
    let run = start("apply", "profile.yaml")
    #expect(run.end() == 0)
    #expect(run.transcript == "No changes: the home is as profile 'profile.yaml' wants it.\n")
  }

  @Test func conflictsAreListedAndNothingIsAsked() {
    Disk.write(Array("mine\n".utf8), to: "\(home)/.greeting", mode: 0o644)
    let run = start("apply", "profile.yaml")
    #expect(run.end() == 3)
    #expect(!run.transcript.contains("[y/N]"))
  }

  @Test func uninstallAsksToo() {
    #expect(start("apply", "--yes", "profile.yaml").end() == 0)
    let installed = FileTree(of: home)
    let first = start("uninstall")
    #expect(first.sees("[y/N] "))
    first.type("\n")
    #expect(first.end() == 1)
    #expect(
      first.transcript == """
        - ~/.greeting  remove: berth made it
        ~ ~/.bashrc    take berth's block out
        Plan: 1 to patch, 1 to remove.
        Uninstall? [y/N]\u{20}
        berth: nothing was written

        """)
    #expect(FileTree(of: home) == installed)
    let second = start("uninstall")
    #expect(second.sees("[y/N] "))
    second.type("y\n")
    #expect(second.end() == 0)
    #expect(FileTree(of: home) == before)
  }

  @Test func whatChangesWhileTheQuestionStandsIsNotOverwritten() {
    let run = start("apply", "profile.yaml")
    #expect(run.sees("[y/N] "))
    Disk.write(Array("alias la='ls -A'\n".utf8), to: "\(home)/.bashrc")
    let edited = FileTree(of: home)
    run.type("y\n")
    #expect(run.end() == 3)
    #expect(
      run.transcript == Self.plan
        + "y\nberth: changed since the plan was shown: ~/.bashrc; nothing was written. Run it again\n")
    #expect(FileTree(of: home) == edited)
  }

  @Test func aSavedPlanIsShownAndAskedAboutAndStillHasToHold() {
    #expect(start("diff", "profile.yaml", "--out", "plan").end() == 0)
    let first = start("apply", "--plan", "plan")
    #expect(first.sees("[y/N] "))
    Disk.write(Array("alias la='ls -A'\n".utf8), to: "\(home)/.bashrc")
    first.type("y\n")
    #expect(first.end() == 3)
    #expect(
      first.transcript == Self.plan
        + "y\nberth: changed since the plan 'plan' was made: ~/.bashrc; nothing was written. "
        + "Make it anew: berth diff --out plan\n")
    #expect(start("apply", "--yes", "profile.yaml").end() == 0)
    #expect(start("diff", "--uninstall", "--out", "plan").end() == 0)
    let second = start("apply", "--plan", "plan")
    #expect(second.sees("Uninstall? [y/N] "))
    second.type("y\n")
    #expect(second.end() == 0)
    #expect(FileTree(of: home).nodes[".greeting"] == nil)
  }

  @Test(arguments: [
    ("TERM", "xterm", true), ("TERM", "dumb", false), ("NO_COLOR", "1", false), ("NO_COLOR", "", true),
  ])
  func aTerminalGetsColoursUnlessItSaysOtherwise(variable: String, value: String, isColoured: Bool) {
    let run = start("diff", "profile.yaml", with: [variable: value])
    #expect(run.end() == 0)
    #expect(run.transcript.contains("\u{1b}[32m+\u{1b}[m ~/.greeting") == isColoured)
    #expect(run.transcript.contains("\u{1b}[1mdiff --git") == isColoured)
  }

  /// Starts the program on a terminal; without colours, unless told.
  private func start(_ arguments: String..., with variables: [String: String] = ["NO_COLOR": "1"]) -> Terminal
  {
    Command([Built.berth] + arguments).in(here).env([
      "HOME": home, "SHELL": "/bin/bash", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm",
    ]).env(variables).onTerminal()
  }
}
