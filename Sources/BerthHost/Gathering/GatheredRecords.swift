import BerthCore

/// A state folder elsewhere, as it was gathered.
struct GatheredRecords: StateRecords {
  let shown: String
  /// Where it lies below the home; nil: it doesn't.
  private let place: Bytes?
  private let home: Bytes
  private let records: Gathered.Records

  init(_ gathered: Gathered, shownAs shown: String) {
    self.shown = shown
    records = gathered.state
    home = gathered.home.real
    place = gathered.statePlace
  }

  func names() throws(SystemFailure) -> [String] {
    Set((records.files.keys + records.others).compactMap { $0.split(separator: "/").first.map(String.init) })
      .sorted()
  }

  func names(in archive: StateFolder.Archive) throws(SystemFailure) -> [String] {
    let prefix = archive.place("")
    return records.files.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .sorted()
  }

  func read(_ name: String) throws(SystemFailure) -> Bytes? { records.files[name] }

  func expectOwn(_ recorded: HomeBinding?) throws {
    switch (recorded, place) {
    case (let recorded, let place?) where HomeBinding.isOwn(recorded, today: .within(place)): return
    // What tells a home from others that has its records apart can't be seen from here, but for its path.
    case (.apart(let other)?, nil) where other.path == home: return
    case (.apart(let other)?, _):
      throw StateRefusal.foreign(folder: shown, home: String(decoding: other.path, as: UTF8.self))
    default: throw StateRefusal.foreign(folder: shown, home: nil)
    }
  }
}
