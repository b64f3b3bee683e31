import BerthCore
import Testing

@Suite struct SealedPathTests {
  @Test(arguments: [".bashrc", ".ssh/config", "a b/…/c", ".../x", "..a", "before/0"])
  func aPathThatLeadsDownIsTaken(_ text: String) throws {
    #expect(try SealedJSON.path(text) == text)
  }

  @Test(arguments: [
    "", "/", "/etc/x", "a//b", "a/", ".", "..", "./a", "a/.", "../x", ".ssh/../../x", "a\0b", "..\0",
  ])
  func oneThatMayLeadElsewhereIsRefused(_ text: String) {
    #expect(throws: SealedJSON.Problem.self) { try SealedJSON.path(text) }
    #expect(throws: SealedJSON.Problem.self) { try SealedJSON.path(text, after: "") }
    #expect(throws: SealedJSON.Problem.self) { try SealedJSON.path("before/" + text, after: "before/") }
  }

  @Test func aNameIsOneNameBehindItsStart() throws {
    #expect(try SealedJSON.path("before/0.new", after: "before/") == "before/0.new")
    #expect(try SealedJSON.path(".berth-00ff", after: ".berth-") == ".berth-00ff")
    for (text, start) in [
      ("a/b", ""), ("before/a/b", "before/"), ("beforehand", "before/"), ("originals/0", "before/"),
      (".berth-", ".berth-"), (".bashrc", ".berth-"), (".berth-/../x", ".berth-"),
    ] {
      #expect(throws: SealedJSON.Problem.self, "\(text)") { try SealedJSON.path(text, after: start) }
    }
  }

  /// Every path in a receipt, one after the other, leading out of the home.
  @Test(arguments: ["outside/path", "outside/folder", "outside/leftover", "outside-original"])
  func aReceiptThatNamesAPlaceElsewhereIsRefused(_ name: String) throws {
    let entry = Receipt.Entry(
      path: HomePath(relative: "outside/path"), isBlock: false, written: [], mode: 0o600,
      original: .file(stored: "outside-original", mode: 0o644), reload: nil)
    let receipt = Receipt(
      transaction: "00", profile: "p", settings: [], entries: [entry],
      folders: [HomePath(relative: "outside/folder")],
      leftovers: [LeftoverPattern(HomePath(relative: "outside/leftover"))])
    let forged = Self.replacing(name, by: "../x", in: receipt.encoded)
    #expect(throws: SealedJSON.Problem.damaged("it names '../x', where berth puts nothing")) {
      try Receipt(decoding: forged)
    }
  }

  /// A sealed file with another text in it, and the sum that goes with it.
  private static func replacing(_ text: String, by other: String, in sealed: Bytes) -> Bytes {
    let lines = String(decoding: sealed, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let body = lines[2...].joined(separator: "\n")
    let parts = body.split(separator: "\"\(text)\"", omittingEmptySubsequences: false)
    let forged = parts.joined(separator: "\"\(other)\"")
    return Bytes("{\n  \"sum\": \"\(Checksum(of: forged.utf8).text)\",\n\(forged)".utf8)
  }
}
