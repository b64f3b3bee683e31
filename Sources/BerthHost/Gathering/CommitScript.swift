package import BerthCore

/// The script that carries out a plan elsewhere: `remote/commit` with all that is expected there and all that is put.
package struct CommitScript {
  /// What the template asks for.
  private var values: [String: Value] = [:]
  private var random = SystemRandomNumberGenerator()
  /// What `berth_content` has, by the names that the script asks it for.
  private var contents: [(name: String, bytes: Bytes)] = []

  /// Why a plan can't be carried out elsewhere.
  package enum Unfit: Error {
    /// The state folder does not lie in the home: whose it is can't be written down from here.
    case stateApart(String)
    /// A reload's command can't be read.
    case reload(String)
  }

  /// - Parameters:
  ///   - plan: without conflicts.
  ///   - verb: `apply` or `uninstall`, for the message of a run that finds this one interrupted.
  ///   - account: which has told what it was made for.
  ///   - state: what was read of it.
  /// - Throws: `Unfit`.
  package init(_ plan: Plan, verb: String, for account: any Account, since state: State) throws {
    let gathered = Self.gathered(account).gathered
    guard let place = gathered.statePlace else {
      throw Unfit.stateApart(String(decoding: gathered.state.path, as: UTF8.self))
    }
    let records = GatheredRecords(gathered, shownAs: "")
    let archives = try StateFolder.Archive.allCases.map { ($0, Set(try records.names(in: $0))) }
    let journal = Journal(
      plan, verb: verb, of: .within(place), archived: Dictionary(uniqueKeysWithValues: archives),
      using: &random)
    var after = journal.receipt(of: plan)
    if gathered.state.kind == "absent" { after.stateFolders = gathered.state.missingAbove }
    var first = Receipt.empty
    first.home = journal.home
    first.stateFolders = after.stateFolders
    embed("receipt.first", first.encoded)
    embed(StateFolder.next(StateFolder.receiptName), after.encoded)
    set("way", "commit")
    set("after", PortableSum(of: after.encoded).text)
    set("count", "0")
    set("installed", after.entries.isEmpty ? "no" : "yes")
    set("was_installed", state.installed == nil ? "no" : "yes")

    let changes = plan.changes.filter(\.writes)
    set(journal, names: changes.map { change in change.before.map { change.real.storedName(of: $0.bytes) } })
    var images: [(String, Bytes)] = []
    for (index, change) in changes.enumerated() {
      if let before = change.before { images.append((Self.image(index), before.bytes)) }
      if let after = change.after { images.append((Self.newImage(index), after.bytes)) }
    }
    var others: [Value] = []
    for change in plan.changes where !change.writes {
      guard let before = change.before else { continue }
      let index = "u\(others.count)"
      embed("\(StateFolder.imagesName)/\(index)", before.bytes)
      others.append(Self.place(change.real, ["index": .string(index), "old": Self.mode(before.mode)]))
    }
    values["others"] = .list(others)
    set("images", images + [(StateFolder.next(StateFolder.journalName), journal.encoded)])
    set(
      "archives",
      StateFolder.Archive.allCases.flatMap { archive in
        plan.files(for: archive).map { (archive.place($0.name), $0.bytes) }
      })
    set("scaffolds", [])
    set("journal_rest", "-")
    set(gathered)
    try set(plan.reloads, home: gathered.home.path)
  }

  /// What sets right what an interrupted run has left: it undoes it if it had not happened yet, finishes it if it had.
  ///
  /// - Parameter account: which has told what has become of the run's targets.
  /// - Throws: `StateRefusal`; `Unfit`.
  package init(recovering account: any Account) throws {
    let account = Self.gathered(account)
    let gathered = account.gathered
    let records = GatheredRecords(gathered, shownAs: account.stateShown)
    let journal = try records.loadJournal() ?? Journal(transaction: "", verb: "")
    let receipt = try records.loadReceipt()
    let isBegun = gathered.state.files[StateFolder.next(StateFolder.receiptName)] != nil
    set("way", journal.hasHappened(by: receipt) ? "finish" : "undo")
    set("after", "-")
    set("count", "\(isBegun ? journal.targets.count : 0)")
    let installed = receipt?.entries.isEmpty == false ? "yes" : "no"
    set("installed", installed)
    set("was_installed", installed)

    var images: [(String, Bytes)] = []
    var names: [String?] = []
    var known = journal
    for (index, target) in journal.targets.enumerated() {
      let old = try target.before.map { image in
        guard let bytes = gathered.state.files[image.stored] else {
          throw records.damaged(image.stored, "it is not there")
        }
        guard image.digest.isOf(Change.FileState(bytes: bytes, mode: image.digest.mode)) else {
          throw records.damaged(image.stored, "it is not what was put there")
        }
        return bytes
      }
      names.append(old.map(target.path.storedName))
      guard let new = Self.new(target, account) else { continue }
      known.targets[index].after?.mode = new.mode
      images.append((Self.newImage(index), new.bytes))
    }
    set(known, names: names)
    set("images", images)
    set("archives", [])
    let rest = journal.withoutReloads.encoded
    embed("journal.rest", rest)
    set("journal_rest", PortableSum(of: rest).text)
    set("others", [])
    values["scaffolds"] = .list(gathered.scaffolds.map(Value.string))
    set(gathered)
    try set(journal.reloads, home: gathered.home.path)
  }

  /// What a run has put, or has prepared to put, as far as it is there; half written, if that was its way.
  private static func new(_ target: Journal.Target, _ account: GatheredAccount) -> Change.FileState? {
    func content(_ path: HomePath) -> Change.FileState? {
      guard case .file(let file) = account.read(path) else { return nil }
      return Change.FileState(bytes: file.bytes, mode: file.mode)
    }
    guard let after = target.after else { return nil }
    let now = content(target.path)
    let whole = [now, content(target.prepared)].compactMap { $0 }.first(where: after.isOf)
    return whole
      ?? now.flatMap { now in
        target.isTorn(now) { account.gathered.state.files[$0] } ? now : nil
      }
  }

  private static func gathered(_ account: any Account) -> GatheredAccount {
    guard let account = account as? GatheredAccount else { preconditionFailure("the home is here") }
    return account
  }

  private static func image(_ index: Int) -> String { "\(StateFolder.imagesName)/\(index)" }

  private static func newImage(_ index: Int) -> String { image(index) + ".new" }

  // MARK: values

  private mutating func set(_ name: String, _ text: String) { values[name] = .string(text) }

  /// `names`: those under which what was there before is kept for good, should it not come back.
  private mutating func set(_ journal: Journal, names: [String?]) {
    values["targets"] = .list(
      journal.targets.indices.map { index in
        let target = journal.targets[index]
        return Self.place(
          target.path,
          [
            "index": .string("\(index)"), "temporary": .string(target.temporary),
            "old": Self.mode(target.before?.digest.mode), "new": Self.mode(target.after?.mode),
            "way": .string(target.isInPlace ? "place" : "-"), "kept": .string(names[index] ?? "-"),
          ])
      })
    let folders = journal.folders.enumerated().map { index, folder in
      Self.place(
        folder, ["index": .string("\(index)"), "mode": Self.mode(Home.modeOfNewFolder(folder))])
    }
    values["folders"] = .list(folders)
    values["folders_back"] = .list(folders.reversed())
    values["leftovers"] = .list(journal.unwanted.leftovers.map { Self.place($0) })
    values["old_folders"] = .list(journal.unwanted.folders.map { Self.place($0) })
    var links: [Value] = []
    for (index, link) in journal.returning.enumerated() {
      guard let text = link.text else { continue }
      embed("link.\(index)", text)
      links.append(Self.place(link.path, ["content": .string("link.\(index)")]))
    }
    values["links"] = .list(links)
    values["spent"] = .list(journal.unwanted.originals.map(Value.string))
    values["retired"] = .list(journal.retired.map(Value.string))
    values["made"] = .list(
      StateFolder.Archive.allCases.flatMap { archive in (journal.made[archive] ?? []).map(archive.place) }
        .map(Value.string))
  }

  /// A path, with what else there is to say of it.
  private static func place(_ path: HomePath, _ more: [String: Value] = [:]) -> Value {
    var values = more
    values["folder"] = .string(singleQuoted(path.folder?.relative ?? ""))
    values["name"] = .string(singleQuoted(path.name))
    return .map(values)
  }

  private static func mode(_ mode: Mode?) -> Value { .string(mode.map { String($0, radix: 8) } ?? "-") }

  private mutating func set(_ list: String, _ files: [(name: String, bytes: Bytes)]) {
    values[list] = .list(
      files.map { .map(["name": .string($0.name), "sum": .string(PortableSum(of: $0.bytes).text)]) })
    for file in files { embed(file.name, file.bytes) }
  }

  private mutating func set(_ gathered: Gathered) {
    func sum(of name: String) -> String {
      gathered.state.files[name].map { PortableSum(of: $0).text } ?? "none"
    }
    set("receipt", gathered.state.kind == "absent" ? "-" : sum(of: StateFolder.receiptName))
    set("journal", sum(of: StateFolder.journalName))
    set("missing", "\(gathered.state.missingAbove)")
    set("coming", TemporaryName.new(using: &random))
    set("going", TemporaryName.new(using: &random))
  }

  private mutating func set(_ reloads: [Reload], home: Bytes) throws {
    values["reloads"] = .list(
      try reloads.map { reload in
        guard let words = try? ReloadWords(reload.command, home: home).words else {
          throw Unfit.reload(reload.command)
        }
        return .map([
          "label": .string(reload.label ?? reload.command),
          "words": .list(words.map { .string(String(decoding: singleQuoted($0), as: UTF8.self)) }),
        ])
      })
  }

  private mutating func embed(_ name: String, _ bytes: Bytes) { contents.append((name, bytes)) }

  // MARK: the text

  /// For sh(1), on its standard input.
  package func text() throws(InvalidProfile) -> Bytes {
    var text = Bytes("berth_content() {\n  case $1 in\n".utf8)
    for content in contents {
      text += Bytes("    ".utf8) + singleQuoted(Bytes(content.name.utf8)) + Bytes(")\n".utf8)
      text += Self.printing(content.bytes) + Bytes("      ;;\n".utf8)
    }
    text += Bytes("  esac\n}\n\n".utf8)
    return text + (try BuiltIns.script("remote/commit", values))
  }

  /// Commands that print a text: its lines as they are, but for those that hold what not every sh can read.
  private static func printing(_ bytes: Bytes) -> Bytes {
    var delimiter = "berth"
    let lines = LineReader(bytes).map { bytes[$0.whole] }
    while lines.contains(where: { $0.elementsEqual("\(delimiter)\n".utf8) }) { delimiter += "-" }
    var text = Bytes()
    var isOpen = false
    for line in lines {
      let isPlain = line.last == lineFeed && line.dropLast().allSatisfy(isPrintable)
      if isOpen, !isPlain { text += Bytes("\(delimiter)\n".utf8) }
      if !isOpen, isPlain { text += Bytes("      cat <<'\(delimiter)'\n".utf8) }
      text += isPlain ? Bytes(line) : formats(line)
      isOpen = isPlain
    }
    if isOpen { text += Bytes("\(delimiter)\n".utf8) }
    return text.isEmpty ? Bytes("      :\n".utf8) : text
  }

  private static func isPrintable(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\t") || byte >= 0x20 && byte < 0x7f
  }

  /// A line by printf(1), in pieces that a program may be given.
  private static func formats(_ line: ArraySlice<UInt8>) -> Bytes {
    var text = Bytes()
    for start in stride(from: line.startIndex, to: line.endIndex, by: 8_192) {
      let piece = line[start..<min(start + 8_192, line.endIndex)]
      text += Bytes("      printf '".utf8)
      for (index, byte) in piece.enumerated() { text += format(byte, isFirst: index == 0).utf8 }
      text += Bytes("'\n".utf8)
    }
    return text
  }

  /// A byte in a format of printf(1), within single quotes. A dash at the start would be an option.
  private static func format(_ byte: UInt8, isFirst: Bool) -> String {
    switch byte {
    case lineFeed: "\\n"
    case UInt8(ascii: "%"): "%%"
    case UInt8(ascii: "\\"): "\\\\"
    case UInt8(ascii: "'"): "'\\''"
    case UInt8(ascii: "-") where isFirst: "\\055"
    case _ where isPrintable(byte): String(UnicodeScalar(byte))
    default: "\\" + byte.digits(radix: 8, count: 3)
    }
  }
}
