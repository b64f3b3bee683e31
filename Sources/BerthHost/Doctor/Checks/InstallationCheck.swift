import BerthCore
import Glibc

/// Whether anything is installed, whether its targets were edited since, and whether a run was interrupted.
struct InstallationCheck {
  private let examination: Examination

  init(_ examination: Examination) { self.examination = examination }

  /// What it has to say; never nothing, and the home not yet hidden.
  func findings() -> [Finding] {
    let host = examination.host
    do {
      let pending = try pendingFindings()
      guard let receipt = try host.installed() else {
        return pending + [Finding(.warning, .installation, "nothing is installed", type: ["berth apply"])]
      }
      let removal = try host.survey(Wish(), policy: .fail).plan
      let count = receipt.entries.count
      let changed = removal.changes.compactMap(Self.edit)
      let installed = "profile '\(receipt.profile)', \(count) target\(count == 1 ? "" : "s")"
      guard !changed.isEmpty else {
        return pending + [Finding(.ok, .installation, "\(installed), none edited since")]
      }
      return pending + [
        Finding(
          .warning, .installation, "\(installed); \(changed.joined(separator: ", "))",
          type: ["berth diff \(shellWord(receipt.profile))"])
      ]
    } catch {
      return [
        Finding(
          .error, .installation, "the state folder \(host.location.shown) can't be relied on",
          type: ["berth status"])
      ]
    }
  }

  private func pendingFindings() throws -> [Finding] {
    switch try examination.host.pending() {
    case .nothing: []
    case .interrupted:
      [
        Finding(
          .warning, .installation, "a run was interrupted; the next one undoes or finishes it",
          type: ["berth apply"])
      ]
    case .atWork(let busy):
      [
        Finding(
          .info, .installation,
          "another berth is at work\(busy.holder.map { ", process \($0)" } ?? ""): all this is a moment's view"
        )
      ]
    }
  }

  /// What has happened to a target, in words; nil if nothing.
  private static func edit(_ change: Change) -> String? {
    switch change.action {
    case .forget, .conflict(.deleted): "\(change.path) is deleted"
    case .conflict(.edited): "\(change.path) is edited"
    case .conflict(let conflict): "\(change.path): \(conflict)"
    default: nil
    }
  }
}
