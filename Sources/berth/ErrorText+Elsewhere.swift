import BerthCore
import BerthHost
import Glibc

/// What goes wrong with homes elsewhere.
extension ErrorText {
  static func words(_ problem: Elsewhere.Problem) -> String {
    switch problem {
    case .failed(let name, let end, let said):
      let why =
        switch end {
        case .exited(let status): said.isEmpty ? "it ended with status \(status)" : said
        case .signalled(let signal): "it was ended by signal \(signal)"
        case .timedOut: "it did not answer in time"
        case .notStarted(let code): String(cString: strerror(code))
        }
      return "\(name): \(why)"
    case .noAnswer(let name, .missing(let instead)):
      return "\(name): no shell there has run what was sent" + (instead.map { "; it said: \($0)" } ?? "")
    case .noAnswer(let name, .torn): return "\(name): the answer is not whole; try again"
    case .noAnswer(let name, .otherVersion(let version)):
      return "\(name): the answer is of another version, \(version)"
    case .lost(let option, let problem):
      return
        "\(words(problem)); whether the plan was carried out there is not known: 'berth status \(option)' tells"
    case .endless(let name):
      return "\(name): what lies there changes faster than it can be looked at; try again"
    }
  }

  static func words(_ unfit: CommitScript.Unfit) -> String {
    switch unfit {
    case .stateApart(let path):
      "XDG_STATE_HOME there has berth's records at \(path), out of the home: run berth on that host itself"
    case .reload(let command): "the command \(quoted(command)) can't be read"
    }
  }

  /// A plan that has not been carried out.
  init(_ error: NotCarriedOut) {
    let name = error.name
    let left = Self.words(error.outcome.left)
    switch error.outcome.end {
    case .done, .undone: self.init("", .done)
    case .busy: self.init("\(name): another berth is at work there; try again when it has ended", .failed)
    case .changed(let path):
      self.init(
        "\(name): \(Self.shown(path)) was changed while berth was at work; nothing was overwritten, and all that had been "
          + "begun is undone. Run it again.\(left)", .conflicts)
    case .failed(let failure):
      self.init(
        "\(name): can't \(failure.what)\(failure.why.isEmpty ? "" : ": \(failure.why)"); all that had been begun is undone"
          + (left.isEmpty ? "" : ".\(left)"), .failed)
    case .stuck:
      self.init(
        "\(name): undoing what had been begun failed\(Self.words(error.outcome.rest)). What is to be undone is written down: put "
          + "that right and run berth again", .failed)
    }
  }

  /// Sentences on what was left alone, each with a blank before it.
  static func words(_ left: [(path: String, kept: String?)]) -> String {
    left.map { file in
      " \(shown(file.path)) was changed meanwhile and is left as it is"
        + (file.kept.map { "; what was there before is in \($0)." } ?? ".")
    }.joined()
  }

  /// Where and why something could not be done, behind a word; empty where that is not known.
  static func words(_ failure: CommitOutcome.Failure?) -> String {
    failure.map { " at \(shown($0.what))" + ($0.why.isEmpty ? "" : ": \($0.why)") } ?? ""
  }

  private static func shown(_ path: String) -> String { path.hasPrefix("/") ? path : "~/\(path)" }
}
