import BerthCore
import Testing

@Suite struct ChecksumTests {
  // The values are those of the FNV reference code.
  @Test(arguments: [
    ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
  ])
  func isFNV1aOfAnySequence(text: String, sum: String) {
    let bytes = Bytes(text.utf8)
    #expect(Checksum(of: bytes).text == sum)
    #expect(Checksum(of: bytes[...]).text == sum)
    #expect(Checksum(of: text.utf8).text == sum)
    // Not in one piece.
    #expect(Checksum(of: bytes.lazy.map { $0 }).text == sum)
    #expect(Checksum(of: AnySequence(bytes)).text == sum)
  }

  @Test func goesOnWhereItWas() {
    var sum = Checksum(of: "foo".utf8)
    sum.update(with: "bar".utf8)
    #expect(sum == Checksum(of: "foobar".utf8))
    #expect(sum.short == "f73967e8")
  }
}
