import BerthCore
import TestSupport
import Testing

@Suite struct SavedPlanTests {
  static let homeFolder = HomeBinding.Home(path: [0x2f, 0xff], device: 1, inode: 2, born: 3, host: "h")

  /// Requests and homes of many kinds.
  private static func made(_ seed: UInt64) throws -> SavedPlan {
    var random = SeededGenerator(seed: seed)
    func some(_ texts: [String]) -> String { texts.randomElement(using: &random)! }
    let bodies = ["", "x\n", "é \"\\\n", "no end"]
    var desired = Desired(leftovers: [LeftoverPattern(HomePath(relative: ".ssh/a*\\b"))])
    var actual: [HomePath: ActualFile] = [:]
    for name in [".bashrc", ".ssh/config", ".screenrc", ".x", ".local/\"q\""].shuffled(using: &random).prefix(
      3)
    {
      let path = HomePath(relative: name)
      let language = Language.allCases.randomElement(using: &random)!
      var body = Bytes(some(bodies).utf8)
      if Bool.random(using: &random) { body += [0xff, 0xfe, lineFeed] }
      let content: DesiredFile.Content =
        try Bool.random(using: &random)
        ? .file(WholeFile(entry: path, rendered: body, isMarked: Bool.random(using: &random)))
        : .block(
          BlockPatch(
            entry: path, rendered: body, place: .random(using: &random),
            isSSHConfig: Bool.random(using: &random), isScreenrc: language == .screen))
      desired.files.append(
        DesiredFile(
          path: path, content: content, mode: [nil, 0o600, 0o755].randomElement(using: &random)!,
          reload: [nil, Reload("true"), Reload("a\nb", label: "l")].randomElement(using: &random)!,
          language: language, notes: [.moved, .told("x")]))
      guard Bool.random(using: &random) else { continue }
      let mine = ActualContent(
        bytes: Bytes(some(bodies).utf8) + [0xfc], mode: 0o640, real: path,
        identity: FileIdentity(unseen: path), inPlace: nil)
      actual[path] = .file(mine)
    }
    desired.choice = ProfileChoice("/p\u{301}.yaml", settings: [Setting("a=b=c")!])
    if Bool.random(using: &random) {
      desired.recipes = RecipeSearch(
        reader: RecipeReader(link: HomePath(relative: ".ssh/s"), home: "/h"),
        takesOut: Bool.random(using: &random))
    }
    let request = PlanRequest(desired, policy: .replace)
    let plan = Plan(desired, since: Receipt(transaction: "", profile: ""), actual: actual, policy: .replace)
    var facts = HostFacts(home: "/h", os: "linux", hostname: "h\u{7f}", shell: "zsh")
    facts.commands = ["tmux", "sh"]
    facts.startupFiles = [
      HomePath(relative: ".zshrc"): .at(HomePath(relative: ".z/.zshrc")),
      HomePath(relative: ".cshrc"): .unknown(because: HomePath(relative: ".zshenv")),
    ]
    facts.lonelyLoginFile = Bool.random(using: &random) ? HomePath(relative: ".profile") : nil
    facts.paramikoWithoutInvoke = Bool.random(using: &random) ? "~/p" : nil
    var questions = FactQuestions()
    questions.commands = ["tmux", "sh", "screen"]
    questions.paths = ["/etc/x", "~/y"]
    questions.asksShell = true
    return SavedPlan(
      plan, of: request, named: "p", for: homeFolder, asking: questions, facts, summary: "one\ntwo \(seed)\n")
  }

  @Test func whatIsWrittenIsRead() throws {
    for seed in 0..<300 {
      let saved = try Self.made(UInt64(seed))
      let read = try SavedPlan(decoding: saved.encoded)
      #expect(read.encoded == saved.encoded, "seed \(seed)")
      #expect(read.facts == saved.facts && read.questions == saved.questions && read.digest == saved.digest)
    }
  }

