import BerthCore
import Testing

/// What lies where the installed files make something at run time.
@Suite struct LeftoverTests {
  private let link = HomePath(relative: ".ssh/sock")

  private static func pattern(_ text: String) throws -> LeftoverPattern {
    try LeftoverPattern(wildcardsIn: HomePath(relative: text))
  }

  // MARK: - Where

  @Test(arguments: [
    ("a", "a", true), ("a", "ab", false), ("a.*", "a.b", true), ("a.*", "a.", true), ("a.*", "a", false),
    ("a*a", "a", false), ("a*a", "aa", true), ("*", "", true), ("a*b*c", "abc", true),
    ("a*b*c", "axbxbyc", true),
    ("a*b*c", "acb", false), ("é*", "e\u{301}x", false),
  ])
  func aStarStandsForAnyText(_ pattern: String, _ name: String, _ matches: Bool) throws {
    #expect(try Self.pattern(".ssh/\(pattern)").matches(name: name) == matches)
  }

  @Test func aStarInAFoldersNameIsRefused() {
    #expect(throws: LeftoverPattern.WildcardInFolder.self) { try Self.pattern("a*/b") }
  }

  @Test func aStarOfAValuesIsALetter() throws {
    let place = Place(file: "p", line: 1, column: 1)
    let profile = Profile(
      name: "p",
      leftoverTemplates: ["{{socket}}", "{{socket}}.*", "{{#no}}{{socket}}.more{{/no}}"].map {
        Profile.LeftoverTemplate(text: $0, place: place)
      })
    let patterns = try profile.leftoverPaths(
      home: "/home", settings: ["socket": .string("~/*/\\*"), "no": .bool(false)])
    #expect(patterns.map { $0.matches(HomePath(relative: "*/\\*")) } == [true, false])
    #expect(patterns.map { $0.matches(HomePath(relative: "*/\\*.host")) } == [false, true])
    #expect(
      patterns.allSatisfy {
        !$0.matches(HomePath(relative: "*/\\x")) && !$0.matches(HomePath(relative: "y/\\*"))
      })
    let receipt = Receipt(transaction: "t", profile: "p", leftovers: patterns)
    #expect(try Receipt(decoding: receipt.encoded).leftovers == patterns)
  }

  // MARK: - What becomes of it

  private func plan(
    _ receipt: Receipt, wanted: [String], there: [ActualLeftover], now: [ActualLeftover] = []
  ) throws -> Plan {
    Plan(
      Desired(leftovers: try wanted.map(Self.pattern)), since: receipt, leftovers: there, coming: now)
  }

  private func lying(_ text: String, isMade: Bool = true) -> [ActualLeftover] {
    [ActualLeftover(path: link, kind: .link(to: Bytes(text.utf8), isMade: isMade))]
  }

  private let none = Receipt(transaction: "", profile: "p")

  @Test func aLinkThatWasThereLeadsBackInTheEnd() throws {
    for isMade in [true, false] {
      let first = try plan(none, wanted: [".ssh/*"], there: [], now: lying("old", isMade: isMade))
      let older = [OlderLink(path: link, text: Bytes("old".utf8))]
      #expect(first.receipt.older == older)
      let stored = try Receipt(decoding: first.receipt.encoded)
      // Another pattern that stands for it, too.
      let second = try plan(stored, wanted: [".ssh/sock"], there: lying("new"), now: lying("new"))
      #expect(second.leftovers.isEmpty && second.receipt.older == older)
      for there in [lying("new"), []] {
        let end = try plan(stored, wanted: [], there: there)
        #expect(end.leftovers.returning == older && end.leftovers.removed == [] && end.receipt.older == [])
      }
      let same = try plan(stored, wanted: [], there: lying("old", isMade: isMade))
      #expect(same.leftovers.isEmpty && same.leftovers.left.map(\.reason) == [.older])
      let theirs = try plan(stored, wanted: [], there: [ActualLeftover(path: link, kind: .other("a file"))])
      #expect(theirs.leftovers.isEmpty && theirs.leftovers.left.map(\.reason) == [.other("a file")])
    }
  }

  @Test func whatCameAfterUsGoes() throws {
    let first = try plan(none, wanted: [".ssh/sock"], there: [])
    let again = try plan(first.receipt, wanted: [".ssh/s*"], there: lying("new"), now: lying("new"))
    #expect(again.leftovers.isEmpty && again.receipt.older == [])
    #expect(try plan(again.receipt, wanted: [], there: lying("new")).leftovers.removed == [link])
    #expect(try plan(again.receipt, wanted: [], there: lying("f", isMade: false)).leftovers.removed == [])
  }

  @Test func whatMayBeOursIsNamedWhereTheReceiptIsLost() {
    let plan = Plan(
      Desired(), since: none, perhapsOurs: lying("new") + lying("f", isMade: false))
    #expect(plan.leftovers.isEmpty && plan.leftovers.left.map(\.reason) == [.perhapsOurs])
    #expect(
      TextReport(plan, style: .plain).summary(of: nil).printed.contains(
        "leave: no receipt tells whether berth made it; if so: rm ~/.ssh/sock\n"))
  }

  @Test func aReceiptThatDoesNotKnowWhereALinkLedLeavesIt() throws {
    var receipt = none
    receipt.older = [OlderLink(path: link, text: nil)]
    let end = try plan(Receipt(decoding: receipt.encoded), wanted: [], there: lying("new"))
    #expect(end.leftovers.isEmpty && end.leftovers.left.map(\.reason) == [.older])
  }
}
