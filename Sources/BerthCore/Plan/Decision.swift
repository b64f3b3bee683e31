/// The decision for one target: three states in, one change out.
///
/// Debian's ucf and chezmoi decide the same way; see the table in `change(policy:)`.
struct Decision {
  let path: HomePath
  let desired: DesiredFile?
  let written: Receipt.Entry?
  let actual: ActualFile
  let originals: [String: Bytes]
  /// Whether and how recipes' lines are looked for.
  var recipes: RecipeSearch?
  /// Whether nothing is wanted there but that: the file stays the user's own.
  var isOwn = false

  /// How the disk compares with the other two states.
  private enum Disk {
    case absent
    case asDesired
    case asWritten
    case other(Conflict.Edit)
  }

  /// What there is to do, and where an original goes that does not come back with it.
  func change(policy: ConflictPolicy) -> Change {
    var change = decided(policy)
    if change.writes, let hindrance = actual.hindrance { change = settle(.unusable(hindrance), by: policy) }
    return change.isWithoutOriginal ? change : change.settlingOriginal(of: written)
  }

  private func decided(_ policy: ConflictPolicy) -> Change {
    if case .unusable(let reason, _) = actual { return settle(.unusable(reason), by: policy) }
    if let written, isOwn ? !written.isTakingOnly : desired.map({ !$0.isSameKind(as: written) }) ?? false {
      return changeOfKind(from: written, policy: policy)
    }
    if isOwn { return takeOut() }
    let wanted: Placement?
    let found: Block?
    do throws(MarkerProblem) {
      // What an older version of ours has written is nobody's recipe.
      wanted =
        if let desired { try Placement(desired, on: content, recipes: isWrittenFile ? nil : recipes) } else {
          nil
        }
      found = if let wanted { wanted.found } else { try findBlock() }
    } catch {
      return copied(error, policy) ?? settle(.markers(error), by: policy)
    }

    switch (desired: wanted, receipt: written, disk: disk(wanted, found)) {
    case (let wanted?, nil, .absent): return put(wanted, .create)
    case (let wanted?, nil, .asDesired): return put(wanted, wanted.writes ? .update : .adopt)
    case (let wanted?, nil, .asWritten): return put(wanted, .update)
    case (let wanted?, nil, .other(let edit)):
      guard wanted.isBlock || found != nil else {
        return settle(.preexisting, by: wanted.takesOut ? .replace : policy, wanted)
      }
      guard found == nil else { return settle(.edited(edit), by: policy, wanted) }
      return put(wanted, .insert)
    case (let wanted?, _?, .asDesired): return put(wanted, wanted.writes ? .update : .none)
    case (let wanted?, _?, .asWritten): return put(wanted, .update)
    case (let wanted?, _?, .other(let edit)): return settle(.edited(edit), by: policy, wanted)
    case (let wanted?, _?, .absent): return settle(.deleted(deletion), by: policy, wanted)
    case (nil, let written?, .asWritten): return giveBack(written, found, policy)
    case (nil, .some, .other(let edit)): return settle(.edited(edit), by: policy, found: found)
    case (nil, let written?, .absent):
      return written.taken.isEmpty
        ? result(.forget, after: before, entry: nil) : giveBack(written, nil, policy)
    case (nil, .some, .asDesired), (nil, nil, _): return result(.none, after: before, entry: nil)
    }
  }

  // MARK: - The three states

  var content: ActualContent? {
    if case .file(let content) = actual { content } else { nil }
  }

  var before: Change.FileState? {
    content.map { Change.FileState(bytes: $0.bytes, mode: $0.mode) }
  }

  /// Whether every byte of a whole file is ours, whatever its mode.
  private var isWrittenFile: Bool { written.map { !$0.isBlock && $0.written == content?.bytes } ?? false }

  private var deletion: Conflict.Deletion { content == nil ? .file : .block }

  private func findBlock() throws(MarkerProblem) -> Block? {
    guard let content, written?.isBlock == true else { return nil }
    return try Block.find(path.description, in: content.bytes)
  }

  private func disk(_ wanted: Placement?, _ found: Block?) -> Disk {
    guard let content else { return .absent }
    if wanted?.isBlock ?? written?.isBlock ?? false {
      guard let found else { return written == nil ? .other(.file) : .absent }
      if let wanted, found.bytes == wanted.written { return .asDesired }
      // A block whose sum holds is as good as a receipt.
      let isAsWritten = written.map { found.bytes == $0.written } ?? found.isIntact
      return isAsWritten ? .asWritten : .other(.block(line: found.line))
    }
    if let wanted, wanted.after == before { return .asDesired }
    guard let written else { return found?.isIntact == true ? .asWritten : .other(.file) }
    guard content.bytes == written.written else { return .other(.file) }
    guard let mode = written.mode, mode != content.mode else { return .asWritten }
    return .other(.mode(content.mode, written: mode))
  }

