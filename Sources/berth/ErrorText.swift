import BerthCore
import BerthHost
import Glibc

/// What an error is told as, and how the program ends with it: all wording and every status in one place.
struct ErrorText {
  /// Each problem, lower-case, and what to type; none where nothing is to be said.
  private let problems: [String]
  let status: ExitStatus
  /// What is wrong with a profile or its templates, each with its place.
  let diagnostics: [Diagnostic]
  /// The command whose help says more.
  let helper: String?

  init(_ error: any Error) {
    switch error {
    case let error as InvalidProfile: self.init(error.diagnostics)
    case let error as InvalidSettings:
      self.init(error.problems.map { "--set: \($0.diagnostic)" }, .usage)
    case let error as UsageProblem: self.init(error.message, .usage, helper: error.helper)
    case NothingWritten.declined: self.init("nothing was written", .failed)
    case NothingWritten.changedSinceShown(let parts):
      let what = parts.map(Self.words).joined(separator: ", ")
      self.init("changed since the plan was shown: \(what); nothing was written. Run it again", .conflicts)
    case NothingWritten.changedSinceSaved(let parts, let saved, let file):
      let what = parts.map(Self.words).joined(separator: ", ")
      self.init(
        "changed since the plan \(quoted(file)) was made: \(what); nothing was written. \(Self.anew(saved, file))",
        .conflicts)
    case NothingWritten.savedElsewhere(let saved, let file, let today):
      let home = quoted(String(decoding: saved.home.path, as: UTF8.self))
      let host = saved.home.path == today.path ? " on the host \(quoted(saved.facts.hostname))" : ""
      self.init(
        "the plan \(quoted(file)) is for another home, \(home)\(host); nothing was written. "
          + Self.anew(saved, file), .conflicts)
    case is UnknownWords:
      self.init("the system did not tell what berth was called with; nothing was done", .failed)
    case let error as Host.HomeProblem: self.init(Self.words(error), .failed)
    case let error as StateRefusal: self.init(Self.words(error), .failed)
    case let error as Transaction.Failure: self.init(error)
    case let error as SystemFailure: self.init(Self.words(error), .failed)
    case let error as Elsewhere.Problem: self.init(Self.words(error), .failed)
    case let error as NotCarriedOut: self.init(error)
    case let error as CommitScript.Unfit: self.init(Self.words(error), .failed)
    case let error as Busy:
      let who = error.holder.map { "process \($0)" } ?? "another process"
      self.init("another berth is at work: \(who) holds the lock; try again when it has ended", .failed)
    case let error as OutputFailed:
      // Whoever reads the output has seen enough, as `head` has.
      let reason = String(cString: strerror(error.code))
      let rest = error.isAfterChanges ? "; all changes are made" : ""
      self.init(error.code == EPIPE ? "" : "can't write to standard output: \(reason)\(rest)", .failed)
    default: self.init("\(error)", .failed)
    }
  }

  init(_ message: String, _ status: ExitStatus, helper: String? = nil) {
    self.init(message.isEmpty ? [] : [message], status, helper: helper)
  }

  private init(_ problems: [String], _ status: ExitStatus, helper: String? = nil) {
    self.problems = problems
    self.status = status
    self.helper = helper
    diagnostics = []
  }

  private init(_ diagnostics: [Diagnostic]) {
    problems = diagnostics.map(\.description)
    status = .data
    helper = nil
    self.diagnostics = diagnostics
  }

  private init(_ failure: Transaction.Failure) {
    switch failure {
    case .changedMeanwhile(let path, let left):
      self.init(
        "\(path) was changed while berth was at work; nothing was overwritten, and all that had been begun is undone. "
          + "Run it again.\(Self.words(left))", .conflicts)
    case .undone(let failure, let left):
      self.init(
        "\(Self.words(failure)); all that had been begun is undone\(left.isEmpty ? "" : ".")\(Self.words(left))",
        .failed)
    case .stuck(let failure, let second):
      self.init(
        "\(Self.words(failure)); undoing it failed as well: \(Self.words(second)). What is to be undone is written "
          + "down: put that right and run berth again", .failed)
    }
  }

  /// For a person: whole lines. What has a place in a file begins with it, all else with the program's name.
  var text: TerminalText {
    guard !message.isEmpty else { return "" }
    let name = diagnostics.contains { $0.place != nil } ? "" : "berth: "
    let help: TerminalText = helper.map { "'\($0) --help' says more.\n" } ?? ""
    return problems.map { problem -> TerminalText in "\(name)\(problem)\n" }.joined() + help
  }

