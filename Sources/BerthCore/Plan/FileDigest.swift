/// What tells a file's content and mode from others'.
package struct FileDigest: Hashable, Sendable {
  /// In bytes.
  package var count: Int
  /// As `Checksum` has it.
  package var sum: String
  /// The permission bits.
  package var mode: Mode

  package init(_ state: Change.FileState) {
    count = state.bytes.count
    sum = Checksum(of: state.bytes).text
    mode = state.mode
  }

  /// Whether it was made of this.
  package func isOf(_ state: Change.FileState) -> Bool {
    count == state.bytes.count && mode == state.mode && sum == Checksum(of: state.bytes).text
  }
}

extension FileDigest {
  /// As a sealed file has it.
  package var json: JSON {
    .object([("count", .int(count)), ("sum", .string(sum)), ("mode", .string(octal(mode)))])
  }

  /// Reads what `json` gives; nil where there is none.
  package init?(_ json: JSON?) throws(SealedJSON.Problem) {
    guard let members = json?.members else { return nil }
    guard let mode = try members.mode("mode") else { throw .damaged("a digest has no mode") }
    count = try members.int("count")
    sum = try members.string("sum")
    self.mode = mode
  }
}
