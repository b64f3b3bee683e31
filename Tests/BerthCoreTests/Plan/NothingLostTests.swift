import BerthCore
import TestSupport
import Testing

/// Law 8 for one target: what the user wrote is in the file, among the originals or put aside, after any sequence of
/// verbs, profiles, policies and edits.
@Suite struct NothingLostTests {
  @Test(arguments: 0..<200)
  func everyLineOfTheUsersIsStillSomewhere(seed: UInt64) {
    var walk = TargetWalk(seed: seed)
    for _ in 0..<40 { walk.step() }
    #expect(walk.findings == [], "\(walk.story.suffix(12).joined(separator: "\n"))")
  }
}

/// A target that a user and Berth write in turn; the disk, the state folder and the user are values here.
private struct TargetWalk {
  private var random: SeededGenerator
  private let path = HomePath(relative: ".agent")
  private var file: Change.FileState?
  private var receipt = Receipt(transaction: "", profile: "")
  private var originals: [String: Bytes] = [:]
  private var kept: [String: Bytes] = [:]
  /// The lines that the user has written and not taken away again.
  private var lines: Set<String> = []
  private var count = 0
  private(set) var story: [String] = []
  private(set) var findings: [String] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func step() {
    guard findings.isEmpty else { return }
    if Bool.random(using: &random) { edit() } else { run() }
  }

  // MARK: - The user

  private mutating func edit() {
    count += 1
    let line = "user \(count)"
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      story.append("rm")
      forget(file)
      file = nil
    case 1:
      story.append("chmod")
      if let old = file { file = Change.FileState(bytes: old.bytes, mode: old.mode == 0o600 ? 0o644 : 0o600) }
    case 2:
      story.append("a new file: \(line)")
      forget(file)
      file = Change.FileState(bytes: Bytes("\(line)\n".utf8), mode: 0o640)
      lines.insert(line)
    default:
      // Anywhere, within a block as well.
      var text =
        file.map { String(decoding: $0.bytes, as: UTF8.self).split(separator: "\n").map(String.init) } ?? []
      text.insert(line, at: Int.random(in: 0...text.count, using: &random))
      story.append("edit: \(text)")
      file = Change.FileState(
        bytes: Bytes(text.map { $0 + "\n" }.joined().utf8), mode: file?.mode ?? 0o644)
      lines.insert(line)
    }
  }

  /// What the user removes is not Berth's to keep.
  private mutating func forget(_ file: Change.FileState?) {
    for line in lines where file.map({ Self.has(line, in: $0.bytes) }) ?? false { lines.remove(line) }
  }

  // MARK: - Berth

  private mutating func run() {
    let wish = Int.random(in: 0..<5, using: &random)
    let body = "ours \(Int.random(in: 0..<3, using: &random))\n"
    let mode: Mode? = Bool.random(using: &random) ? 0o600 : nil
    let desired: [DesiredFile]
    switch wish {
    case 0, 1:
      desired = [
        DesiredFile(
          path: path,
          content: .file(try! WholeFile(entry: path, rendered: Bytes(body.utf8), isMarked: false)),
          mode: mode,
          reload: nil, language: .sh)
      ]
    case 2, 3:
      let patch = try! BlockPatch(entry: path, rendered: Bytes(body.utf8), place: wish == 2 ? .start : .end)
      desired = [DesiredFile(path: path, content: .block(patch), mode: mode, reload: nil, language: .sh)]
    default: desired = []
    }
    let policy = ConflictPolicy.allCases.randomElement(using: &random) ?? .fail
    let actual: ActualFile =
      if let file {
        .file(
          ActualContent(
            bytes: file.bytes, mode: file.mode, real: path, identity: FileIdentity(unseen: path), inPlace: nil
          ))
      } else {
        .absent(real: path, identity: FileIdentity(unseen: path))
      }
    let plan = Plan(
      Desired(desired), since: receipt, actual: [path: actual], originals: originals, policy: policy)
    story.append(
      "\(desired.first.map { "\($0.content)" } ?? "uninstall") \(policy): \(plan.changes.map(\.action))")
    guard plan.conflicts.isEmpty else { return }
    carryOut(plan)
  }

  private mutating func carryOut(_ plan: Plan) {
    for change in plan.changes {
      if let original = change.keptOriginal, let stored = change.entry?.storedOriginal {
        originals[stored] = original.bytes
      }
      for (name, aside) in zip(change.keptNames, change.putAside) {
        switch aside {
        case .replaced(let bytes, _), .lines(let bytes): kept[name] = bytes
        case .original: continue
        }
      }
      file = change.after
    }
    for name in plan.retiredOriginals { kept[name] = originals[name] }
    let named = Set(plan.receipt.entries.compactMap(\.storedOriginal))
    originals = originals.filter { named.contains($0.key) }
    receipt = plan.receipt
    if Set(originals.keys) != named { findings.append("the receipt names an original that is not there") }
    let all = [file?.bytes ?? []] + originals.values + kept.values
    for line in lines.sorted() where !all.contains(where: { Self.has(line, in: $0) }) {
      findings.append("lost: \(line)")
    }
  }

  private static func has(_ line: String, in bytes: Bytes) -> Bool {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains { $0 == line }
  }
}
