/// Why a target is left alone until the user has decided.
package enum Conflict: Hashable, Sendable {
  /// Somebody else's file, where the whole file is to be ours.
  case preexisting
  case edited(Edit)
  case deleted(Deletion)
  case markers(MarkerProblem)
  /// It has a whole block of another target, named as its marker does, and nothing else of Berth's.
  case copied(from: String, line: Int)
  case unusable(Unusable)
  /// It would run a file that is to stay somebody else's.
  case needs(HomePath)
  /// The original that would have to come back is not in the state folder, or is not what was put there; its name there.
  case originalGone(String)

  /// What was edited.
  package enum Edit: Hashable, Sendable {
    case file
    /// The line of the block's first marker.
    case block(line: Int)
    case mode(Mode, written: Mode)
  }

  /// What was deleted.
  package enum Deletion: Hashable, Sendable {
    case file
    case block
  }

  /// The line of the target to look at, counted from 1.
  package var line: Int? {
    switch self {
    case .edited(.block(let line)): line
    case .markers(let problem): problem.line
    case .copied(_, let line): line
    case .unusable(let reason): reason.line
    default: nil
    }
  }

  /// Whether `--on-conflict replace` settles it. What is unusable has to be put right by hand.
  package var isReplaceable: Bool {
    switch self {
    case .preexisting, .edited, .deleted, .copied: true
    case .markers, .unusable, .needs, .originalGone: false
    }
  }
}

extension Conflict: CustomStringConvertible {
  package var description: String {
    switch self {
    case .preexisting: "it was there before berth, and the whole file is to be berth's"
    case .edited(.file): "edited since berth wrote it"
    case .edited(.block): "berth's block in it was edited since"
    case .edited(.mode(let mode, let written)):
      "its mode is \(octal(mode)), and berth wrote it as \(octal(written))"
    case .deleted(.file): "deleted since berth wrote it"
    case .deleted(.block): "berth's block in it was deleted since"
    case .markers(let problem): problem.description
    case .copied(let entry, _): "it has a copy of berth's block of \(entry)"
    case .unusable(let reason): reason.description
    case .originalGone(let name):
      "the original that berth kept of it, originals/\(name) in its state folder, is gone or is not what it was; restore it from a backup"
    case .needs(let other): "berth's lines would run \(other), which is not berth's"
    }
  }
}

/// What to do about conflicts: `--on-conflict`.
package enum ConflictPolicy: String, CaseIterable, Sendable {
  /// List them all and write nothing.
  case fail
  /// Leave the user's file as it is.
  case keep
  /// Put ours; what is replaced is kept, and comes back with uninstall.
  case replace
}
