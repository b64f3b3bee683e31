/// A plan in a file: what it was made from and what it comes to, so that what was reviewed is done, or nothing.
///
/// It is made once more from the same request when it is carried out; if it does not come to the same then, something
/// has changed.
package struct SavedPlan: Sendable {
  /// Whose home it is for.
  package let home: HomeBinding.Home
  /// The profile as it was named; nil for an uninstall.
  package let named: String?
  /// What was asked of the host for it.
  package let questions: FactQuestions
  /// What the host answered.
  package let facts: HostFacts
  /// What it was made from besides.
  package let request: PlanRequest
  /// What it came to.
  package let digest: PlanDigest
  /// What a person reads of it, a line each.
  package let summary: [String]
  /// The same as a patch.
  package let patch: Bytes

  /// `plan`: what was made of the request.
  /// `summary`: as `TextReport` has it.
  package init(
    _ plan: Plan, of request: PlanRequest, named: String?, for home: HomeBinding.Home,
    asking questions: FactQuestions, _ facts: HostFacts, summary: TerminalText
  ) {
    self.request = request
    self.named = named
    self.home = home
    self.questions = questions
    self.facts = facts
    digest = PlanDigest(plan)
    self.summary = summary.printed.split(separator: "\n").map(String.init)
    patch = UnifiedDiff(plan.differences).render(color: false)
  }

  /// Whether it is for the home that asks.
  package func isFor(_ today: HomeBinding.Home) -> Bool {
    HomeBinding.isOwn(.apart(home), today: .apart(today))
  }

  /// Where what the same request comes to now, and what the host answers now, is not what it was.
  package func parts(unlike plan: Plan, _ facts: HostFacts) -> [PlanPart] {
    facts.changes(since: self.facts, asking: questions).map(PlanPart.fact)
      + digest.parts(unlike: PlanDigest(plan))
  }
}

extension SavedPlan {
  /// As a file has it: what a person reads comes first.
  package var encoded: Bytes {
    SealedJSON.seal(
      [
        ("summary", .array(summary.map(JSON.string))),
        JSON.member("patch", patch),
        ("profile", named.map(JSON.string) ?? .null),
        HomeBinding.member(.apart(home)),
        ("questions", questions.json),
        ("facts", facts.json),
        ("request", request.json),
        ("comes_to", digest.json),
      ], as: .plan)
  }

  /// Reads what `encoded` gives.
  package init(decoding bytes: Bytes) throws(SealedJSON.Problem) {
    let members = try SealedJSON.open(bytes, as: .plan)
    guard case .apart(let home)? = try HomeBinding(members["home"]) else {
      throw .damaged("it does not say whose home it is for")
    }
    self.home = home
    named = try members.optionalString("profile")
    questions = try FactQuestions(try members.object("questions"))
    facts = try HostFacts(try members.object("facts"))
    request = try PlanRequest(try members.object("request"), home: facts.home)
    digest = try PlanDigest(try members.object("comes_to"))
    summary = try members.strings("summary")
    patch = try members.bytes("patch")
    guard (named == nil) == request.isUninstall, (request.desired.choice == nil) == request.isUninstall else {
      throw .damaged("it does not say which profile it is of")
    }
  }
}
