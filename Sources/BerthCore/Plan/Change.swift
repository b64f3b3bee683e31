/// What is to become of one target.
package struct Change: Sendable {
  /// The target, as the profile names it.
  package let path: HomePath
  /// The file itself, symlinks followed: what is written, and what the patch names.
  package let real: HomePath
  /// What is done.
  package let action: Action
  /// Nil: no file.
  package let before: FileState?
  /// Nil: no file.
  package let after: FileState?
  /// The entry of the receipt afterwards; nil: none.
  package let entry: Receipt.Entry?
  /// The file to keep under the entry's `original`.
  package let keptOriginal: FileState?
  /// What goes to `kept/` for good, where it can't come back by itself.
  package let putAside: [PutAside]
  /// What a person should know beforehand.
  package let notes: [Remark]
  /// Why it is written in place; nil: it is replaced.
  package let inPlace: InPlace?
  /// What is run afterwards.
  package let reload: Reload?
  /// Whether a file of the home changes.
  package let writes: Bool

  package init(
    path: HomePath, real: HomePath, action: Action, before: FileState?, after: FileState?,
    entry: Receipt.Entry?, keptOriginal: FileState? = nil, putAside: [PutAside] = [], notes: [Remark] = [],
    inPlace: InPlace? = nil, reload: Reload? = nil
  ) {
    self.path = path
    self.real = real
    self.action = action
    self.before = before
    self.after = after
    self.entry = entry
    self.keptOriginal = keptOriginal
    self.putAside = putAside
    self.notes = notes
    self.inPlace = inPlace
    self.reload = reload
    writes = before != after
  }

  /// The same target, with nothing done, since it would run a file that is not ours.
  func refused(for other: HomePath) -> Change {
    Change(
      path: path, real: real, action: .conflict(.needs(other)), before: before, after: before, entry: entry)
  }

  /// What becomes of the file, as a patch shows it.
  package var difference: FileDifference {
    FileDifference(
      path: real.relative, old: before.map { ($0.bytes, $0.mode) }, new: after.map { ($0.bytes, $0.mode) })
  }

  /// A regular file's content and mode.
  package struct FileState: Hashable, Sendable {
    /// All that it holds.
    package let bytes: Bytes
    /// The permission bits.
    package let mode: Mode

    package init(bytes: Bytes, mode: Mode) {
      self.bytes = bytes
      self.mode = mode
    }

    /// The same mode and bytes.
    package static func == (left: FileState, right: FileState) -> Bool {
      left.mode == right.mode && CommonEnds.areEqual(left.bytes, right.bytes)
    }
  }

  /// The last column of the decision table (Architecture.md, in Sources/berth/Documentation.docc).
  package enum Action: Hashable, Sendable {
    case create
    /// It is as wanted already: the receipt alone.
    case adopt
    case insert
    case none
    case update
    case removeBlock
    case restore
    case delete
    case forget
    /// Recipes' lines come out of a file that gets nothing of ours.
    case takeOut
    case conflict(Conflict)
    /// A conflict that `--on-conflict keep` settled: the user's stays.
    case keep(Conflict)
    /// A conflict that `--on-conflict replace` settled: ours is put.
    case replace(Conflict)
  }

  /// Something of the user's that is put aside.
  package enum PutAside: Hashable, Sendable {
    /// What `--on-conflict replace` takes out of the home; of a whole file with its mode, which is kept nowhere.
    case replaced(Bytes, mode: Mode? = nil)
    /// Recipes' lines that can't come back: where they stood is gone.
    case lines(Bytes)
    /// The original, which does not come back, by its name in `originals/`.
    case original(String, mode: Mode?)
  }

  /// Whether it leaves the file to the user since there is nothing to give back.
  var isWithoutOriginal: Bool { if case .keep(.originalGone) = action { true } else { false } }

  /// The names under which all that is kept, in their order.
  package var keptNames: [String] {
    putAside.map { aside in
      switch aside {
      case .replaced(let bytes, _), .lines(let bytes): path.storedName(of: bytes)
      case .original(let stored, _): stored
      }
    }
  }

  /// The same change, with the original that was kept at this path put aside if it has no place any more: it is not in
  /// the receipt, and does not come back. Of a file in which a block lay, all that is the user's is in the file.
  func settlingOriginal(of written: Receipt.Entry?) -> Change {
    guard let written, let stored = written.storedOriginal, entry?.storedOriginal != stored else {
      return self
    }
    let isBack =
      written.isBlock ? before != nil : after.map { path.storedName(of: $0.bytes) == stored } ?? false
    guard !isBack else { return self }
    return Change(
      path: path, real: real, action: action, before: before, after: after, entry: entry,
      keptOriginal: keptOriginal, putAside: putAside + [.original(stored, mode: written.original.mode)],
      notes: notes, inPlace: inPlace,
      reload: reload)
  }
}
