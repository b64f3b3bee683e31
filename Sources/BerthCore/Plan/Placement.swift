/// A desired file, worked out against what is on the disk: the whole file as it would be.
struct Placement {
  let path: HomePath
  let isBlock: Bool
  /// What the receipt is to say was written.
  let written: Bytes
  let after: Change.FileState
  /// What is Berth's in it already, by its marker.
  let found: Block?
  let notes: [Remark]
  let writes: Bool
  /// What comes out of the user's part.
  private let taken: [TakenLines]
  private let mode: Mode?
  private let reload: Reload?
  private let content: ActualContent?

  /// The mode of a new file whose entry names none.
  static let defaultMode: Mode = 0o644

  /// - Throws: `MarkerProblem`, when the file's markers can't be trusted.
  init(_ desired: DesiredFile, on content: ActualContent?, recipes: RecipeSearch?) throws(MarkerProblem) {
    path = desired.path
    reload = desired.reload
    self.content = content
    let before = content.map { Change.FileState(bytes: $0.bytes, mode: $0.mode) }
    let newMode = desired.mode ?? content?.mode ?? Self.defaultMode
    switch desired.content {
    case .file(let whole):
      let bytes = whole.bytes
      isBlock = false
      written = bytes
      after = Change.FileState(bytes: bytes, mode: newMode)
      // Another's markers are another's file.
      let block = content.flatMap { try? Block.find(desired.path.description, in: $0.bytes) }
      found = block?.marker.scope == .wholeFile ? block : nil
      taken = []
      let script = content.flatMap { $0.bytes == bytes ? nil : recipes?.script($0.bytes, at: desired.path) }
      notes = desired.notes + (script.flatMap { recipes?.notes(on: [$0]) } ?? [])
      // The mode of a whole file is a part of what was written, whoever chose it.
      mode = newMode
    case .block(let patch):
      isBlock = true
      var notes = desired.notes
      let lines = content.flatMap { recipes?.reader.recipes(in: $0.bytes, of: desired.path) } ?? []
      var own: Bytes?
      if let recipes, let content, !lines.isEmpty {
        notes += recipes.notes(on: lines)
        if recipes.takesOut { own = try BlockPatch.remove(desired.path, from: content.bytes) }
      }
      let rest = own.flatMap { recipes?.rest(of: $0, at: desired.path) }
      let patch = try Self.placed(
        patch, in: own ?? content?.bytes, language: desired.language, path: path, notes: &notes)
      let originalMode = content.flatMap { $0.mode == newMode ? nil : $0.mode }
      let patched = try patch.apply(to: content?.bytes, originalMode: originalMode, leaving: rest?.file)
      taken = rest?.taken ?? []
      written = patched.block
      after = Change.FileState(bytes: patched.file, mode: newMode)
      found = patched.found
      if patched.isMoved, patch.isSSHConfig || patch.place == .start {
        notes.append(patch.isSSHConfig ? .moved : .movedToStart)
      }
      if let line = patched.overruled { notes.append(.identityAgentOverruled(line: line)) }
      if patch.isSSHConfig, let content, let line = Self.lineDecidingBefore(patched.found, in: content.bytes),
        !lines.contains(where: { $0.lines.contains(line) })
      {
        notes.append(.identityAgentDecided(line: line))
      }
      self.notes = notes
      mode = desired.mode
    }
    writes = before != after
  }

  /// What was there before us, as far as the file itself tells; nil: nothing. Most plans never ask.
  var original: Change.FileState? {
    guard let content else { return nil }
    guard let found else { return Change.FileState(bytes: content.bytes, mode: content.mode) }
    let rest = BlockPatch.remove(found, from: content.bytes)
    if found.marker.trace.createdFile, rest.isEmpty { return nil }
    return Change.FileState(bytes: rest, mode: found.marker.trace.mode ?? content.mode)
  }

  /// The entry of the receipt, once this is written.
  ///
  /// `before`: the entry until now. A mode that it set and that the file has still is ours, whether or not it is
  /// asked for any more; any other that we change is the user's, and comes back.
  func entry(original: Receipt.Original, since before: Receipt.Entry?) -> Receipt.Entry {
    var original = original
    // Where the receipt is lost, the block tells whether the mode is ours.
    let ours = before == nil && found?.marker.trace.mode != nil ? content?.mode : before?.mode
    if isBlock, let old = content?.mode, old != after.mode, old != ours { original = original.with(old) }
    return Receipt.Entry(
      path: path, isBlock: isBlock, written: written,
      mode: mode ?? (ours == after.mode ? ours : nil), original: original, reload: reload,
      taken: (before?.taken ?? []) + taken)
  }

  /// What is to be said of recipes' lines, if they stay.
  var recipeNotes: [Remark] { notes.filter { if case .recipe = $0 { true } else { false } } }

  /// Whether recipes' lines are taken out.
  var takesOut: Bool { notes.contains { if case .recipeTaken = $0 { true } else { false } } }

  /// A block for the end of a start-up file goes before what may end the file sooner.
  private static func placed(
    _ patch: BlockPatch, in file: Bytes?, language: Language, path: HomePath, notes: inout [Remark]
  ) throws(MarkerProblem) -> BlockPatch {
    guard patch.place == .end, !patch.isSSHConfig, language == .sh || path.isOfCShell, let file else {
      return patch
    }
    // Without our block, so that the answer is the same as when it was put in.
    let block = try Block.find(patch.entry, in: file)
    let bare = block.map { BlockPatch.removeInPlace($0, from: file) } ?? file[...]
    guard let end = StartupFileReader(bare, shell: Shell(reading: path)).firstEnd else { return patch }
    if let block, bare.count - (file.count - block.range.upperBound) <= end.place { return patch }
    notes.append(.beforeEnd(end))
    return patch.placed(before: end.place)
  }

  private static func lineDecidingBefore(_ found: Block?, in file: Bytes) -> Int? {
    let end = found?.range.lowerBound ?? file.count
    return SSHConfigReader(file[..<end]).lineDecidingForAll("identityagent")
  }
}
