import BerthCore
import Glibc

/// What it takes to have the installed profile's files in their places again, the default's where nothing is installed:
/// as `apply` itself plans it, so that what is advised is what works.
struct Renewal {
  private let examination: Examination
  private let planned: Result<Plan, any Error>

  init(_ examination: Examination, planned: Result<Plan, any Error>) {
    self.examination = examination
    self.planned = planned
  }

  /// Why it can't even be planned: the profile is gone, or can't be used any more. Nil if it can.
  var problem: String? {
    guard case .failure(let error) = planned else { return nil }
    return (error as? InvalidProfile)?.diagnostics.first.map { problem in
      (problem.place.map { "\($0): " } ?? "") + problem.message
    }
  }

  /// Whether anything is not as it should be.
  var differs: Bool { (try? planned.get()).map { !$0.isEmpty || !$0.conflicts.isEmpty } ?? false }

  /// The commands; none where none would do it.
  ///
  /// `options`: further ones: ` --adopt-recipes`.
  func advice(_ options: String = "") -> [Advice] {
    guard case .success(let plan) = planned else { return [] }
    let conflicts = plan.conflicts.filter { !(options.contains("adopt-recipes") && $0.hasRecipes) }
    guard !conflicts.isEmpty else { return [examination.berth("apply\(options)", by: .doctor)] }
    var edits: [Advice] = []
    for change in conflicts {
      guard case .conflict(let conflict) = change.action, !conflict.isReplaceable else { continue }
      // What is no text in the first place is its owner's to look at.
      guard let line = conflict.line else {
        if isLocked(change.path) {
          edits.append(.safe("chmod u+r \(shellWord("\(change.path)"))"))
          continue
        }
        return [
          examination.berth(
            "apply\(options) --on-conflict keep", note: "leaves \(change.path) as it is: \(conflict)")
        ]
      }
      edits.append(Advice("${EDITOR:-vi} +\(line) \(shellWord("\(change.path)"))"))
    }
    guard conflicts.contains(where: \.isReplaceable) else {
      return edits + [examination.berth("apply\(options)")]
    }
    let isDeletionOnly = conflicts.allSatisfy(\.isDeletion)
    return edits + [
      examination.berth(
        "apply\(options) --on-conflict replace",
        note: isDeletionOnly ? nil : "or keep: leaves what you have edited as it is",
        by: isDeletionOnly ? .doctor : .person)
    ]
  }

  /// Whether its owner has kept a file even from himself.
  private func isLocked(_ path: HomePath) -> Bool {
    var status = stat()
    return examination.path(path.relative).withCPath { stat($0, &status) } == 0 && status.type == S_IFREG
      && status.st_uid == geteuid() && status.permissions & S_IRUSR == 0
  }
}

extension Change {
  fileprivate var isReplaceable: Bool {
    if case .conflict(let conflict) = action { conflict.isReplaceable } else { false }
  }

  fileprivate var isDeletion: Bool { if case .conflict(.deleted) = action { true } else { false } }
}
