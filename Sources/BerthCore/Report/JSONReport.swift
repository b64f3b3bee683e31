/// A plan, for other programs. JSON.md, in Sources/berth/Documentation.docc, has its members.
package struct JSONReport {
  /// Its first number changes when a reader of the old form would go wrong, its second when something is added.
  package static let formatVersion = "1.2"

  private let plan: Plan

  package init(_ plan: Plan) {
    self.plan = plan
  }

  /// Puts it together.
  ///
  /// - Parameters:
  ///   - command: `diff`, `apply` or `uninstall`.
  ///   - host: where the home is; nil: here.
  ///   - source: nil for uninstall.
  ///   - isApplied: whether the plan has been carried out.
  ///   - warnings: what a person should know of the run.
  ///   - next: what is to be typed next.
  /// - Returns: the plan as one object.
  package func json(
    of command: String, on host: String? = nil, source: PlanSource?, isApplied: Bool = false,
    warnings: [String], next: [String] = []
  ) -> JSON {
    .object([
      ("format_version", .string(Self.formatVersion)),
      ("command", .string(command)),
      ("host", host.map(JSON.string) ?? .null),
      ("profile", source.map { .string($0.named) } ?? .null),
      ("settings", .array((source?.choice.settings ?? []).map(\.json))),
      ("replaces", source?.replaced.map(json(of:)) ?? .null),
      ("applied", .bool(isApplied)),
      ("conflicts", .int(plan.conflicts.count)),
      ("changes", .array(plan.changes.map(json(of:)))),
      ("leftovers", .array((plan.leftovers.removed + plan.leftovers.copies).map { .string($0.description) })),
      ("links_given_back", .array(plan.leftovers.returning.map { .string($0.path.description) })),
      ("folders_made", .array(plan.newFolders.map { .string($0.description) })),
      ("folders_removed", .array(plan.oldFolders.map { .string($0.description) })),
      ("kept", .array(plan.unclaimed.map { .string("\(plan.keptFolder)/\($0)") })),
      ("warnings", .array(warnings.map(JSON.string))),
      ("next", .array(next.map(JSON.string))),
    ])
  }

  private func json(of choice: ProfileChoice) -> JSON {
    .object([
      ("profile", .string(choice.profile)), ("settings", .array(choice.settings.map(\.json))),
    ])
  }

  private func json(of change: Change) -> JSON {
    var line: Int?
    if case .conflict(let conflict) = change.action { line = conflict.line }
    return .object([
      ("path", .string(change.path.description)),
      ("real_path", .string(change.real.description)),
      ("action", .string(change.action.name)),
      ("changes_file", .bool(change.writes)),
      ("reason", .string(change.reason)),
      ("line", line.map(JSON.int) ?? .null),
      ("mode_before", change.before.map { .string(octal($0.mode)) } ?? .null),
      ("mode_after", change.after.map { .string(octal($0.mode)) } ?? .null),
      ("notes", .array(change.notes.map { .string($0.description) })),
      ("put_aside", .array(putAside(of: change))),
      ("in_place", .bool(change.inPlace != nil)),
      ("reload", change.reload.map { .string($0.command) } ?? .null),
      ("reload_label", change.reload?.label.map(JSON.string) ?? .null),
      ("diff", .string(String(decoding: diff(of: change), as: UTF8.self))),
    ])
  }

  private func putAside(of change: Change) -> [JSON] {
    zip(change.keptNames, change.putAside).map { name, aside in
      .object([("what", .string(aside.name)), ("kept_as", .string("\(plan.keptFolder)/\(name)"))])
    }
  }

  private func diff(of change: Change) -> Bytes {
    guard change.writes else { return [] }
    return UnifiedDiff([change.difference]).render(color: false)
  }
}

extension Change.Action {
  /// The word that stands for it in JSON.
  package var name: String {
    switch self {
    case .create: "create"
    case .adopt: "adopt"
    case .insert: "insert"
    case .none: "none"
    case .update: "update"
    case .removeBlock: "remove_block"
    case .restore: "restore"
    case .delete: "delete"
    case .forget: "forget"
    case .takeOut: "take_out"
    case .conflict: "conflict"
    case .keep: "keep"
    case .replace: "replace"
    }
  }
}
