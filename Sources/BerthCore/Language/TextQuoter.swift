/// A text in no language that is known: a value stands there as it is.
struct TextQuoter: Quoter {
  mutating func read(_ text: ArraySlice<UInt8>) {}

  func quote(_ value: String, before next: UInt8?) throws(QuotingProblem) -> Bytes {
    let bytes = Bytes(value.utf8)
    guard !bytes.contains(0) else { throw .nul }
    return bytes
  }
}
