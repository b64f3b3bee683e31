/// What a plan is made of, where two of them differ.
package enum PlanPart: Hashable, Sendable {
  /// What is done to one target, or what it was made from.
  case target(HomePath)
  /// What becomes of what the installed files made.
  case leftovers
  /// What is installed, or kept of it.
  case state
}
