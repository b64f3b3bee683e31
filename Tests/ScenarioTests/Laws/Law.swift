/// What holds in every home: the laws of Architecture.md, in Sources/berth/Documentation.docc.
enum Law: String, CaseIterable, Sendable {
  case givesBack = "apply, then uninstall, gives the same tree"
  case secondTouchesNothing = "a second apply touches nothing, and diff is empty"
  case patchIsApply = "diff, taken by patch(1) or git, gives what apply gives"
  case keepsEdits = "what the user edits outside the block survives"
  case answersAsBefore = "ssh, the shells and tmux answer as before"
  case looksOnly = "what only looks writes nothing"
  case refusesRightly = "what the plan refuses is refused rightly, and nothing is written"
}

/// A law that does not hold somewhere.
struct Breach: Sendable, CustomStringConvertible {
  let law: Law
  let home: String
  let what: String

  var description: String { "\(what)\n    in \(home)" }
}

/// What a walk through homes has done.
struct Tally: Sendable {
  var homes = 0
  var refusals = 0
  var programRuns = 0
  var patches = 0
  var gitPatches = 0
  var editedFiles = 0
  var sshAnswers = 0
  var syntaxAnswers = 0

  static func += (sum: inout Tally, other: Tally) {
    sum.homes += other.homes
    sum.refusals += other.refusals
    sum.programRuns += other.programRuns
    sum.patches += other.patches
    sum.gitPatches += other.gitPatches
    sum.editedFiles += other.editedFiles
    sum.sshAnswers += other.sshAnswers
    sum.syntaxAnswers += other.syntaxAnswers
  }
}
