import Glibc
import TestSupport
import Testing

/// Nothing lost, whatever happens. One after another: they keep the processors busy by themselves.
@Suite(.serialized)
enum Faults {}

extension Faults {
  /// Law 6 (Architecture.md, in Sources/berth/Documentation.docc): killed at any system call that changes files, or
  /// failed there.
  @Suite(.serialized, .needsStrace)
  struct EverySystemCall {
    private func expectNothingLost(_ scenario: FaultScenario) async {
      let figures = await FaultMatrix(scenario: scenario).run()
      print(figures)
      #expect(figures.calls > 20)
      #expect(figures.findings.isEmpty, "\(figures.findings.prefix(20).joined(separator: "\n"))")
    }

    @Test
    func `apply in a home without an ssh folder`() async throws {
      try await expectNothingLost(.applyWithoutSSH())
    }

    @Test
    func `apply in a home with files of the user's everywhere`() async throws {
      try await expectNothingLost(
        FaultScenario(
          "apply, ~/.ssh in use", in: LivedInHome.withSSH,
          run: ["apply", "--yes", "--on-conflict", "replace"],
          opposite: ["uninstall", "--yes"]))
    }

    @Test
    func `apply of another profile over the first`() async throws {
      let profiles = try TwoProfiles()
      try await expectNothingLost(
        FaultScenario(
          "apply, another profile", in: LivedInHome.withoutSSH, after: [["apply", "--yes", profiles.one]],
          adding: [LivedInHome.link(".ssh/ssh_auth_sock", to: "/tmp/ssh-gone/agent.1")],
          run: ["apply", "--yes", profiles.two], opposite: ["uninstall", "--yes"]))
    }

    @Test
    func `uninstall with leftovers and an original to give back`() async throws {
      let apply = ["apply", "--yes", "--on-conflict", "replace"]
      try await expectNothingLost(
        FaultScenario(
          "uninstall", in: LivedInHome.withSSH, after: [apply],
          adding: [LivedInHome.link(".ssh/ssh_auth_sock", to: "/tmp/ssh-gone/agent.1")],
          run: ["uninstall", "--yes"], opposite: apply))
    }

    @Test
    func `uninstall with a link that leads elsewhere again`() async throws {
      let profile = try SmallProfile()
      try await expectNothingLost(
        FaultScenario(
          "uninstall, a link given back",
          in: LivedInHome.withoutSSH.adding([
            LivedInHome.folder(".ssh", 0o700),
            LivedInHome.link(".ssh/ssh_auth_sock", to: "/tmp/ssh-old/agent.1"),
          ]), after: [["apply", "--yes", profile.path]], removing: [".ssh/ssh_auth_sock"],
          run: ["uninstall", "--yes"], opposite: ["apply", "--yes", profile.path]))
    }

    @Test
    func `uninstall that gives nothing back but an empty home`() async throws {
      try await expectNothingLost(.uninstallAllOurs())
    }
  }

  /// Law 6 for the run that comes after a kill, on the small profile.
  @Suite(.serialized, .needsStrace)
  struct EverySystemCallOfARecovery {
    private func expectNothingLost(_ scenario: FaultScenario) async {
      #expect(scenario.isRecovery)
      let figures = await FaultMatrix(scenario: scenario).run()
      print(figures)
      #expect(figures.calls > 10)
      #expect(figures.findings.isEmpty, "\(figures.findings.prefix(20).joined(separator: "\n"))")
    }

    @Test(arguments: [FaultScenario.Interruption.half, .written])
    func `apply after an apply that was killed`(_ moment: FaultScenario.Interruption) async throws {
      let profile = try SmallProfile()
      try await expectNothingLost(
        FaultScenario(
          "recovery of apply, \(moment)", in: LivedInHome.withoutSSH, run: ["apply", "--yes", profile.path],
          opposite: ["uninstall", "--yes"], interruptedAt: moment))
    }

    @Test(arguments: [FaultScenario.Interruption.half, .torn, .written])
    func `uninstall after an uninstall that was killed`(_ moment: FaultScenario.Interruption) async throws {
      let profile = try SmallProfile()
      let apply = ["apply", "--yes", "--on-conflict", "replace", profile.path]
      try await expectNothingLost(
        FaultScenario(
          "recovery of uninstall, \(moment)", in: LivedInHome.withSSH, after: [apply],
          adding: [LivedInHome.link(".ssh/ssh_auth_sock", to: "/tmp/ssh-gone/agent.1")],
          run: ["uninstall", "--yes"],
          opposite: apply, interruptedAt: moment))
    }
  }
}

/// Two profiles of a user's own that differ in all ways: a file more and less, another mode, a whole file in a
/// block's place, a new folder.
final class TwoProfiles {
  private let home: TestHome
  var one: String { "\(home.folder)/one.yaml" }
  var two: String { "\(home.folder)/two.yaml" }

  init() throws {
    home = TestHome()
    Disk.write("set number\n", to: "\(home.folder)/vimrc")
    Disk.write("set number\nset ruler\n", to: "\(home.folder)/vimrc2")
    Disk.write(
      Array(
        """
        version: 1
        files:
          - { path: ~/.ssh/rc, template: vimrc, patch: block, mode: "0600" }
          - { path: ~/.bashrc, template: vimrc, patch: block }
          - { path: ~/.tmux.conf, template: vimrc, patch: block }
          - { path: ~/.config/vim/vimrc, template: vimrc, patch: file }
          - { path: ~/.inputrc, template: vimrc, patch: block }
        leftovers: [~/.ssh/ssh_auth_sock]

        """.utf8), to: one)
    Disk.write(
      Array(
        """
        version: 1
        files:
          - { path: ~/.ssh/rc, template: vimrc, patch: block, mode: "0700", place: start }
          - { path: ~/.bashrc, template: vimrc, patch: block, mode: "0644" }
          - { path: ~/.screenrc, template: vimrc, patch: block }
          - { path: ~/.config/vim/vimrc, template: vimrc2, patch: file, mode: "0600" }
          - { path: ~/.local/share/new/rc, template: vimrc, patch: file }
          - { path: ~/.inputrc, template: vimrc, patch: file }

        """.utf8), to: two)
  }
}
