/// A plan, as a person takes it in at a glance.
package struct TextReport {
  private let plan: Plan
  private let style: Style
  private let isVerbose: Bool

  /// Whether colours are wanted: SGR sequences, as terminals take them.
  package enum Style: Sendable {
    case plain
    case coloured

    func paint(_ text: String, _ code: String) -> TerminalText {
      self == .coloured ? TerminalText(text, painted: code) : "\(text)"
    }
  }

  /// `isVerbose`: whether commands are shown that have a label.
  package init(_ plan: Plan, style: Style, isVerbose: Bool = false) {
    self.plan = plan
    self.style = style
    self.isVerbose = isVerbose
  }

  /// The changes, one a line, with what there is to know about each, and the last line.
  ///
  /// `source`: nil for uninstall.
  package func summary(of source: PlanSource?) -> TerminalText {
    let shown = plan.changes.filter { $0.kind != .nothing || !$0.reason.isEmpty || !$0.putAside.isEmpty }
    let leftovers =
      plan.leftovers.removed + plan.leftovers.copies + plan.leftovers.returning.map(\.path)
      + plan.leftovers.left.map(\.path)
    let names = shown.map(Self.name(of:)) + (leftovers + plan.oldFolders).map(\.description)
    let width = names.map(\.withVisibleControls.count).max() ?? 0
    var text: TerminalText = ""
    func padded(_ name: String) -> String {
      name + String(repeating: " ", count: width - name.withVisibleControls.count)
    }
    // In the order of the changes that they are made for.
    var made = plan.newFolders[...]
    for change in shown {
      text += "\(sign(change.kind)) \(padded(Self.name(of: change)))  \(change.reason)\n"
      while let folder = made.first, change.after != nil, change.real.isInside(folder) {
        text += "    in a new folder, \(folder)\n"
        made.removeFirst()
      }
      for remark in change.remarks(keptIn: plan.keptFolder, isVerbose: isVerbose) {
        text += "    \(remark)\n"
      }
    }
    for path in plan.leftovers.removed {
      text += "\(sign(.remove)) \(padded("\(path)"))  remove: the installed files made it at run time\n"
    }
    for path in plan.leftovers.copies {
      text +=
        "\(sign(.remove)) \(padded("\(path)"))  remove: a killed run has left it, and a file beside it has the same\n"
    }
    for link in plan.leftovers.returning {
      let old = String(decoding: link.text ?? [], as: UTF8.self)
      text +=
        "\(sign(.patch)) \(padded("\(link.path)"))  lead back to \(quoted(old)), where it led before berth\n"
    }
    for folder in plan.oldFolders {
      text +=
        "\(sign(.remove)) \(padded("\(folder)"))  remove, if nothing is left in it: berth made the folder\n"
    }
    for left in plan.leftovers.left {
      let why =
        switch left.reason {
        case .other(let what): "\(what), which the installed files don't make"
        case .older: "it was there before berth"
        case .prepared:
          "a killed run has left it, and no receipt tells whether anybody needs it; if not: rm \(shellWord(left.path.description))"
        case .perhapsOurs:
          "no receipt tells whether berth made it; if so: rm \(shellWord(left.path.description))"
        }
      text += "  \(padded("\(left.path)"))  leave: \(why)\n"
    }
    for name in plan.unclaimed {
      text +=
        "  \(plan.keptFolder)/\(name)  keep: a file from before berth, of which no receipt tells any more\n"
    }
    return (source?.headline ?? "") + text + lastLine(of: source)
  }

  private func lastLine(of source: PlanSource?) -> TerminalText {
    let conflicts = plan.conflicts
    if !conflicts.isEmpty { return advice(on: conflicts) }
    let counts = counts(\.plan)
    guard counts.isEmpty else { return "Plan: \(counts).\n" }
    guard let source else {
      let isNothing = plan.changes.isEmpty && plan.unclaimed.isEmpty
      return isNothing ? "Nothing to do: nothing is installed.\n" : "Plan: no file changes.\n"
    }
    let isKept = plan.changes.contains { if case .keep = $0.action { true } else { false } }
    if isKept { return "No changes: what is in conflict stays as it is.\n" }
    return "No changes: the home is as \(source.description) wants it.\n"
  }

  /// What has been done: `2 created, 4 patched`; empty if nothing.
  package var done: String { counts(\.done) }

  private func counts(_ word: (Change.Kind) -> String) -> String {
    var counts: [String] = []
    for kind in [Change.Kind.create, .patch, .remove, .adopt] {
      var count = plan.changes.count { $0.kind == kind }
      if kind == .remove { count += plan.leftovers.removed.count + plan.leftovers.copies.count }
      if kind == .patch { count += plan.leftovers.returning.count }
      if count > 0 { counts.append("\(count) \(word(kind))") }
    }
    return counts.joined(separator: ", ")
  }

  private func advice(on conflicts: [Change]) -> TerminalText {
    let count = counted(conflicts.count, "conflict")
    let isReplaceable = conflicts.contains {
      if case .conflict(let conflict) = $0.action { conflict.isReplaceable } else { false }
    }
    var text: TerminalText = "Plan: \(count), so nothing is written. "
    let needed = conflicts.lazy.compactMap { change -> HomePath? in
      if case .conflict(.needs(let path)) = change.action { path } else { nil }
    }.first
    if let needed {
      text += "While \(needed) is kept, what would run it can't be installed.\n"
      let way =
        plan.changes.contains { $0.path == needed && $0.hasRecipes } ? "adopt-recipes" : "on-conflict replace"
      return text + "Run again with '--\(way)': what is replaced is kept, and comes back with uninstall.\n"
    }
    text += "Put it right in the file, or run again with\n"
    if conflicts.contains(where: \.hasRecipes) {
      text += "    --adopt-recipes         to take the recipes' lines out; they come back with uninstall\n"
    }
    text += "    --on-conflict keep      to leave what is there as it is\n"
    if isReplaceable {
      text += "    --on-conflict replace   to put berth's; what is replaced is kept\n"
    }
    return text
  }

  /// The path, with the line to look at.
  private static func name(of change: Change) -> String {
    guard case .conflict(let conflict) = change.action, let line = conflict.line else {
      return "\(change.path)"
    }
    return "\(change.path):\(line)"
  }

  private func sign(_ kind: Change.Kind) -> TerminalText {
    switch kind {
    case .create: style.paint(kind.rawValue, "32")
    case .patch: style.paint(kind.rawValue, "33")
    case .remove: style.paint(kind.rawValue, "31")
    case .conflict: style.paint(kind.rawValue, "1;31")
    case .adopt, .nothing: "\(kind.rawValue)"
    }
  }
}
