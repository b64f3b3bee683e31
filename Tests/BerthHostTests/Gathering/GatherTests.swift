import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

/// What the gather script tells of a home is what the host itself reads there, whichever shell runs it; and what has not
/// come whole is no answer.
@Suite struct GatherTests {
  private static let shells = [
    ["dash"], ["bash", "--posix"], ["busybox", "sh"], ["mksh"], ["zsh", "--emulate", "sh"],
  ]

  /// Everything that a path can meet.
  private static let odd: FileTree = {
    var tree = FileTree()
    func file(_ text: String, _ mode: UInt32 = 0o644) -> FileTree.Node {
      FileTree.Node(.file(Array(text.utf8)), mode: mode)
    }
    tree.nodes = [
      ".plain": file("a\nb"), ".empty": file("", 0o600), ".none": file("\n\n\n"), ".bits": file("x", 0o6711),
      ".latin": FileTree.Node(.file([0xe9, 0x0a, 0xff, 0x0d, 0x0a]), mode: 0o640),
      ".nul": FileTree.Node(.file([0x61, 0x0a, 0, 0x62]), mode: 0o644),
      ".first": FileTree.Node(.file([1]), mode: 0o644, twin: ".first"),
      ".second": FileTree.Node(.file([1]), mode: 0o644, twin: ".first"),
      ".dir": FileTree.Node(.folder, mode: 0o755), ".dir/in it": file("blank"),
      ".dir/line\nfeed'\"$x": file("odd"), ".dir/-n": file("dash"), ".dir/*": file("star"),
      ".dir/é": file("text"), ".fifo": FileTree.Node(.fifo, mode: 0o644),
      ".link": FileTree.Node(.link(to: ".dir/in it")), ".chain": FileTree.Node(.link(to: "./.dir/../.link")),
      ".out": FileTree.Node(.link(to: "/etc/passwd")), ".gone": FileTree.Node(.link(to: "no where")),
      ".self": FileTree.Node(.link(to: ".self")), ".up": FileTree.Node(.link(to: "..")),
      ".here": FileTree.Node(.link(to: ".")), ".folders": FileTree.Node(.link(to: ".dir")),
      ".outside": FileTree.Node(.link(to: "/etc")), ".lost": FileTree.Node(.link(to: "nothing/in")),
      ".slash": FileTree.Node(.link(to: ".dir/")),
    ]
    return tree
  }()

  private static let paths = [
    ".plain", ".empty", ".none", ".bits", ".latin", ".nul", ".first", ".second", ".dir", ".dir/in it",
    ".dir/line\nfeed'\"$x", ".dir/-n", ".dir/*", ".dir/é", ".fifo", ".link", ".chain", ".out", ".gone",
    ".self",
    ".up", ".here", ".here/.plain", ".folders/in it", ".folders/new", ".outside/passwd", ".outside/new",
    ".lost",
    ".lost/file", ".slash", ".not/there/yet", ".dir/new", ".plain/under", ".here/.here/a/b",
  ].map(HomePath.init(relative:))

  /// Runs the script in a home.
  private func gather(_ script: GatherScript, in home: TestHome, with shell: [String]) throws -> Bytes {
    let path = "\(home.folder)/script"
    Disk.write(try script.text(), to: path)
    let outcome = home.command(shell).stdin(path).run()
    try #require(outcome.exit == 0, "\(outcome.summary)")
    #expect(outcome.errors == [])
    return outcome.out
  }

  @Test(arguments: shells)
  func itTellsWhatTheHostReads(_ shell: [String]) throws {
    let home = TestHome(Self.odd, name: "it's a home")
    var script = GatherScript()
    script.paths = Set(Self.paths)
    let gathered = try Gathered(GatheredAnswers(try gather(script, in: home, with: shell)))
    let own = try Home(at: Bytes(home.path.utf8))
    for path in Self.paths {
      let told = try #require(gathered.file(at: path))
      #expect("\(told)" == "\(own.read(path))", "\(shell[0]): \(path)")
    }
    #expect(home.tree.differences(from: Self.odd) == [], "it has written")
  }

