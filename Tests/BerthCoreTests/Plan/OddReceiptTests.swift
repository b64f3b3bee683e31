import BerthCore
import Testing

/// A receipt that is whole by its sum, and holds what Berth never writes.
@Suite struct OddReceiptTests {
  @Test(arguments: ["noequals", "=x", "", "a b=c", "\u{1b}=x"])
  func aSettingThatIsNoneIsDamage(_ setting: String) throws {
    var receipt = Receipt(transaction: "00ff", profile: "default")
    receipt.settings = [Setting("MARK=x")!]
    let text = String(decoding: receipt.encoded, as: UTF8.self)
    let rendered = String(decoding: JSON.string(setting).rendered().dropLast(), as: UTF8.self)
    let bytes = try Self.resealed(text.replacing("\"MARK=x\"", with: rendered))
    #expect(throws: SealedJSON.Problem.damaged("\(quoted(setting)) is not a setting")) {
      try Receipt(decoding: bytes)
    }
  }

  @Test(arguments: ["-1", "-9223372036854775808"])
  func aNumberBelowNothingIsDamage(_ number: String) throws {
    let text = String(decoding: Receipt(transaction: "00ff", profile: "default").encoded, as: UTF8.self)
    let bytes = try Self.resealed(
      text.replacing("\"state_folders\": 0", with: "\"state_folders\": \(number)"))
    #expect(throws: SealedJSON.Problem.damaged("it has no number 'state_folders'")) {
      try Receipt(decoding: bytes)
    }
  }

  private static func resealed(_ text: String) throws -> Bytes {
    guard case .object(let members) = JSON(parsing: Bytes(text.utf8)) else { return [] }
    return SealedJSON.seal(members.filter { $0.0 != "sum" && $0.0 != "format_version" })
  }
}
