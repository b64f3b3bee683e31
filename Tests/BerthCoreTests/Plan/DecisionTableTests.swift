import BerthCore
import Testing

/// The decision table (Architecture.md, in Sources/berth/Documentation.docc), a test for each row.
@Suite struct DecisionTableTests {
  private let path = HomePath(relative: ".bashrc")

  // MARK: - Desired, no receipt

  @Test func wantedAndAbsentIsCreated() {
    let change = decide(desired: file("D"))
    #expect(change.action == .create)
    #expect(change.after == state("D", 0o644))
    #expect(change.entry?.original == .absent)
  }

  @Test func wantedAndEqualIsAdopted() {
    let change = decide(desired: file("D"), actual: "D")
    #expect(change.action == .adopt)
    #expect(!change.writes)
    #expect(change.entry?.written == Bytes("D".utf8))
  }

  @Test func wantedWholeWhereAnotherFileIsIsAConflict() {
    #expect(decide(desired: file("D"), actual: "other").action == .conflict(.preexisting))
  }

  @Test func wantedWholeWithAnotherModeIsAConflict() {
    #expect(decide(desired: file("D", mode: 0o600), actual: "D").action == .conflict(.preexisting))
  }

  @Test func wantedBlockWhereAFileIsIsInsertedAndTheOriginalKept() {
    let change = decide(desired: block("D"), actual: "mine\n")
    #expect(change.action == .insert)
    #expect(change.keptOriginal == state("mine\n", 0o644))
    #expect(change.entry?.written == blockText("D"))
  }

  @Test func wantedBlockThatIsThereIsAdopted() {
    let change = decide(desired: block("D"), actual: "mine\n" + blockString("D"))
    #expect(change.action == .adopt)
    #expect(change.keptOriginal == state("mine\n", 0o644))
  }

  @Test func anOlderBlockWhoseReceiptIsLostIsUpdated() {
    let change = decide(desired: block("D"), actual: "mine\n" + blockString("old"))
    #expect(change.action == .update)
    #expect(change.after == state("mine\n" + blockString("D"), 0o644))
  }

  @Test func anEditedBlockWhoseReceiptIsLostIsAConflict() {
    let edited = blockString("old").replacing("old\n", with: "old, edited\n")
    #expect(decide(desired: block("D"), actual: edited).action == .conflict(.edited(.block(line: 1))))
  }

