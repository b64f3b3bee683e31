import BerthCore
import Glibc

/// Whether anything is installed, whether its targets were edited since, and whether a run was interrupted.
struct InstallationCheck: Check {
  let examination: Examination

  func findings() -> [Finding] {
    let host = examination.host
    do {
      let state = try examination.state.get()
      let pending = findings(on: state.pending)
      guard let receipt = state.installed else {
        return pending + [
          Finding(.warning, .nothingInstalled, "nothing is installed", type: examination.renewal.advice())
        ]
      }
      let edits = try TargetEdits(since: state, on: host)
      let installed = "profile '\(receipt.profile)', \(counted(receipt.entries.count, "target"))"
      if let problem = examination.renewal.problem {
        return pending + [
          Finding(
            .warning, .profileUnreadable, "\(installed), which can't be used any more: \(problem)",
            type: [examination.berth("apply default", note: "puts another in its place; or mend it")])
        ]
      }
      guard !edits.words.isEmpty else {
        return pending + [Finding(ok: .installation, "\(installed), none edited since")]
      }
      return pending + [
        Finding(
          .warning, edits.isDeletionOnly ? .targetsDeleted : .targetsEdited,
          "\(installed); \(edits.words.joined(separator: ", "))", type: examination.renewal.advice())
      ]
    } catch {
      return [unreliable(error)]
    }
  }

  private func unreliable(_ error: any Error) -> Finding {
    let folder = shellWord(examination.text.shown(examination.host.location.shown))
    if case .mode(_, let mode)? = error as? StateRefusal {
      return Finding(
        .error, .stateOpen, "the state folder \(folder) has mode \(octal(mode)), so others can get at it",
        type: [Advice("chmod 700 \(folder)", note: "if all in it is as you left it")])
    }
    if case .damaged? = error as? StateRefusal { return damaged }
    // It is whole, or somebody else's: not to be moved away.
    return Finding(.error, .stateUnreadable, unreliable(folder))
  }

  private func unreliable(_ folder: String) -> String {
    "the state folder \(folder) can't be relied on; '\(examination.program) status' says why"
  }

  private var damaged: Finding {
    let folder = shellWord(examination.text.shown(examination.host.location.shown))
    return Finding(
      .error, .stateDamaged, unreliable(folder),
      type: [
        Advice("mv \(folder) \(folder).broken", note: "or restore it from a backup"),
        examination.berth("apply"),
      ])
  }

  private func findings(on pending: State.Pending) -> [Finding] {
    switch pending {
    case .nothing: []
    case .interrupted(nil): [damaged]
    // The same verb: an uninstall that is finished by an apply would be followed by one.
    case .interrupted(let verb?):
      [
        Finding(
          .warning, .runInterrupted, "a run was interrupted; the next one undoes or finishes it",
          type: [examination.berth(verb, by: .doctor)])
      ]
    case .atWork(let busy):
      [
        Finding(
          .info, .runAtWork,
          "another berth is at work\(busy.holder.map { ", process \($0)" } ?? ""): all this is a moment's view"
        )
      ]
    }
  }
}
