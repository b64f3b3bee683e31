/// What a plan is made of and for, where two of them differ.
package enum PlanPart: Hashable, Sendable {
  /// What is done to one target, or what it was made from.
  case target(HomePath)
  /// What becomes of what the installed files made.
  case leftovers
  /// What is installed, or kept of it.
  case state
  /// What the host answers, in words.
  case fact(String)
}