  // MARK: - The changes

  private func put(_ wanted: Placement, _ action: Change.Action) -> Change {
    var kept: Change.FileState?
    let original: Receipt.Original
    if let written {
      original = written.original
    } else if let state = wanted.original {
      kept = state
      original = keeping(state)
    } else {
      original = .absent
    }
    return result(
      action, after: wanted.after, entry: wanted.entry(original: original, since: written),
      keptOriginal: kept, notes: wanted.notes)
  }

  /// Recipes' lines come out of a file that is the user's own; those that did stay out.
  private func takeOut() -> Change {
    guard let content else { return result(.none, after: nil, entry: written) }
    let rest = recipes?.rest(of: content.bytes, at: path)
    let entry = Receipt.Entry(
      path: path, isBlock: true, written: [], mode: nil, original: .there(mode: content.mode),
      reload: nil, taken: (written?.taken ?? []) + (rest?.taken ?? []))
    return result(
      rest == nil ? .none : .takeOut,
      after: Change.FileState(bytes: rest?.file ?? content.bytes, mode: content.mode),
      entry: entry.taken.isEmpty ? nil : entry,
      notes: recipes?.notes(on: recipes?.reader.recipes(in: content.bytes, of: path) ?? []) ?? [])
  }

  private func giveBack(_ written: Receipt.Entry, _ found: Block?, _ policy: ConflictPolicy) -> Change {
    guard let undone = undo(written, found) else {
      return settle(.originalGone(written.storedOriginal ?? ""), by: policy)
    }
    // There is nothing of ours, and no place to give anything back to.
    if content == nil || found == nil && written.isBlock && undone.file == before {
      return result(.forget, after: before, entry: nil, putAside: undone.putAside, notes: undone.notes)
    }
    let action: Change.Action = undone.file == nil ? .delete : found == nil ? .restore : .removeBlock
    return result(
      action, after: undone.file, entry: nil, putAside: undone.putAside, notes: undone.notes)
  }

  /// The profile wants a block where a whole file was, or the other way round: as if the old one were taken
  /// back first.
  private func changeOfKind(from written: Receipt.Entry, policy: ConflictPolicy) -> Change {
    let old = Decision(path: path, desired: nil, written: written, actual: actual, originals: originals)
    var recipes = recipes
    // Lines that were taken out do not come back for it.
    if !written.taken.isEmpty { recipes?.takesOut = true }
    let undone = old.decided(policy)
    if case .conflict = undone.action { return undone }
    if case .keep = undone.action { return result(undone.action, after: before, entry: written) }
    var action = Change.Action.update
    if case .replace = undone.action { action = undone.action }
    if case .forget = undone.action, !isOwn, !written.isTakingOnly {
      let conflict = Conflict.deleted(deletion)
      switch policy {
      case .fail: return result(.conflict(conflict), after: before, entry: written)
      case .keep: return result(.keep(conflict), after: before, entry: written)
      case .replace: action = .replace(conflict)
      }
    }
    let base: ActualFile =
      if let state = undone.after {
        .file(
          ActualContent(
            bytes: state.bytes, mode: state.mode, real: undone.real,
            identity: FileIdentity(unseen: undone.real), inPlace: undone.inPlace))
      } else {
        .absent(real: undone.real, identity: FileIdentity(unseen: undone.real))
      }
    let new = Decision(
      path: path, desired: desired, written: nil, actual: base, originals: originals, recipes: recipes,
      isOwn: isOwn)
    let change = new.decided(policy)
    switch change.action {
    case .conflict: return change
    case .keep(let conflict): return result(.keep(conflict), after: before, entry: written)
    default:
      if case .replace = change.action { action = change.action }
      return result(
        action, after: change.after, entry: change.entry, keptOriginal: change.keptOriginal,
        putAside: undone.putAside + change.putAside, notes: change.notes)
    }
  }

