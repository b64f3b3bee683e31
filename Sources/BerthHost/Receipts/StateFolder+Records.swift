package import BerthCore

extension StateFolder {
  static let receiptName = "receipt.json"
  static let journalName = "journal.json"
  /// The name under which the next version of one of them is written, until it takes its place.
  static func next(_ name: String) -> String { name + ".next" }

  /// What a run replaces, until it has happened.
  static let imagesName = "before"
  /// What is on its way into an archive.
  static let unpreservedName = "preserved.next"

  /// What was last installed; nil if nothing was.
  package func loadReceipt() throws -> Receipt? {
    guard let bytes = try read(Self.receiptName) else { return nil }
    let receipt: Receipt
    do {
      receipt = try Receipt(decoding: bytes)
    } catch {
      throw refusal(error, of: Self.receiptName)
    }
    try expectOwn(receipt.home)
    return receipt
  }

  /// Whether a run was interrupted, or is at work.
  package var hasJournal: Bool { has(Self.journalName) }

  func loadJournal() throws -> Journal? {
    guard let bytes = try read(Self.journalName) else { return nil }
    let journal: Journal
    do {
      journal = try Journal(decoding: bytes)
    } catch {
      throw refusal(error, of: Self.journalName)
    }
    try expectOwn(journal.home)
    return journal
  }

  /// Whether an entry has no original that would have to come back, or has it still.
  func hasOriginal(of entry: Receipt.Entry) throws -> Bool {
    guard !entry.isBlock, let stored = entry.storedOriginal else { return true }
    return try original(stored) != nil
  }

  /// The originals that the entries name.
  package func loadOriginals(of entries: [Receipt.Entry]) throws -> [String: Bytes] {
    var originals: [String: Bytes] = [:]
    for entry in entries where !entry.isBlock {
      guard let stored = entry.storedOriginal else { continue }
      guard let bytes = try original(stored) else {
        throw StateRefusal.originalMissing(
          file: shown(Archive.originals.place(stored)), of: "\(entry.path)")
      }
      originals[stored] = bytes
    }
    return originals
  }

  /// An original; nil if it is gone, or is not what was put there: its name ends with its sum.
  private func original(_ stored: String) throws -> Bytes? {
    let bytes = try read(Archive.originals.place(stored))
    return bytes.flatMap { stored.hasSuffix(".\(Checksum(of: $0).text)") ? $0 : nil }
  }

  private func refusal(_ problem: SealedJSON.Problem, of name: String) -> StateRefusal {
    switch problem {
    case .newer(let version): .newer(file: shown(name), version: version)
    case .damaged(let what): damaged(name, what)
    }
  }

  /// That a file can't be relied on.
  func damaged(_ name: String, _ problem: String) -> StateRefusal {
    .damaged(file: shown(name), folder: shown, problem: problem)
  }
}
