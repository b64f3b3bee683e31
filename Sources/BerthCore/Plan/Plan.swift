/// All that a run would do: data, made from what is wanted, what was last written and what is there.
///
/// It is pure and total: a conflict is a value in it. `uninstall` is a plan with nothing desired, a dry run a
/// plan that is not applied.
package struct Plan: Sendable {
  /// In the order of writing: what is no longer wanted, last installed first; then the profile's entries.
  package let changes: [Change]
  /// What becomes of what the installed files made at run time, and of what lay there before them.
  package let leftovers: LeftoverPlan
  /// The receipt until now, with what was found without one.
  package let before: Receipt
  /// The receipt afterwards, its transaction still that of before.
  package let receipt: Receipt
  /// What was found by its markers alone: no receipt tells of it.
  package let unrecorded: [HomePath]
  /// What could not be looked at, where something of ours may be that no receipt tells of.
  package let unseen: [Unseen]
  /// Files of the user's with copies of what berth wrote elsewhere, which stay.
  package let copies: [Copy]
  /// The folders that are made, the outermost first.
  package let newFolders: [HomePath]
  /// Those that berth made and that go if nothing is left in them, the innermost first.
  package let oldFolders: [HomePath]
  /// What is run once all is written, each once.
  package let reloads: [Reload]
  /// Files in `originals/` that no receipt speaks of any more: they go to `kept/`.
  package let unclaimed: [String]
  /// Where what is put aside is kept, as messages show it.
  package let keptFolder: String

  /// A file or a folder that could not be looked at, as messages show it, and why.
  package struct Unseen: Sendable {
    /// As messages show it.
    package let path: String
    /// Why it could not be.
    package let reason: Unusable

    package init(path: String, reason: Unusable) {
      self.path = path
      self.reason = reason
    }
  }

  /// A file that was copied from a target, or holds lines that were.
  package struct Copy: Sendable {
    /// The file.
    package let path: HomePath
    /// Whether one whole block can be taken out of it.
    package let isBlock: Bool

    package init(path: HomePath, isBlock: Bool) {
      self.path = path
      self.isBlock = isBlock
    }
  }

  /// `desired`: empty for `uninstall`.
  /// `before`: what was last written; its entries empty for a home that Berth has not seen.
  /// `unrecorded`: those of its entries that no receipt told.
  /// `unseen`: what could not be looked at.
  /// `copies`: of which nothing becomes.
  /// `actual`: what lies at every path of the two.
  /// `originals`: the files kept under the names in the receipt, as far as they may have to come back and are there.
  /// `archived`: the names of all that are kept.
  /// `leftovers`: what lies at the leftovers' places of before.
  /// `coming`: what lies at those from now on.
  /// `perhapsOurs`: what lies where an install could have made it that there is no receipt of.
  /// `keptFolder`: as messages show it.
  package init(
    _ desired: Desired, since before: Receipt, unrecorded: [HomePath] = [],
    unseen: [Unseen] = [], copies: [Copy] = [], actual: [HomePath: ActualFile] = [:],
    originals: [String: Bytes] = [:],
    archived: [String] = [],
    leftovers: [ActualLeftover] = [], coming: [ActualLeftover] = [], perhapsOurs: [ActualLeftover] = [],
    keptFolder: String = "kept", policy: ConflictPolicy = .fail
  ) {
    let recipes = desired.recipes
    let receipt = before
    let desiredFiles = desired.files
    let wanted = Dictionary(desiredFiles.map { ($0.path, $0) }) { first, _ in first }
    let written = Dictionary(receipt.entries.map { ($0.path, $0) }) { first, _ in first }
    let own = Self.ownFiles(recipes, wanted, written, actual)
    let unwanted = receipt.entries.reversed().map(\.path).filter { wanted[$0] == nil && !own.contains($0) }
    let doubles = Self.doubles(unwanted.reversed() + desiredFiles.map(\.path) + own, actual)

    let changes = (unwanted + desiredFiles.map(\.path) + own).map { path -> Change in
      var actual = actual[path] ?? .absent(real: path, identity: FileIdentity(unseen: path))
      if let other = doubles[path] { actual = .unusable(.sharedWith(other), real: actual.real) }
      let decision = Decision(
        path: path, desired: wanted[path], written: written[path], actual: actual, originals: originals,
        recipes: recipes, isOwn: own.contains(path))
      return decision.change(policy: policy)
    }
    self.changes = Self.refusing(changes, wanted)
    self.keptFolder = keptFolder
    self.before = before
    self.unrecorded = unrecorded
    self.unseen = unseen
    self.copies = copies
    self.leftovers = LeftoverPlan(
      wanted: desired.leftovers, before: leftovers, now: coming, perhapsOurs: perhapsOurs,
      older: before.older)
    newFolders = Self.newFolders(changes, actual)
    oldFolders = Self.oldFolders(changes, before)
    var reloads: [Reload] = []
    for case let reload? in changes.map(\.reload) where !reloads.contains(reload) { reloads.append(reload) }
    self.reloads = reloads
    var after = before
    after.profile = desired.choice?.profile ?? ""
    after.settings = desired.choice?.settings ?? []
    after.leftovers = desired.leftovers
    after.older = self.leftovers.older
    // In the profile's order, so that a later uninstall goes the same way back.
    after.entries = changes.compactMap(\.entry)
    after.folders = (before.folders + newFolders).filter { [oldFolders] in !oldFolders.contains($0) }
    self.receipt = after
    // What is left of one that can't come back is nobody's any more.
    let gone = changes.filter(\.isWithoutOriginal).map(\.path)
    let claimed = before.entries.filter { !gone.contains($0.path) } + after.entries
    unclaimed = Set(archived).subtracting(claimed.compactMap(\.storedOriginal)).sorted()
  }

  /// The folders that have to be made for the files that are new.
  private static func newFolders(_ changes: [Change], _ actual: [HomePath: ActualFile]) -> [HomePath] {
    var folders: [HomePath] = []
    for change in changes where change.before == nil && change.after != nil {
      guard case .absent(_, _, let missing, _)? = actual[change.path] else { continue }
      folders += missing.filter { !folders.contains($0) }
    }
    return folders
  }

  private static func oldFolders(_ changes: [Change], _ before: Receipt) -> [HomePath] {
    let needed = changes.filter { $0.after != nil && $0.entry != nil }.map(\.real.relative)
    return before.folders.reversed().filter { folder in
      !needed.contains { $0.hasPrefix(folder.relative + "/") }
    }
  }

  /// The targets that are one file with another that is listed before, and that other.
  private static func doubles(
    _ paths: [HomePath], _ actual: [HomePath: ActualFile]
  ) -> [HomePath: HomePath] {
    var first: [FileIdentity: HomePath] = [:]
    var doubles: [HomePath: HomePath] = [:]
    for path in paths {
      guard let identity = actual[path]?.identity else { continue }
      if let other = first[identity] { doubles[path] = other } else { first[identity] = path }
    }
    return doubles
  }

  /// Files that get nothing of ours, and have recipes' lines in them, or had.
  private static func ownFiles(
    _ recipes: RecipeSearch?, _ wanted: [HomePath: DesiredFile], _ written: [HomePath: Receipt.Entry],
    _ actual: [HomePath: ActualFile]
  ) -> [HomePath] {
    guard let recipes else { return [] }
    var claimed = Set(wanted.keys.compactMap { actual[$0]?.identity })
    return RecipeReader.paths.filter { path in
      guard wanted[path] == nil else { return false }
      // Lines beside a block that goes are taken out with it, not by the next run.
      if let written = written[path], !written.taken.isEmpty || !(written.isBlock && recipes.takesOut) {
        return !written.taken.isEmpty
      }
      guard case .file(let content)? = actual[path],
        !recipes.reader.recipes(in: content.bytes, of: path).isEmpty
      else { return false }
      return claimed.insert(content.identity).inserted
    }
  }

  /// Nothing that runs another target may be installed where that stays somebody else's file.
  private static func refusing(_ changes: [Change], _ wanted: [HomePath: DesiredFile]) -> [Change] {
    let foreign = changes.filter { change in
      guard case .keep = change.action, change.entry == nil else { return false }
      return wanted[change.path].map { !$0.isBlock } ?? false
    }
    return changes.map { change in
      guard let desired = wanted[change.path], !foreign.contains(where: { $0.path == change.path }),
        let other = foreign.first(where: { desired.names($0.path) })
      else { return change }
      return change.refused(for: other.path)
    }
  }

  /// The conflicts that nobody has settled. While there are any, nothing may be written.
  package var conflicts: [Change] {
    changes.filter { if case .conflict = $0.action { true } else { false } }
  }

  /// Whether there is nothing to write in the home.
  package var isEmpty: Bool {
    leftovers.isEmpty && !changes.contains { $0.writes }
  }

  /// Whether nothing is to be done at all: not even the receipt changes.
  package var isDone: Bool {
    let isNothing = receipt.entries.isEmpty && before.entries.isEmpty
    return isEmpty && unclaimed.isEmpty && receipt.entries == before.entries
      && (isNothing || isSameSource)
  }

  private var isSameSource: Bool {
    receipt.leftovers == before.leftovers && receipt.older == before.older
      && receipt.profile == before.profile && receipt.settings == before.settings
  }

  /// The originals that go to `kept/` once the plan is carried out, by their names.
  package var retiredOriginals: [String] {
    changes.flatMap(\.putAside).compactMap { if case .original(let stored, _) = $0 { stored } else { nil } }
      + unclaimed
  }

  /// The originals that nobody needs any more: they are back, or are in the file.
  package var spentOriginals: [String] {
    let kept = receipt.entries.compactMap(\.storedOriginal) + retiredOriginals
    return before.entries.compactMap(\.storedOriginal).filter { !kept.contains($0) }
  }

  /// The files as a patch shows them; none while conflicts are open, since then nothing would be written.
  package var differences: [FileDifference] {
    guard conflicts.isEmpty else { return [] }
    return changes.filter(\.writes).map(\.difference)
  }
}

extension ActualFile {
  /// The file itself, symlinks followed; nil where they lead nowhere.
  package var real: HomePath? {
    switch self {
    case .absent(let real, _, _, _): real
    case .file(let content): content.real
    case .unusable(_, let real): real
    }
  }

  /// Which file it is, be it there or not; nil: it is none.
  package var identity: FileIdentity? {
    switch self {
    case .absent(_, let identity, _, _): identity
    case .file(let content): content.identity
    case .unusable: nil
    }
  }

  /// Why nothing may be written there.
  var hindrance: Unusable? {
    switch self {
    case .absent(_, _, _, let hindrance): hindrance
    case .file(let content): content.hindrance
    case .unusable: nil
    }
  }
}
