import BerthCore

/// What has happened to the targets since they were written.
struct TargetEdits {
  /// Each of them, in words: `the block in ~/.bashrc is deleted`.
  private(set) var words: [String] = []
  /// Whether nothing but deletions: to put those back overwrites nobody's lines.
  private(set) var isDeletionOnly = true

  /// - Throws: `StateRefusal`, `SystemFailure`.
  init(since state: State, on host: Host) throws {
    for change in try host.plan(PlanRequest(), since: state).changes {
      switch change.action {
      case .forget, .conflict(.deleted):
        // Of a file that is still there, only the block can be gone.
        let isThere = if case .file = host.home.read(change.path) { true } else { false }
        words.append(isThere ? "the block in \(change.path) is deleted" : "\(change.path) is deleted")
      case .conflict(let conflict):
        isDeletionOnly = false
        if case .edited = conflict {
          words.append("\(change.path) is edited")
        } else {
          words.append("\(change.path): \(conflict)")
        }
      default: continue
      }
    }
  }
}