  /// The same request comes to the same plan when it was read back.
  @Test func theRequestThatIsReadMakesTheSamePlan() throws {
    for seed in 0..<300 {
      let saved = try Self.made(UInt64(seed))
      let read = try SavedPlan(decoding: saved.encoded)
      let before = Receipt(transaction: "", profile: "")
      let plans = [saved, read].map { Plan($0.request.desired, since: before, policy: $0.request.policy) }
      #expect(PlanDigest(plans[0]) == PlanDigest(plans[1]), "seed \(seed)")
      #expect(plans[0].reloads == plans[1].reloads)
      #expect(
        plans[0].changes.map { $0.notes.map(\.description) }
          == plans[1].changes.map { $0.notes.map(\.description) })
    }
  }

  @Test func everyCutAndEveryEditIsRefused() throws {
    let whole = try Self.made(1).encoded
    for count in stride(from: 0, to: whole.count - 1, by: 7) {
      #expect(throws: SealedJSON.Problem.self) { try SavedPlan(decoding: Bytes(whole[..<count])) }
    }
    for index in whole.indices where index % 7 == 0 && whole[index] != 0x20 && whole[index] != 0x0a {
      var edited = whole
      edited[index] = edited[index] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
      #expect(throws: SealedJSON.Problem.self) { try SavedPlan(decoding: edited) }
    }
  }

  /// A seal keeps nobody from writing another: what it holds must lead nowhere out of the home.
  @Test(arguments: [
    ("\"path\": \".bashrc\"", "\"path\": \"../.bashrc\""), ("\"real_path\": \".", "\"real_path\": \"/."),
    ("\"link\": \".ssh/s\"", "\"link\": \"a/../../s\""), ("\".ssh/a\\\\*", "\"a*/../\\\\*"),
    ("\"patch\": \"block\"", "\"patch\": \"black\""),
    ("\"on_conflict\": \"replace\"", "\"on_conflict\": \"x\""),
    ("\"uninstall\": false", "\"uninstall\": true"), ("\"born\"", "\"barn\""),
  ])
  func whatASealedOneMayNotSayIsRefused(_ old: String, _ new: String) throws {
    var isTried = false
    for seed in 0..<40 {
      let text = String(decoding: try Self.made(UInt64(seed)).encoded, as: UTF8.self)
      guard text.contains(old) else { continue }
      isTried = true
      let members = try #require(JSON(parsing: Bytes(text.replacing(old, with: new).utf8)))
      guard case .object(let list) = members else { continue }
      let sealed = SealedJSON.seal(Array(list.dropFirst(2)), as: .plan)
      #expect(throws: SealedJSON.Problem.self) { try SavedPlan(decoding: sealed) }
    }
    #expect(isTried)
  }

  @Test func aNewerOneIsToldFromADamagedOne() {
    let newer = Bytes("{\"sum\": \"\", \"berth_plan\": \"2.0\", \"what\": [\"ever\"]}".utf8)
    #expect(throws: SealedJSON.Problem.newer(version: "2.0")) { try SavedPlan(decoding: newer) }
  }

  /// Of what was asked, each answer that is another one is named, and nothing else is.
  @Test func everyFactThatChangesIsNamed() {
    let old = HostFacts(home: "/h", os: "linux", hostname: "a", shell: "bash")
    var all = FactQuestions()
    all.commands = ["tmux"]
    all.paths = ["~/.x"]
    all.asksHostname = true
    all.asksShell = true
    all.asksLoginFile = true
    all.asksParamiko = true
    let changes: [(String, (inout HostFacts) -> Void)] = [
      ("the home's path (was /h, is /i)", { $0.home = "/i" }),
      ("the host name (was a, is b)", { $0.hostname = "b" }),
      ("the login shell (was bash, is unknown)", { $0.shell = "" }),
      (
        "where the shell reads ~/.zshrc (was there, is ~/.z)",
        {
          $0.startupFiles[HomePath(relative: ".zshrc")] = .at(HomePath(relative: ".z"))
        }
      ),
      ("command tmux (was not found, is found)", { $0.commands = ["tmux"] }),
      ("~/.x (was not there, is there)", { $0.existing = ["~/.x"] }),
      (
        "a login file that never reads ~/.bashrc (was none, is ~/.p)",
        {
          $0.lonelyLoginFile = HomePath(relative: ".p")
        }
      ),
      ("a paramiko without invoke (was none, is ~/q)", { $0.paramikoWithoutInvoke = "~/q" }),
    ]
    for (name, change) in changes {
      var new = old
      change(&new)
      #expect(new.changes(since: old, asking: all) == [name])
      if !name.contains("home's") { #expect(new.changes(since: old, asking: FactQuestions()) == []) }
    }
  }
}

extension BlockPlace {
  fileprivate static func random(using random: inout SeededGenerator) -> BlockPlace {
    allCases.randomElement(using: &random)!
  }
}
