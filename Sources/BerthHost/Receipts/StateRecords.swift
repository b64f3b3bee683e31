import BerthCore

/// Where Berth's own records are read: the state folder here, or what was gathered of one.
protocol StateRecords {
  /// As messages show it.
  var shown: String { get }

  /// The names in it.
  func names() throws(SystemFailure) -> [String]

  /// The names in an archive.
  func names(in archive: StateFolder.Archive) throws(SystemFailure) -> [String]

  /// A file's bytes; nil if there is none.
  func read(_ name: String) throws(SystemFailure) -> Bytes?

  /// Refuses what is of another home.
  func expectOwn(_ recorded: HomeBinding?) throws
}
