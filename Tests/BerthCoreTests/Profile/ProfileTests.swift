import BerthCore
import Testing

@Suite struct ProfileTests {
  /// The example of the reference, with a comment on every line.
  static let example = """
    version: 1
    description: One steady agent socket for tmux, screen and every shell
    extends: base                   # another profile, by name or by path; entries with the same path replace
    vars:                           # what templates may use; `--set` overrides
      socket: ~/.ssh/ssh_auth_sock
    files:
      - path: ~/.ssh/rc             # under the home; a symlink there is followed, the real file edited
        template: ssh/rc            # a built-in name, or a path relative to this profile
        patch: block                # file: the whole file is ours · block: a marked block in the user's file
        place: start                #   place: start | end (default)
        mode: "0600"                # quoted octal; left out: kept, or 0644 for a new file
        when: { command: tmux }     # all given tests must hold: command, os, hostname (glob), exists, shell
        vars: { limit: 2 }          # for this entry only
        reload: tmux source-file ~/.tmux.conf   # run after this target changed; shown in the plan
    leftovers:                      # made at run time by the installed files; uninstall removes them
      - ~/.ssh/ssh_auth_sock

    """

  @Test func readsEveryKeyOfTheReference() throws {
    var profile = try Self.read(Self.example)
    let link = LeftoverPattern(HomePath(relative: ".ssh/ssh_auth_sock"))
    #expect(profile.leftoverPlaces == [link: Self.place(16, 5)])
    profile.leftoverPlaces = [:]
    #expect(
      profile
        == Profile(
          name: "profile.yaml",
          description: "One steady agent socket for tmux, screen and every shell",
          extends: [.init(name: "base", place: Self.place(3, 10))],
          vars: [
            "socket": Variable(
              .string("~/.ssh/ssh_auth_sock"), written: "~/.ssh/ssh_auth_sock", place: Self.place(5, 11))
          ],
          entries: [
            FileEntry(
              path: HomePath(relative: ".ssh/rc"),
              template: TemplateReference(name: "ssh/rc", place: Self.place(8, 15), profile: "profile.yaml"),
              patch: .block, blockPlace: .start, mode: 0o600, when: [.command("tmux")],
              vars: [
                "limit": Variable(
                  .string("2"), kind: VariableKind(.integer), written: "2", place: Self.place(13, 20))
              ], reload: .command(Reload("tmux source-file ~/.tmux.conf")),
              place: Self.place(7, 5))
          ],
          leftovers: [link]))
  }

  @Test func readsTheLongFormOfAReload() throws {
    let head = "version: 1\nfiles: [{ path: ~/.a, template: a, reload: "
    #expect(
      try Self.read(head + "{ label: say it, command: echo 'a b' } }]").entries.first?.reload
        == .command(Reload("echo 'a b'", label: "say it")))
    #expect(
      try Self.read(head + "{ command: [sh, -c, 'echo \"$1\"', ''] } }]").entries.first?.reload
        == .command(Reload(#"sh -c 'echo "$1"' ''"#)))
    #expect(
      try Self.read(head + "{ label: say it, template: say } }]").entries.first?.reload
        == .template(
          TemplateReference(name: "say", place: Self.place(2, 71), profile: "profile.yaml"), label: "say it"))
  }

  @Test func takesDefaultsForWhatIsLeftOut() throws {
    let profile = try Self.read("version: 1\nfiles: [{ path: ~/.a, template: a }]\n")
    #expect(
      profile
        == Profile(
          name: "profile.yaml",
          entries: [
            FileEntry(
              path: HomePath(relative: ".a"),
              template: TemplateReference(name: "a", place: Self.place(2, 33), profile: "profile.yaml"),
              patch: .file, blockPlace: .end, place: Self.place(2, 9))
          ]))
  }

  @Test(arguments: [
    "version: 1\nfiles: []\n", "version: 1\nextends: base\n", "---\nversion: 1\nfiles: []\n...\n",
    "%YAML 1.2\n---\nversion: 1\nfiles: []\n", "{version: 1, files: []}", "version: 1\nfiles: []",
  ])
  func isContentWithLittle(_ text: String) throws {
    #expect(try Self.read(text).entries.isEmpty)
  }

  @Test func readsTheSameFromLinesThatEndInCarriageReturns() throws {
    let text = Self.example.utf8.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
    let profile = try Profile(yaml: text, at: "profile.yaml", home: "/home/me").checked()
    #expect(try profile == Self.read(Self.example))
  }

  @Test func readsTheSameAfterAByteOrderMark() throws {
    let text = [0xef, 0xbb, 0xbf] + Array(Self.example.utf8)
    let profile = try Profile(yaml: text, at: "profile.yaml", home: "/home/me").checked()
    #expect(try profile == Self.read(Self.example))
  }

  @Test func countsColumnsInCharacters() throws {
    let profile = try Self.read("version: 1\nfiles: [{ path: ~/.é🙂, template: a }]\n")
    #expect(profile.entries[0].template.place == Self.place(2, 34))
  }

  @Test(arguments: [
    ("~/.bashrc", ".bashrc"), ("\"~/.bashrc\"", ".bashrc"), ("/home/me/.bashrc", ".bashrc"),
    ("~//.ssh/./x/../rc", ".ssh/rc"), ("~/with space", "with space"), ("~/.é", ".é"),
  ])
  func takesAPathInAnySpelling(_ written: String, relative: String) throws {
    let profile = try Self.read("version: 1\nfiles: [{ path: \(written), template: a }]\n")
    #expect(profile.entries.map(\.path.relative) == [relative])
  }

  @Test(arguments: [("\"0600\"", 0o600), ("'644'", 0o644), ("\"0755\"", 0o755), ("\"0777\"", 0o777)])
  func readsModesAsChmodDoes(_ written: String, mode: Int) throws {
    let profile = try Self.read("version: 1\nfiles: [{ path: ~/.a, template: a, mode: \(written) }]\n")
    #expect(profile.entries.map(\.mode) == [Mode(mode)])
  }

  @Test(arguments: [("file", PatchKind.file), ("block", .block), ("ssh-config", .sshConfig)])
  func knowsThreeKindsOfPatches(_ written: String, kind: PatchKind) throws {
    let profile = try Self.read("version: 1\nfiles: [{ path: ~/.a, template: a, patch: \(written) }]\n")
    #expect(profile.entries.map(\.patch) == [kind])
  }

  @Test func readsEveryTestInTheOrderOfTheText() throws {
    let profile = try Self.read(
      """
      version: 1
      files:
        - path: ~/.a
          template: a
          when:
            shell: bash-login
            command: [tmux, byobu]
            os: linux
            exists: [/etc/debian_version]
            hostname: ["*.example.org", db?]

      """)
    #expect(
      profile.entries[0].when == [
        .shell("bash-login"), .any([.command("tmux"), .command("byobu")]), .os("linux"),
        .exists("/etc/debian_version"), .any([.hostname("*.example.org"), .hostname("db?")]),
      ])
  }

  @Test func takesAnEntryFromAnAlias() throws {
    let profile = try Self.read(
      """
      version: 1
      files:
        - path: ~/.a
          template: a
          when: &when { os: linux }
        - path: ~/.b
          template: b
          when: *when

      """)
    #expect(profile.entries.map(\.when) == [[.os("linux")], [.os("linux")]])
  }

  @Test func readsTenThousandEntries() throws {
    let items = (0..<10_000).map { "  - path: ~/.d/\($0)\n    template: t\(String($0, radix: 7))\n" }
    let profile = try Self.read("version: 1\nfiles:\n" + items.joined())
    #expect(profile.entries.count == 10_000)
    #expect(profile.entries.last?.template.place == Self.place(20_002, 15))
  }

  /// The profile of a text, called `profile.yaml`, for the home `/home/me`.
  static func read(_ text: String) throws -> Profile {
    let profile = try Profile(yaml: Array(text.utf8), at: "profile.yaml", home: "/home/me").checked()
    try profile.problems.check()
    return profile
  }

  /// A place in `profile.yaml`.
  static func place(_ line: Int, _ column: Int) -> Place {
    Place(file: "profile.yaml", line: line, column: column)
  }
}