  /// A file that another target's block was copied into: without that it is decided on as any other.
  private func copied(_ problem: MarkerProblem, _ policy: ConflictPolicy) -> Change? {
    guard case .foreign(let line, let entry) = problem, let content,
      let block = try? Block.find(entry, in: content.bytes), block.marker.scope == .block
    else { return nil }
    let conflict = Conflict.copied(from: entry, line: line)
    guard policy == .replace else { return settle(conflict, by: policy) }
    let base = ActualContent(
      bytes: BlockPatch.remove(block, from: content.bytes), mode: content.mode, real: content.real,
      identity: content.identity, inPlace: content.inPlace, hindrance: content.hindrance)
    let rest = Decision(
      path: path, desired: desired, written: written, actual: .file(base), originals: originals,
      recipes: recipes)
    let change = rest.decided(policy)
    if case .conflict = change.action { return change }
    return result(
      .replace(conflict), after: change.after, entry: change.entry, keptOriginal: change.keptOriginal,
      putAside: (block.isIntact ? [] : Self.replaced(block.bytes)) + change.putAside, notes: change.notes)
  }

  /// A conflict, or what `--on-conflict` makes of it.
  private func settle(
    _ conflict: Conflict, by policy: ConflictPolicy, _ wanted: Placement? = nil, found: Block? = nil
  ) -> Change {
    switch policy {
    case .keep:
      // What is still wanted stays in the receipt; what isn't, is the user's from now on.
      guard desired == nil, !isOwn else {
        return result(.keep(conflict), after: before, entry: written, notes: wanted?.recipeNotes ?? [])
      }
      let undone = Undone(lost: written?.taken ?? [])
      return result(.keep(conflict), after: before, entry: nil, putAside: undone.putAside)
    case .replace where conflict.isReplaceable:
      if let wanted { return replace(conflict, with: wanted) }
      guard let written else { break }
      guard let undone = undo(written, found) else {
        return settle(.originalGone(written.storedOriginal ?? ""), by: policy)
      }
      let replaced = isWrittenFile ? [] : found.map { Self.replaced($0.bytes) } ?? Self.replaced(before)
      return result(
        .replace(conflict), after: undone.file, entry: nil, putAside: replaced + undone.putAside,
        notes: undone.notes)
    case .fail, .replace: break
    }
    return result(
      .conflict(conflict), after: before, entry: written, notes: wanted?.recipeNotes ?? [])
  }

  private static func replaced(_ block: Bytes?) -> [Change.PutAside] {
    block.map { $0.isEmpty ? [] : [.replaced($0)] } ?? []
  }

  private static func replaced(_ file: Change.FileState?) -> [Change.PutAside] {
    file.map { $0.bytes.isEmpty ? [] : [.replaced($0.bytes, mode: $0.mode)] } ?? []
  }

  private func replace(_ conflict: Conflict, with wanted: Placement) -> Change {
    var kept: Change.FileState?
    var putAside: [Change.PutAside] = []
    var original = written?.original ?? .absent
    var notes = wanted.notes
    if let before, wanted.found == nil, wanted.isBlock || original == .absent && !isWrittenFile {
      // Nothing of ours is in it any more: whatever was there once, this is what is there before us now.
      kept = before
      original = keeping(before)
      if !wanted.isBlock { notes.append(.replacedOriginalReturns) }
    } else if written == nil, let state = wanted.original {
      kept = state
      original = keeping(state)
      putAside = Self.replaced(wanted.found?.bytes)
    } else if !isWrittenFile, wanted.isBlock || wanted.found?.isIntact != true {
      putAside = wanted.isBlock ? Self.replaced(wanted.found?.bytes) : Self.replaced(before)
    }
    // What there was before us in a file that the user has deleted does not come back with ours.
    if wanted.isBlock, before == nil { original = .absent }
    return result(
      .replace(conflict), after: wanted.after,
      entry: wanted.entry(original: original, since: written), keptOriginal: kept,
      putAside: putAside, notes: notes)
  }

  /// What the receipt says of an original that is kept.
  private func keeping(_ state: Change.FileState) -> Receipt.Original {
    .file(stored: path.storedName(of: state.bytes), mode: state.mode)
  }

  private func result(
    _ action: Change.Action, after: Change.FileState?, entry: Receipt.Entry?,
    keptOriginal: Change.FileState? = nil, putAside: [Change.PutAside] = [], notes: [Remark] = []
  ) -> Change {
    let isSame = before == after
    return Change(
      path: path, real: actual.real ?? path, action: action, before: before, after: after, entry: entry,
      keptOriginal: keptOriginal, putAside: putAside, notes: notes,
      inPlace: isSame ? nil : content?.inPlace, reload: isSame ? nil : desired?.reload ?? written?.reload)
  }
}

extension DesiredFile {
  /// Whether a whole file is wanted where one was written, or a block where a block was.
  fileprivate func isSameKind(as written: Receipt.Entry) -> Bool {
    isBlock == written.isBlock && !written.isTakingOnly
  }
}
