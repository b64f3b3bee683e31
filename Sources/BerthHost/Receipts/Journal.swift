import BerthCore

/// What a run is about to do, written before it does any of it: enough for the next run to undo it, or to finish
/// what was left of it.
///
/// A journal is done with when the receipt names its transaction: writing the receipt is the moment at which a run
/// has happened.
struct Journal {
  var transaction: String
  /// Whose home it is of; nil: a version wrote it that did not say.
  var home: HomeBinding?
  /// `apply` or `uninstall`.
  var verb: String
  var targets: [Target] = []
  /// The folders that are made, outermost first.
  var folders: [HomePath] = []
  /// What goes once the run has happened: leftovers, then folders, outermost last; the originals by their names.
  var unwanted = Unwanted()
  /// The user's symlinks that lead again where they led, once it has happened.
  var returning: [OlderLink] = []
  /// The files that the run puts into the archives, and that are not there yet: they go with it when it is undone.
  var made: [StateFolder.Archive: [String]] = [:]
  /// The originals that go to `kept/` once the run has happened.
  var retired: [String] = []
  /// What runs once it has happened.
  var reloads: [Reload] = []

  /// One file that is written.
  struct Target {
    /// The file itself, symlinks followed.
    var path: HomePath
    /// The name under which its new content is prepared, beside it.
    var temporary: String
    /// What it was; nil: nothing was there.
    var before: Image?
    /// What it is to be; nil: nothing.
    var after: FileDigest?
    var isInPlace: Bool
    /// The new content of a file that is written in place, kept in the state folder: half written, it is told from
    /// what somebody else has put there by its being made of the two.
    var storedNew: String?

    /// The name under which its old content is prepared when it is given back: another one, so that a run that
    /// was killed while giving back is told from one that was killed while writing.
    var temporaryForUndo: String { temporary + ".undo" }
  }

  /// A file's old content, kept in the state folder.
  struct Image {
    var stored: String
    var digest: FileDigest
  }

  struct Unwanted {
    var leftovers: [HomePath] = []
    var folders: [HomePath] = []
    var originals: [String] = []
  }
}

extension Journal.Target {
  /// Where its new content is prepared.
  var prepared: HomePath { path.folder?.appending(temporary) ?? HomePath(relative: temporary) }

  /// Whether a file that is written in place is half written, or half restored: every byte of it is the old content's or
  /// the new one's at that place. Its setuid and setgid bits come last, and its owner may write it so long.
  ///
  /// `image`: what is kept in the state folder under a name.
  func isTorn(_ now: Change.FileState, image: (String) throws -> Bytes?) rethrows -> Bool {
    guard let before, let after, let storedNew,
      [before.digest.mode, after.mode].contains(where: { mode in
        [mode, mode & ~0o6000].contains { [$0, $0 | 0o200].contains(now.mode) }
      }),
      let old = try image(before.stored), let new = try image(storedNew),
      now.bytes.count >= min(old.count, new.count), now.bytes.count <= max(old.count, new.count)
    else { return false }
    return now.bytes.indices.allSatisfy { index in
      let byte = now.bytes[index]
      return index < old.count && old[index] == byte || index < new.count && new[index] == byte
    }
  }
}

extension Journal {
  var encoded: Bytes {
    SealedJSON.seal([
      ("transaction", .string(transaction)),
      HomeBinding.member(home),
      ("verb", .string(verb)),
      ("targets", .array(targets.map(\.json))),
      ("folders", .array(folders.map { .string($0.relative) })),
      ("unwanted_leftovers", .array(unwanted.leftovers.map { .string($0.relative) })),
      ("returning_links", .array(returning.compactMap(\.json))),
      ("unwanted_folders", .array(unwanted.folders.map { .string($0.relative) })),
      ("unwanted_originals", .array(unwanted.originals.map(JSON.string))),
      ("made_originals", .array((made[.originals] ?? []).map(JSON.string))),
      ("made_kept", .array((made[.kept] ?? []).map(JSON.string))),
      ("retired_originals", .array(retired.map(JSON.string))),
      ("reloads", .array(reloads.map(\.json))),
    ])
  }

  init(decoding bytes: Bytes) throws(SealedJSON.Problem) {
    let members = try SealedJSON.open(bytes)
    transaction = try members.string("transaction")
    home = try HomeBinding(members["home"])
    verb = try members.string("verb")
    folders = try members.paths("folders")
    unwanted = Unwanted(
      leftovers: try members.paths("unwanted_leftovers"), folders: try members.paths("unwanted_folders"),
      originals: try members.strings("unwanted_originals"))
    returning = try [OlderLink](members["returning_links"])
    // Journals of the first versions have none.
    if members["retired_originals"] != nil {
      made = [.originals: try members.strings("made_originals"), .kept: try members.strings("made_kept")]
      retired = try members.strings("retired_originals")
    }
    for name in unwanted.originals + retired + made.values.joined() {
      _ = try SealedJSON.path(name, after: "")
    }
    guard case .array(let commands)? = members["reloads"] else { throw .damaged("it has no list 'reloads'") }
    reloads = commands.compactMap { Reload($0) }
    guard case .array(let list)? = members["targets"] else { throw .damaged("it has no targets") }
    for item in list { targets.append(try Target(item)) }
  }
}

extension Journal.Target {
  fileprivate var json: JSON {
    .object([
      ("path", .string(path.relative)),
      ("temporary", .string(temporary)),
      ("in_place", .bool(isInPlace)),
      ("stored", before.map { .string($0.stored) } ?? .null),
      ("stored_new", storedNew.map(JSON.string) ?? .null),
      ("before", before?.digest.json ?? .null),
      ("after", after?.json ?? .null),
    ])
  }

  fileprivate init(_ json: JSON) throws(SealedJSON.Problem) {
    guard let members = json.members else { throw .damaged("a target is not a JSON object") }
    path = try members.path("path")
    temporary = try SealedJSON.path(try members.string("temporary"), after: TemporaryName.start)
    guard case .bool(let isInPlace)? = members["in_place"] else {
      throw .damaged("a target has no 'in_place'")
    }
    self.isInPlace = isInPlace
    if let digest = try FileDigest(members["before"]) {
      let stored = try SealedJSON.path(try members.string("stored"), after: "\(StateFolder.imagesName)/")
      before = Journal.Image(stored: stored, digest: digest)
    }
    after = try FileDigest(members["after"])
    if case .string(let stored)? = members["stored_new"] {
      storedNew = try SealedJSON.path(stored, after: "\(StateFolder.imagesName)/")
    }
  }
}