  @Test func aMarkedFileWhoseReceiptIsLostIsOurs() {
    let old = String(decoding: whole("old\n", isMarked: true).bytes, as: UTF8.self)
    let new = whole("D\n", isMarked: true)
    let desired = DesiredFile(path: path, content: .file(new), mode: nil, reload: nil, language: .sh)
    let same = decide(desired: desired, actual: String(decoding: new.bytes, as: UTF8.self))
    #expect(same.action == .adopt)
    #expect(same.entry?.original == .absent)
    let older = decide(desired: desired, actual: old)
    #expect(older.action == .update)
    #expect(older.entry?.original == .absent)
    #expect(decide(desired: desired, actual: old + "x").action == .conflict(.edited(.file)))
    let edited = decide(desired: desired, actual: old + "x", policy: .replace)
    #expect(edited.entry?.original == .absent)
    #expect(edited.putAside == [.replaced(Bytes((old + "x").utf8), mode: 0o644)])
    // Where a block is wanted, it is taken back first.
    let block = decide(desired: block("D"), actual: old)
    #expect(block.action == .update)
    #expect(
      decide(written: block.entry, actual: block.after.map { String(decoding: $0.bytes, as: UTF8.self) })
        .after == nil)
  }

  // MARK: - Desired, with a receipt

  @Test func wantedAndWrittenAndThereIsNone() {
    #expect(decide(desired: file("D"), written: entry("R"), actual: "D").action == .none)
    #expect(decide(desired: block("D"), written: blockEntry("D"), actual: blockString("D")).action == .none)
  }

  @Test func wantedAnewAndThereAsWrittenIsUpdated() {
    #expect(decide(desired: file("D"), written: entry("R"), actual: "R").action == .update)
    let change = decide(
      desired: block("D"), written: blockEntry("R"), actual: "a\n" + blockString("R") + "b\n")
    #expect(change.action == .update)
    #expect(change.after == state("a\n" + blockString("D") + "b\n", 0o644))
  }

  @Test func wantedAndEditedSinceIsAConflict() {
    #expect(
      decide(desired: file("D"), written: entry("R"), actual: "mine").action == .conflict(.edited(.file)))
    let edited = "a\n" + blockString("R").replacing("R\n", with: "R, edited\n")
    let change = decide(desired: block("D"), written: blockEntry("R"), actual: edited)
    #expect(change.action == .conflict(.edited(.block(line: 2))))
  }

  @Test func aModeChangedSinceIsAConflict() {
    let change = decide(desired: file("D"), written: entry("R"), actual: "R", mode: 0o600)
    #expect(change.action == .conflict(.edited(.mode(0o600, written: 0o644))))
  }

  @Test func wantedAndDeletedSinceIsAConflict() {
    #expect(decide(desired: file("D"), written: entry("R")).action == .conflict(.deleted(.file)))
    #expect(decide(desired: block("D"), written: blockEntry("R")).action == .conflict(.deleted(.file)))
    let change = decide(desired: block("D"), written: blockEntry("R"), actual: "a\n")
    #expect(change.action == .conflict(.deleted(.block)))
  }

  // MARK: - No longer desired

  @Test func unwantedAndAsWrittenIsDeletedIfWeMadeIt() {
    let change = decide(written: entry("R"), actual: "R")
    #expect(change.action == .delete)
    #expect(change.after == nil)
    #expect(change.entry == nil)
  }

  @Test func unwantedAndAsWrittenGivesTheOriginalBack() {
    let original = Receipt.Original.file(stored: "o", mode: 0o640)
    let change = decide(
      written: entry("R", original: original), actual: "R", originals: ["o": Bytes("mine".utf8)])
    #expect(change.action == .restore)
    #expect(change.after == state("mine", 0o640))
  }

  @Test func anUnwantedBlockIsTakenOut() {
    let original = Receipt.Original.file(stored: "o", mode: 0o644)
    let change = decide(
      written: blockEntry("R", original: original), actual: "a\n" + blockString("R") + "b\n")
    #expect(change.action == .removeBlock)
    #expect(change.after == state("a\nb\n", 0o644))
  }

  @Test func aFileThatHoldsNothingButAnUnwantedBlockIsDeletedOnlyIfWeMadeIt() {
    #expect(decide(written: blockEntry("R"), actual: blockString("R")).after == nil)
    #expect(decide(written: blockEntry("R"), actual: blockString("R") + "b\n").after == state("b\n", 0o644))
    let original = Receipt.Original.file(stored: "o", mode: 0o644)
    #expect(
      decide(written: blockEntry("R", original: original), actual: blockString("R")).after == state("", 0o644)
    )
  }

  @Test func unwantedAndEditedSinceIsAConflict() {
    #expect(decide(written: entry("R"), actual: "mine").action == .conflict(.edited(.file)))
    let edited = blockString("R").replacing("R\n", with: "R, edited\n")
    #expect(decide(written: blockEntry("R"), actual: edited).action == .conflict(.edited(.block(line: 1))))
  }

  @Test func unwantedAndAbsentIsForgotten() {
    #expect(decide(written: entry("R")).action == .forget)
    #expect(decide(written: blockEntry("R"), actual: "a\n").action == .forget)
  }

  // MARK: - What can't be used

  @Test func tornMarkersAreAConflictThatNamesTheLine() {
    let torn = "a\nb\n" + blockString("R").split(separator: "\n").dropLast().joined(separator: "\n")
    let change = decide(desired: block("D"), actual: torn)
    #expect(change.action == .conflict(.markers(.unclosed(line: 3))))
  }

  @Test func whatIsNoFileIsAConflict() {
    let plan = Plan(
      Desired([file("D")]), since: Receipt(transaction: "", profile: ""),
      actual: [path: .unusable(.folder, real: path)])
    #expect(plan.changes[0].action == .conflict(.unusable(.folder)))
    #expect(plan.differences.isEmpty)
  }

  @Test func twoTargetsThatAreOneFileAreAConflict() {
    let real = HomePath(relative: "dotfiles/rc")
    let content = ActualFile.file(
      ActualContent(bytes: [], mode: 0o644, real: real, identity: FileIdentity(unseen: real), inPlace: nil))
    let other = HomePath(relative: ".zshrc")
    let plan = Plan(
      Desired([block("D"), block("D", at: other)]), since: Receipt(transaction: "", profile: ""),
      actual: [path: content, other: content])
    #expect(plan.changes[1].action == .conflict(.unusable(.sharedWith(path))))
  }

  // MARK: - --on-conflict

  @Test func keepLeavesTheUsersFile() {
    let change = decide(desired: file("D"), actual: "other", policy: .keep)
    #expect(change.action == .keep(.preexisting))
    #expect(!change.writes)
    #expect(change.entry == nil)
  }

  @Test func keepAtUninstallForgets() {
    let change = decide(written: entry("R"), actual: "mine", policy: .keep)
    #expect(!change.writes)
    #expect(change.entry == nil)
  }

  @Test func replaceKeepsWhatItReplacesForUninstall() {
    let change = decide(desired: file("D"), actual: "other", mode: 0o600, policy: .replace)
    #expect(change.action == .replace(.preexisting))
    #expect(change.after == state("D", 0o600))
    #expect(change.keptOriginal == state("other", 0o600))
    let edited = decide(desired: file("D"), written: entry("R"), actual: "mine", policy: .replace)
    #expect(edited.keptOriginal == state("mine", 0o644))
    #expect(edited.entry?.original == .file(stored: ".bashrc.51df172d368cdef8.da4e15a2a78ede96", mode: 0o644))
  }

  @Test func aModeOfTheUsersDoesNotMakeOursTheOriginal() {
    let desired = file("D", mode: 0o644)
    let change = decide(desired: desired, written: entry("R"), actual: "R", mode: 0o600, policy: .replace)
    #expect(change.after == state("D", 0o644))
    #expect(change.keptOriginal == nil && change.putAside == [] && change.entry?.original == .absent)
    let removal = decide(written: entry("R"), actual: "R", mode: 0o600, policy: .replace)
    #expect(removal.after == nil && removal.putAside == [])
  }

  @Test func anOriginalThatDoesNotComeBackIsPutAside() {
    let written = entry("R", original: .file(stored: "o", mode: 0o644))
    let originals = ["o": Bytes("mine".utf8)]
    #expect(decide(written: written, originals: originals).putAside == [.original("o", mode: 0o644)])
    let kept = decide(written: written, actual: "edited", originals: originals, policy: .keep)
    #expect(kept.putAside == [.original("o", mode: 0o644)])
    let other = decide(desired: block("D"), written: written, originals: originals, policy: .replace)
    #expect(other.action == .replace(.deleted(.file)) && other.putAside == [.original("o", mode: 0o644)])
    // Where it comes back, what is there instead is put aside.
    let stored = path.storedName(of: Bytes("mine".utf8))
    let back = decide(
      written: entry("R", original: .file(stored: stored, mode: 0o644)), actual: "edited",
      originals: [stored: Bytes("mine".utf8)], policy: .replace)
    #expect(
      back.after == state("mine", 0o644) && back.putAside == [.replaced(Bytes("edited".utf8), mode: 0o644)])
  }

  @Test func replaceOfAnEditedBlockPutsItAside() {
    let edited = blockString("R").replacing("R\n", with: "R, edited\n")
    let change = decide(
      desired: block("D"), written: blockEntry("R"), actual: "a\n" + edited, policy: .replace)
    #expect(change.after == state("a\n" + blockString("D"), 0o644))
    #expect(change.putAside == [.replaced(Bytes(edited.utf8))])
  }

  @Test func replaceDoesNotSettleWhatIsUnusable() {
    let torn = blockString("R").split(separator: "\n").dropLast().joined(separator: "\n")
    let change = decide(desired: block("D"), actual: torn, policy: .replace)
    #expect(change.action == .conflict(.markers(.unclosed(line: 1))))
  }

  // MARK: - From a block to a file, and back

  @Test func aFileThatBecomesABlockIsTakenBackFirst() {
    let original = Receipt.Original.file(stored: "o", mode: 0o644)
    let change = decide(
      desired: block("D"), written: entry("R", original: original), actual: "R",
      originals: ["o": Bytes("mine\n".utf8)])
    #expect(change.action == .update)
    #expect(change.after == state("mine\n" + blockString("D"), 0o644))
  }

  @Test func aBlockThatBecomesAFileIsAConflictWhereTheUserHasLines() {
    let original = Receipt.Original.file(stored: "o", mode: 0o644)
    let change = decide(
      desired: file("D"), written: blockEntry("R", original: original), actual: "mine\n" + blockString("R"))
    #expect(change.action == .conflict(.preexisting))
    let made = decide(desired: file("D"), written: blockEntry("R"), actual: blockString("R"))
    #expect(made.action == .update)
    #expect(made.after == state("D", 0o644))
  }

  // MARK: - Making

  private func decide(
    desired: DesiredFile? = nil, written: Receipt.Entry? = nil, actual: String? = nil, mode: Mode = 0o644,
    originals: [String: Bytes] = [:], policy: ConflictPolicy = .fail
  ) -> Change {
    var receipt = Receipt(transaction: "t", profile: "p")
    if let written { receipt.entries = [written] }
    let file: ActualFile =
      if let actual {
        .file(
          ActualContent(
            bytes: Bytes(actual.utf8), mode: mode, real: path, identity: FileIdentity(unseen: path),
            inPlace: nil))
      } else {
        .absent(real: path, identity: FileIdentity(unseen: path))
      }
    let plan = Plan(
      Desired(desired.map { [$0] } ?? []), since: receipt, actual: [path: file], originals: originals,
      policy: policy)
    return plan.changes[0]
  }

  private func state(_ text: String, _ mode: Mode) -> Change.FileState {
    Change.FileState(bytes: Bytes(text.utf8), mode: mode)
  }

  private func file(_ text: String, mode: Mode? = nil) -> DesiredFile {
    DesiredFile(path: path, content: .file(whole(text)), mode: mode, reload: nil, language: .sh)
  }

  private func whole(_ text: String, isMarked: Bool = false) -> WholeFile {
    try! WholeFile(entry: path, rendered: Bytes(text.utf8), isMarked: isMarked)
  }

  private func block(_ body: String, at other: HomePath? = nil) -> DesiredFile {
    let target = other ?? path
    let patch = try! BlockPatch(entry: target, rendered: Bytes("\(body)\n".utf8), place: .end)
    return DesiredFile(path: target, content: .block(patch), mode: nil, reload: nil, language: .sh)
  }

  /// A block as it is written into a file that was there.
  private func blockText(_ body: String) -> Bytes {
    Block.text(marker: Marker(entry: "~/.bashrc", trace: Marker.Trace()), body: Bytes("\(body)\n".utf8))
  }

  private func blockString(_ body: String) -> String { String(decoding: blockText(body), as: UTF8.self) }

  private func entry(_ text: String, original: Receipt.Original = .absent) -> Receipt.Entry {
    Receipt.Entry(
      path: path, isBlock: false, written: Bytes(text.utf8), mode: 0o644, original: original, reload: nil)
  }

  private func blockEntry(_ body: String, original: Receipt.Original = .absent) -> Receipt.Entry {
    Receipt.Entry(
      path: path, isBlock: true, written: blockText(body), mode: nil, original: original, reload: nil)
  }
}