  @Test(arguments: shells)
  func itTellsOfTheAccountAndTheRecords(_ shell: [String]) throws {
    let home = TestHome(Self.odd)
    #expect(try home.berth("apply", "--yes", "screen").exit == 0)
    var script = GatherScript()
    script.commands = ["sh", "no such", "it's"]
    script.places = ["~/.plain", "~/.gone", "/etc/passwd"]
    script.folders = [HomePath(relative: ".dir"), HomePath(relative: ".not")]
    let gathered = try Gathered(GatheredAnswers(try gather(script, in: home, with: shell)))
    #expect(gathered.home.path == Bytes(home.path.utf8) && gathered.user.number == Int(geteuid()))
    #expect(gathered.shell == Bytes("/bin/bash".utf8) && gathered.os == "Linux")
    #expect(gathered.commands == ["sh": true, "no such": false, "it's": false])
    #expect(gathered.places == ["~/.plain": true, "~/.gone": false, "/etc/passwd": true])
    #expect(gathered.names[HomePath(relative: ".dir")]?.count == 5 && gathered.names.count == 1)
    let state = "\(home.path)/\(TestHome.state)"
    #expect(gathered.state.path == Bytes(state.utf8) && gathered.state.status?.mode == 0o700)
    #expect(gathered.state.files["receipt.json"] == Disk.bytes("\(state)/receipt.json"))
    let receipt = try Receipt(decoding: #require(gathered.state.files["receipt.json"]))
    // Whatever is installed is looked at, though nobody has asked.
    #expect(!receipt.entries.isEmpty)
    #expect(receipt.entries.allSatisfy { gathered.file(at: $0.path) != nil })
  }

  @Test func whatIsAroundItIsNoPartOfIt() throws {
    let home = TestHome(Self.odd)
    var script = GatherScript()
    script.paths = Set(Self.paths)
    let whole = try gather(script, in: home, with: ["dash"])
    let banner = Bytes("Welcome!\n$ berth_gather() {\n  say berth-gathered 1\nNo line feed: ".utf8)
    let answers = try GatheredAnswers(banner + whole + Bytes("logout\n".utf8)).answers
    #expect(try answers == GatheredAnswers(whole).answers)
    #expect(throws: GatheredAnswers.Problem.missing(instead: "Permission denied.")) {
      try GatheredAnswers(Bytes("\n  Permission denied.\nbye\n".utf8))
    }
  }

  @Test func whatIsNotWholeIsNoAnswer() throws {
    let home = TestHome(Self.odd)
    var script = GatherScript()
    script.paths = Set([".plain", ".link", ".not/there"].map(HomePath.init(relative:)))
    let whole = try gather(script, in: home, with: ["dash"])
    // The line feed at the end says nothing.
    for end in whole.indices.dropLast() {
      #expect(throws: GatheredAnswers.Problem.self) { try GatheredAnswers(Bytes(whole[..<end])) }
    }
    for place in whole.indices.dropLast() {
      var damaged = whole
      damaged.remove(at: place)
      #expect(throws: GatheredAnswers.Problem.self, "without byte \(place)") { try GatheredAnswers(damaged) }
      damaged = whole
      damaged[place] ^= 1
      #expect(throws: GatheredAnswers.Problem.self, "another byte \(place)") { try GatheredAnswers(damaged) }
    }
  }

  /// What a host says may end in a patch that somebody takes here.
  @Test func noPathLeadsOutOfTheHome() throws {
    let home = TestHome(Self.odd)
    var script = GatherScript()
    script.paths = [HomePath(relative: ".plain")]
    let whole = try GatheredAnswers(try gather(script, in: home, with: ["dash"])).answers
    for (word, place, bad) in [
      ("path", 0, "../x"), ("path", 0, "/etc/passwd"), ("path", 0, "a//b"), ("path", 0, ""),
    ] {
      let answers = whole.map { answer in
        guard answer.word == word else { return answer }
        var values = answer.values
        values[place] = Bytes(bad.utf8)
        return GatheredAnswers.Answer(word: word, values: values)
      }
      #expect(throws: GatheredAnswers.Problem.torn) { try Gathered(GatheredAnswers(answers: answers)) }
    }
    let outside = whole.map { answer in
      answer.word == "file"
        ? GatheredAnswers.Answer(word: "file", values: [Bytes("\(home.path)/../x".utf8)]) : answer
    }
    let gathered = try Gathered(GatheredAnswers(answers: outside))
    guard case .unusable? = gathered.file(at: HomePath(relative: ".plain")) else {
      Issue.record("it is taken for a file of the home")
      return
    }
  }

  /// A script that has not come to its end does nothing at all.
  @Test(arguments: shells)
  func aScriptThatIsCutOffDoesNothing(_ shell: [String]) throws {
    let home = TestHome(Self.odd)
    let text = try GatherScript().text()
    let path = "\(home.folder)/script"
    let end = try #require(text.lastIndex(of: UInt8(ascii: "}")))
    for cut in stride(from: 0, to: end, by: 211) {
      Disk.write(Bytes(text[..<cut]), to: path)
      #expect(home.command(shell).stdin(path).run().out == [], "\(cut) bytes")
    }
  }

  @Test func theSumIsThatOfCksum() {
    for text in ["", "a", "123456789", String(repeating: "x", count: 70_000)] {
      let path = Scratch().path + ".text"
      Disk.write(Array(text.utf8), to: path)
      #expect(Command("cksum").stdin(path).run().text == PortableSum(of: Bytes(text.utf8)).text + "\n")
      unlink(path)
    }
  }
}
