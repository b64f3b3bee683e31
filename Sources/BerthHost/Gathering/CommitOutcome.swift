import BerthCore

/// What has become of a plan elsewhere, as `remote/commit` tells.
package struct CommitOutcome {
  /// How it has ended.
  package let end: End
  /// What is left to do for the next run.
  package private(set) var rest: Failure?
  /// What stays as somebody has left it: its path, and where the old content is kept.
  package private(set) var left: [(path: String, kept: String?)] = []
  /// The plan's commands that did not work, and their exit statuses.
  package private(set) var reloads: [(label: String, status: String)] = []

  /// How a run there has ended.
  package enum End {
    /// All has happened.
    case done
    /// A path is not as it was planned for; whether anything had been begun, which is undone.
    case changed(String)
    /// What an interrupted run had begun is undone.
    case undone
    /// It failed; all that had been begun is undone.
    case failed(Failure)
    /// It failed, and undoing failed as well.
    case stuck
    /// Another run is at work there.
    case busy
  }

  /// What could not be done, and the last line that a program said of it.
  package struct Failure {
    /// What: a path, or a step and its path.
    package let what: String
    /// Why, in a program's words; empty where none has said.
    package let why: String
  }

  /// - Throws: `.torn` for answers that are not the script's.
  init(_ answers: GatheredAnswers) throws(GatheredAnswers.Problem) {
    var changed: String?
    var failure: Failure?
    var (isDone, isUndone, isStuck, isBusy) = (false, false, false, false)
    for answer in answers.answers.dropFirst() {
      let texts = answer.values.map { String(decoding: $0, as: UTF8.self) }
      func failed() -> Failure { Failure(what: texts[0], why: texts[1]) }
      switch (answer.word, texts.count) {
      case ("happened", 0): isDone = true
      case ("undone", 0): isUndone = true
      case ("committed", 0): continue
      case ("busy", 0): isBusy = true
      case ("changed", 1): changed = texts[0]
      case ("failed", 2): failure = failed()
      case ("stuck", 0): isStuck = true
      case ("rest", 2): rest = failed()
      case ("left", 1), ("left", 2): left.append((texts[0], texts.count > 1 ? texts[1] : nil))
      case ("reload", 2): reloads.append((texts[0], texts[1]))
      default: throw .torn
      }
    }
    switch (changed, failure) {
    case _ where isDone: end = .done
    case _ where isStuck: end = .stuck
    case (let path?, _): end = .changed(path)
    case (nil, let failure?): end = .failed(failure)
    case _ where isBusy: end = .busy
    case _ where isUndone: end = .undone
    default: throw .torn
    }
  }
}
