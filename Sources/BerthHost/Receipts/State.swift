package import BerthCore

/// What Berth's own records say, read once.
package struct State {
  /// What was last installed; nil where no receipt is.
  package let receipt: Receipt?
  /// Whether a run that writes was interrupted, or is at work.
  package let pending: Pending
  /// Whether a run that writes has nothing to set right first: no interrupted run, nor what is left of one that came to
  /// nothing.
  package let isTidy: Bool
  /// Nil where there is none.
  private let records: (any StateRecords)?
  /// What is in it.
  private let names: Set<String>

  /// Whether a run that writes was interrupted, or is at work.
  package enum Pending {
    case nothing
    /// `apply` or `uninstall`; nil if what it has written down can't be read.
    case interrupted(verb: String?)
    case atWork(Busy)
  }

  /// Whether there is a state folder.
  package var isThere: Bool { records != nil }

  /// The receipt of what is installed; nil if nothing is.
  package var installed: Receipt? { receipt?.entries.isEmpty == false ? receipt : nil }

  /// Whether a run has written down what it is about to do.
  var hasJournal: Bool { names.contains(StateFolder.journalName) }

  /// - Throws: `StateRefusal`, `SystemFailure`.
  init(at location: StateLocation) throws {
    let folder = try StateFolder.openExisting(at: location)
    try self.init(reading: folder) { names in try folder.map { try Self.pending(in: $0, names) } ?? .nothing }
  }

  /// What was read elsewhere.
  ///
  /// `records`: nil where there are none.
  /// `isTidy`: whether nothing is left around them.
  ///
  /// - Throws: `StateRefusal`, `SystemFailure`.
  init(elsewhere records: (any StateRecords)?, isTidy: Bool) throws {
    try self.init(reading: records, isTidy: isTidy) { names in
      names.contains(StateFolder.journalName)
        ? .interrupted(verb: try? records?.loadJournal()?.verb) : .nothing
    }
  }

  private init(
    reading records: (any StateRecords)?, isTidy: Bool = true, pending: (Set<String>) throws -> Pending
  ) throws {
    names = Set(try records?.names() ?? [])
    receipt = try names.contains(StateFolder.receiptName) ? records?.loadReceipt() : nil
    self.pending = try pending(names)
    self.isTidy =
      isTidy
      && (records == nil || StateFolder.isTidy(names) && receipt?.entries.isEmpty != true)
    self.records = records
  }

  private static func pending(in folder: StateFolder, _ names: Set<String>) throws -> Pending {
    guard names.contains(StateFolder.journalName) else { return .nothing }
    do {
      _ = try folder.loadJournal()
    } catch let refusal as StateRefusal {
      // That there is one is all that a reader says, unless it is another home's.
      if case .foreign = refusal { throw refusal }
    }
    if let busy = StateLock.writer(of: folder) { return .atWork(busy) }
    return try folder.hasJournal ? .interrupted(verb: (try? folder.loadJournal())?.verb) : .nothing
  }

  /// The names of the originals that are kept.
  func originals() throws(SystemFailure) -> [String] {
    let archive = StateFolder.Archive.originals
    return names.contains(archive.rawValue) ? try records?.names(in: archive) ?? [] : []
  }

  /// The originals that whole files' entries name, as far as they are there and are what was put there.
  func originals(of entries: [Receipt.Entry]) throws(SystemFailure) -> [String: Bytes] {
    try records?.loadOriginals(of: entries) ?? [:]
  }
}
