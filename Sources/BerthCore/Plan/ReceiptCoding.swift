extension Receipt {
  /// As the state folder keeps it.
  package var encoded: Bytes {
    SealedJSON.seal([
      ("transaction", .string(transaction)),
      HomeBinding.member(home),
      ("profile", .string(profile)),
      ("settings", .array(settings.map(\.json))),
      ("folders", .array(folders.map { .string($0.relative) })),
      ("state_folders", .int(stateFolders)),
      ("leftovers", .array(leftovers.map { .string($0.stored) })),
      ("older", .array(older.map { .string($0.path.relative) })),
      ("older_links", .array(older.compactMap(\.json))),
      ("entries", .array(entries.map(\.json))),
    ])
  }

  /// Reads what `encoded` gives.
  package init(decoding bytes: Bytes) throws(SealedJSON.Problem) {
    let members = try SealedJSON.open(bytes)
    self.init(
      transaction: try members.string("transaction"), profile: try members.string("profile"),
      settings: try members.settings("settings"), folders: try members.paths("folders"),
      leftovers: try members.strings("leftovers").map(LeftoverPattern.init(stored:)))
    home = try HomeBinding(members["home"])
    stateFolders = try members.int("state_folders")
    // Receipts of the first versions have none.
    if members["older"] != nil {
      let texts = try [OlderLink](members["older_links"]).map { ($0.path, $0.text) }
      let text = Dictionary(texts) { first, _ in first }
      older = try members.paths("older").map { OlderLink(path: $0, text: text[$0] ?? nil) }
    }
    guard case .array(let list)? = members["entries"] else { throw .damaged("it has no entries") }
    for item in list { entries.append(try Entry(item)) }
  }
}

extension Receipt.Entry {
  fileprivate var json: JSON {
    var members: [(String, JSON)] = [
      ("path", .string(path.relative)),
      ("block", .bool(isBlock)),
      ("mode", mode.map { .string(octal($0)) } ?? .null),
      ("reload", reload?.json ?? .null),
    ]
    let kept = original.mode.map { mode -> JSON in
      .object([("stored", .string(storedOriginal ?? "")), ("mode", .string(octal(mode)))])
    }
    members.append(("original", kept ?? .null))
    members.append(JSON.member("written", written))
    if !taken.isEmpty { members.append(("taken", .array(taken.map(\.json)))) }
    return .object(members)
  }

  fileprivate init(_ json: JSON) throws(SealedJSON.Problem) {
    guard let members = json.members else { throw .damaged("an entry is not a JSON object") }
    let written = try members.bytes("written")
    guard case .bool(let isBlock)? = members["block"] else { throw .damaged("an entry has no 'block'") }
    var original = Receipt.Original.absent
    if let kept = members["original"]?.members {
      guard let mode = try kept.mode("mode") else { throw .damaged("an original has no mode") }
      let stored = try kept.string("stored")
      original =
        stored.isEmpty
        ? .there(mode: mode) : .file(stored: try SealedJSON.path(stored, after: ""), mode: mode)
    }
    var taken: [TakenLines] = []
    if case .array(let list)? = members["taken"] {
      for item in list { taken.append(try TakenLines(item)) }
    }
    self.init(
      path: try members.path("path"), isBlock: isBlock, written: written,
      mode: try members.mode("mode"), original: original, reload: Reload(members["reload"]), taken: taken)
  }
}

extension TakenLines {
  fileprivate var json: JSON {
    .object([
      JSON.member("text", text), ("index", .int(index)),
      ("before", .array(before.map { .object([JSON.member("line", $0)]) })),
      ("after", .array(after.map { .object([JSON.member("line", $0)]) })),
    ])
  }

  fileprivate init(_ json: JSON) throws(SealedJSON.Problem) {
    guard let members = json.members else { throw .damaged("what was taken out is not a JSON object") }
    func lines(_ key: String) throws(SealedJSON.Problem) -> [Bytes] {
      guard case .array(let list)? = members[key] else { throw .damaged("it has no list '\(key)'") }
      var lines: [Bytes] = []
      for item in list { lines.append(try (item.members ?? [:]).bytes("line")) }
      return lines
    }
    self.init(
      text: try members.bytes("text"), index: try members.int("index"), before: try lines("before"),
      after: try lines("after"))
  }
}

extension OlderLink {
  /// Nil where its text is not known.
  package var json: JSON? {
    text.map { .object([("path", .string(path.relative)), JSON.member("text", $0)]) }
  }
}

extension [OlderLink] {
  /// Reads a list of what `json` gives; nil: a version had none.
  package init(_ json: JSON?) throws(SealedJSON.Problem) {
    self = []
    guard case .array(let list)? = json else { return }
    for item in list {
      let members = item.members ?? [:]
      append(OlderLink(path: try members.path("path"), text: try members.bytes("text")))
    }
  }
}

extension [String: JSON] {
  /// The settings of a profile.
  func settings(_ key: String) throws(SealedJSON.Problem) -> [Setting] {
    var settings: [Setting] = []
    for text in try strings(key) {
      guard let setting = Setting(text) else { throw .damaged("\(quoted(text)) is not a setting") }
      settings.append(setting)
    }
    return settings
  }
}
