/// Something that does not hold.
struct Finding: Sendable, CustomStringConvertible {
  /// Which expectation.
  let law: Law
  let what: String

  var description: String { "\(law.rawValue): \(what)" }
}

/// What is expected after each step, and at the end.
enum Law: String, Sendable, CaseIterable {
  case keepsLines = "a line of the owner's is lost"
  case keepsPlaces = "a line of the owner's is where they did not write it"
  case namesKept = "something is in kept/ and nobody has said where"
  case leavesNothing = "something of berth's is left and not named"
  case leavesNoState = "something is left in the state folder"
  case givesBack = "something of the owner's is not as they had it"
  case endsWell = "berth ends as it must not"
  case undoes = "a run that failed, or was refused, has changed something"
  case looksOnly = "a verb that looks has written"
  case twiceIsOnce = "a second apply does something"
  case patchIsApply = "what diff gives, taken by patch(1), is not what apply does"
  case letsGo = "uninstall can't be brought to its end"
}