  /// The same without the program's name.
  var message: String { problems.joined(separator: "\n") }

  /// For a program: `{"format_version": "1.2", "error": {"status": 65, "message": "…", "problems": [{"file": "…",
  /// "line": 14, "column": 7, "message": "…", "hint": "…"}, …]}}`. `problems` are those of a profile and its templates;
  /// the place and the hint may be null.
  var json: JSON {
    let details = diagnostics.map { problem -> JSON in
      .object([
        ("file", problem.place.map { .string($0.file) } ?? .null),
        ("line", problem.place.map { .int($0.line) } ?? .null),
        ("column", problem.place.map { .int($0.column) } ?? .null),
        ("message", .string(problem.message)),
        ("hint", problem.hint.map(JSON.string) ?? .null),
      ])
    }
    return .object([
      ("format_version", .string(JSONReport.formatVersion)),
      (
        "error",
        .object([
          ("status", .int(Int(status.rawValue))), ("message", .string(message)),
          ("problems", .array(details)),
        ])
      ),
    ])
  }

  /// An error within a sentence.
  static func words(_ error: any Error) -> String {
    switch error {
    case let failure as SystemFailure: words(failure)
    case let refusal as StateRefusal: words(refusal)
    default: "\(error)"
    }
  }

  private static func words(_ part: PlanPart) -> String {
    switch part {
    case .target(let path): "\(path)"
    case .leftovers: "what the installed files have made"
    case .state: "what is installed"
    case .fact(let change): change
    }
  }

  private static func anew(_ saved: SavedPlan, _ file: String) -> String {
    let way = saved.request.isUninstall ? " --uninstall" : ""
    return "Make it anew: berth diff\(way) --out \(shellWord(file))"
  }

  /// A sentence on what was left alone, with a blank before it; empty, if nothing was.
  static func words(_ left: [LeftAlone]) -> String {
    let changed = left.compactMap { left -> String? in
      guard case .changed(let path, let kept) = left else { return nil }
      return "\(path)" + (kept.map { " (what was there before is now \($0))" } ?? "")
    }
    return
      (changed.isEmpty
      ? "" : " Changed since by somebody else and left alone: \(changed.joined(separator: ", ")).")
      + staying(left).map { " Can\($0.dropFirst(3))." }.joined()
  }

  /// What may not be removed, a sentence each.
  static func staying(_ left: [LeftAlone]) -> [String] {
    left.compactMap { if case .denied(let failure) = $0 { "\(words(failure)); it stays" } else { nil } }
  }

  static func words(_ failure: SystemFailure) -> String {
    "can't \(failure.action) \(failure.path): \(failure.reason)"
  }

  private static func words(_ problem: Host.HomeProblem) -> String {
    switch problem {
    case .relative(let path):
      "HOME is '\(path)', which is not an absolute path; set it to the home's full path"
    case .unknown: "there is no home: HOME is not set, and the user has no passwd entry"
    case .missing(let path, let failure): "can't open the home '\(path)': \(failure.reason); HOME names it"
    case .foreign(let path, let owner, let failure):
      "can't become \(owner), whose home '\(path)' is: \(failure.reason); run berth as \(owner)"
    }
  }

  private static func words(_ refusal: StateRefusal) -> String {
    switch refusal {
    case .owner(let folder, let owner):
      return "\(folder) belongs to \(owner); nothing in it is trusted. Run berth as that user, or remove it"
    case .mode(let folder, let mode):
      return
        "\(folder) has mode \(octal(mode)), so others can get at it; look whether it is as you left it, then run "
        + "'chmod 700 \(folder)'"
    case .noFolder(let folder): return "\(folder) is not a folder; move it away"
    case .newer(let file, let version):
      return "\(file) was written by a newer berth (format \(version)); use that one"
    case .damaged(let file, let folder, let problem):
      return
        "\(file) can't be trusted: \(problem). Restore it from a backup, or run 'mv \(folder) \(folder).broken' and "
        + "then 'berth uninstall', which takes out what berth's own markers tell"
    case .foreign(let folder, let home):
      let whose = home.map { "is of another home, \($0)" } ?? "is not known to be of this home"
      return
        "\(folder) \(whose); nothing in it was touched. Set XDG_STATE_HOME to a folder of this home's own, or unset it; "
        + "if it is this home's all the same, also run 'mkdir -p ~/.local/state && mv \(folder) ~/.local/state/'"
    case .inTheWay(let file):
      return
        "\(file) holds something else than berth has put there; move it away ('mv \(file) ~/') and run berth again"
    }
  }
}
