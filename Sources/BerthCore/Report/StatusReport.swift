/// What is installed, and what has happened to it since: two letters a line, as chezmoi and git write them.
///
/// The first letter says what the user has done since Berth wrote the target, the second what `apply` would do
/// to it: `M` modified, `D` deleted, `A` added, `!` a conflict, a blank for nothing.
package struct StatusReport {
  private let lines: [Line]

  /// What there is to say of one target.
  package struct Line: Hashable, Sendable {
    /// The target.
    package let path: HomePath
    /// What the user has done to it.
    package let user: Character
    /// What `apply` would do to it.
    package let apply: Character
  }

  /// - Parameters:
  ///   - removal: the plan with nothing desired: how the disk compares with what was written; nil if nothing is
  ///     installed.
  ///   - update: the plan of the installed profile; nil if that can't be read any more.
  package init(removal: Plan?, update: Plan?) {
    let updates = Dictionary((update?.changes ?? []).map { ($0.path, $0) }) { first, _ in first }
    let removed = removal?.changes ?? []
    let installed = Set(removed.map(\.path))
    var lines = removed.reversed().map { change in
      Line(path: change.path, user: Self.userLetter(change), apply: Self.applyLetter(updates[change.path]))
    }
    for change in update?.changes ?? [] where !installed.contains(change.path) {
      // A file that is only spoken of is none of ours.
      guard change.entry != nil || change.kind != .nothing else { continue }
      lines.append(Line(path: change.path, user: " ", apply: Self.applyLetter(change)))
    }
    self.lines = lines
  }

  /// Whether the user has edited anything, or apply would.
  package var hasDifferences: Bool { lines.contains { $0.user != " " || $0.apply != " " } }

  /// A line for each target.
  package var text: TerminalText {
    lines.map { line -> TerminalText in "\(line.user)\(line.apply) \(line.path)\n" }.joined()
  }

  /// What a person reads below.
  ///
  /// `installed`: what the second letters compare with; nil if nothing is.
  package func lastLine(installed: PlanSource?) -> TerminalText {
    guard let installed else { return "Nothing is installed.\n" }
    let edited = lines.count { $0.user != " " }
    let edits = edited == 0 ? "none edited since" : "\(edited) edited or deleted since"
    let targets = counted(lines.count, "target")
    return "Installed: \(installed.description), \(targets), \(edits).\n"
  }

  /// The same as one object.
  package func json(of host: String? = nil, installed: ProfileChoice?, interrupted: Bool) -> JSON {
    .object([
      ("format_version", .string(JSONReport.formatVersion)),
      ("command", .string("status")),
      ("host", host.map(JSON.string) ?? .null),
      ("profile", installed.map { .string($0.profile) } ?? .null),
      ("settings", .array((installed?.settings ?? []).map(\.json))),
      ("interrupted_run", .bool(interrupted)),
      (
        "targets",
        .array(
          lines.map {
            .object([
              ("path", .string($0.path.description)), ("user", .string(String($0.user))),
              ("apply", .string(String($0.apply))),
            ])
          })
      ),
    ])
  }

  private static func userLetter(_ change: Change) -> Character {
    switch change.action {
    case .forget: "D"
    case .conflict(.deleted): "D"
    case .conflict(.edited): "M"
    case .conflict: "!"
    default: " "
    }
  }

  private static func applyLetter(_ change: Change?) -> Character {
    guard let change else { return " " }
    switch change.kind {
    case .create: return "A"
    case .patch: return "M"
    case .remove: return "D"
    case .conflict: return "!"
    case .adopt, .nothing: return " "
    }
  }
}
