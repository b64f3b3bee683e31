package import BerthCore

/// What a home elsewhere has told, as an account to plan for.
package struct GatheredAnswer {
  private let told: GatheredAccount
  /// Which notes what it has not been told.
  package var account: any Account { told }

  init(_ gathered: Gathered) { told = GatheredAccount(gathered) }

  /// - Parameter output: what the gather script has printed.
  /// - Throws: `GatheredAnswers.Problem`.
  package init(_ output: Bytes) throws(GatheredAnswers.Problem) {
    self.init(try Gathered(GatheredAnswers(output)))
  }

  /// What is asked first.
  ///
  /// - Parameter traces: whether a plan will want all that is marked as Berth's, as an uninstall does.
  /// - Returns: the script.
  /// - Throws: what is wrong with a built-in profile, which nothing is.
  package static func firstQuestions(traces: Bool) throws -> GatherScript {
    try GatheredAccount.firstQuestions(traces: traces)
  }

  /// What is to be asked once more, with all that has been answered, since a step wanted to know more than that; nil: all
  /// that came of it can be relied on.
  package var more: GatherScript? {
    guard told.missing != GatherScript() else { return nil }
    var script = GatherScript(answeredBy: told.gathered)
    script.add(told.missing)
    return script
  }
}
