import BerthCore

extension StateFolder {
  static let receiptName = "receipt.json"
  static let journalName = "journal.json"
  /// The name under which the next version of one of them is written, until it takes its place.
  static func next(_ name: String) -> String { name + ".next" }

  /// What a run replaces, until it has happened.
  static let imagesName = "before"
  /// What is on its way into an archive.
  static let unpreservedName = "preserved.next"

  /// Whether a run was interrupted, or is at work.
  ///
  /// - Throws: `SystemFailure`.
  package var hasJournal: Bool { get throws { try has(Self.journalName) } }
}

extension StateRecords {
  /// What was last installed; nil if nothing was.
  func loadReceipt() throws -> Receipt? {
    guard let bytes = try read(StateFolder.receiptName) else { return nil }
    let receipt: Receipt
    do {
      receipt = try Receipt(decoding: bytes)
    } catch {
      throw refusal(error, of: StateFolder.receiptName)
    }
    try expectOwn(receipt.home)
    return receipt
  }

  func loadJournal() throws -> Journal? {
    guard let bytes = try read(StateFolder.journalName) else { return nil }
    let journal: Journal
    do {
      journal = try Journal(decoding: bytes)
    } catch {
      throw refusal(error, of: StateFolder.journalName)
    }
    try expectOwn(journal.home)
    return journal
  }

  /// The originals that whole files' entries name, as far as they are there and are what was put there: a name ends with
  /// the sum.
  func loadOriginals(of entries: [Receipt.Entry]) throws(SystemFailure) -> [String: Bytes] {
    var originals: [String: Bytes] = [:]
    for case let stored? in entries.filter({ !$0.isBlock }).map(\.storedOriginal) {
      guard let bytes = try read(StateFolder.Archive.originals.place(stored)),
        stored.hasSuffix(".\(Checksum(of: bytes).text)")
      else { continue }
      originals[stored] = bytes
    }
    return originals
  }

  private func refusal(_ problem: SealedJSON.Problem, of name: String) -> StateRefusal {
    switch problem {
    case .newer(let version): .newer(file: "\(shown)/\(name)", version: version)
    case .damaged(let what): damaged(name, what)
    }
  }

  /// That a file can't be relied on.
  func damaged(_ name: String, _ problem: String) -> StateRefusal {
    .damaged(file: "\(shown)/\(name)", folder: shown, problem: problem)
  }
}

extension StateFolder: StateRecords {
  func names() throws(SystemFailure) -> [String] { try folder.names() }
}
