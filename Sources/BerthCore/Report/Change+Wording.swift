extension Change {
  /// How a change is shown: its sign, and its place in the last line of the summary.
  package enum Kind: String, CaseIterable, Sendable {
    case create = "+"
    case patch = "~"
    case remove = "-"
    case adopt = "="
    case conflict = "!"
    /// Nothing happens to the file.
    case nothing = " "

    /// "2 to create".
    package var plan: String {
      switch self {
      case .create: "to create"
      case .patch: "to patch"
      case .remove: "to remove"
      case .adopt: "to adopt"
      case .conflict: "in conflict"
      case .nothing: "unchanged"
      }
    }

    /// "2 created".
    package var done: String {
      switch self {
      case .create: "created"
      case .patch: "patched"
      case .remove: "removed"
      case .adopt: "adopted"
      case .conflict: "in conflict"
      case .nothing: "unchanged"
      }
    }
  }

  /// How this one is shown.
  package var kind: Kind {
    switch action {
    case .conflict: return .conflict
    case .adopt: return .adopt
    case .none, .forget, .keep: return .nothing
    default:
      guard writes else { return .nothing }
      if before == nil { return .create }
      return after == nil ? .remove : .patch
    }
  }

  /// Why, in a few words; empty where there is nothing to say.
  package var reason: String {
    switch action {
    case .create: return "create, \(octal(after?.mode ?? 0))"
    case .adopt: return "adopt: it is as wanted already"
    case .insert: return with("put berth's block in")
    case .none: return hasRecipes ? "leave as it is" : ""
    case .takeOut: return "take a recipe's lines out"
    case .update:
      guard let before, let after, before.bytes == after.bytes else { return with("bring up to date") }
      return "set the mode, \(octal(before.mode)) to \(octal(after.mode))"
    case .removeBlock:
      return after == nil
        ? "remove: berth made it, and nothing else is in it" : with("take berth's block out")
    case .restore: return writes ? with("give the original back") : "leave: the original was the same"
    case .delete: return "remove: berth made it"
    case .forget: return "forget: it is gone already"
    case .conflict(let conflict): return "\(conflict)"
    case .keep(let conflict): return "leave as it is: \(conflict)"
    case .replace(let conflict):
      return with(after == nil ? "remove, though \(conflict)" : "replace, though \(conflict)")
    }
  }

  /// Whether lines of a recipe stay in it.
  package var hasRecipes: Bool {
    notes.contains { if case .recipe = $0 { true } else { false } }
  }

  private func with(_ text: String) -> String {
    guard let before, let after, before.mode != after.mode else { return text }
    return "\(text), mode \(octal(before.mode)) to \(octal(after.mode))"
  }

  /// What a person should know before it is done, a line each.
  ///
  /// `keptFolder`: where what is put aside is kept.
  /// `isVerbose`: whether a command is shown that has a label.
  package func remarks(keptIn keptFolder: String, isVerbose: Bool = false) -> [String] {
    var remarks: [String] = []
    if real != path, writes || kind == .conflict {
      let effect = writes ? after == nil ? ", which is removed" : ", which is written" : ""
      remarks.append("a symlink leads to \(real)\(effect)")
    }
    if let inPlace { remarks.append("written in place, not atomically: \(inPlace.rawValue)") }
    remarks += notes.map(\.description)
    for (name, aside) in zip(keptNames, putAside) {
      remarks.append("\(aside.reason): kept as \(keptFolder)/\(name)\(aside.modeNote)")
    }
    if let reload {
      if let label = reload.label { remarks.append("then: \(label)") }
      if reload.label == nil || isVerbose {
        // A script of several lines keeps them.
        let lines = reload.command.split(separator: "\n")
        remarks.append((reload.label == nil ? "then runs: " : "  runs: ") + (lines.first ?? ""))
        remarks += lines.dropFirst().map { "    \($0)" }
      }
    }
    return remarks
  }
}

extension Remark: CustomStringConvertible {
  package var description: String {
    switch self {
    case .beforeEnd(let end):
      "before '\(end.command)' at line \(end.line): what follows that may not be read"
    case .identityAgentDecided(let line):
      "warning: line \(line) already sets IdentityAgent for every host, so berth's has no effect; delete that line to use the link"
    case .identityAgentOverruled(let line):
      "warning: line \(line) may set IdentityAgent, and berth's is found first: the lines below its block hold it there; move them above it"
    case .moved:
      "moved to where your own IdentityAgent is found first, and what you append belongs to your last section"
    case .orderNotWall:
      "a link a person is order, not a wall: whoever is logged in here can use every agent that is forwarded here"
    case .paramikoStumbles(let folder):
      "warning: the paramiko in \(folder) has no 'invoke' beside it, and so fails for every host where there is a 'Match exec'; install invoke, or add --set plain_ssh_config=true"
    case .perhapsUnread(let other):
      "warning: \(other) sets ZDOTDIR to what berth can't tell; if zsh reads another .zshrc, copy the block's line there"
    case .templateInPlace(let name, let file):
      "made from \(HomeAbbreviation([]).shown(file)), in place of the built-in template '\(name)'"
    case .movedToStart: "moved to where it holds for all that this file starts"
    case .replacedOriginalReturns: "what is replaced is kept, and comes back with uninstall"
    case .recipe(let recipe):
      "warning: \(recipe.place) is a recipe's: \(recipe.effect.sentence); '--adopt-recipes' takes it out"
    case .recipeTaken(let recipe):
      "takes out \(recipe.place), a recipe's: \(recipe.effect.sentence); comes back with uninstall"
    case .linesReturn: "the recipe's lines that were taken out come back"
    case .told(let text): text
    }
  }
}

extension Change.PutAside {
  /// What it is, and why it does not stay or come back.
  var reason: String {
    switch self {
    case .replaced: "what is replaced"
    case .lines: "a recipe's lines, since where they stood is gone"
    case .original: "the file from before berth, which does not come back"
    }
  }

  /// The mode that it had, where a new file would have another: what is kept is for its owner to read.
  var modeNote: String {
    switch self {
    case .replaced(_, let mode?), .original(_, let mode?):
      [0o600, 0o644].contains(mode) ? "" : " (its mode was \(octal(mode)))"
    default: ""
    }
  }

  /// The word that stands for it in JSON.
  var name: String {
    switch self {
    case .replaced: "replaced"
    case .lines: "lines"
    case .original: "original"
    }
  }
}
