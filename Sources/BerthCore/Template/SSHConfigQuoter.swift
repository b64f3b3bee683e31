struct SSHConfigQuoter: Quoter {
  mutating func read(_ text: ArraySlice<UInt8>) {}
  func quote(_ value: String, before next: UInt8?) throws(QuotingProblem) -> Bytes {
    ShellWord.quoted(try QuotableValue(value), endsBefore: next)
  }
}
