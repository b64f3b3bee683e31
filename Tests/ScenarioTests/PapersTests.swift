import BerthCore
import TestSupport
import Testing

/// The README and the pages of the catalogue name what is there. (`docc convert`, in `.ci/run`, looks after the links
/// between pages.)
@Suite struct PapersTests {
  static let folder = "Sources/berth/Documentation.docc"
  static let papers = ["README.md"] + Project.files(under: folder)

  @Test func theReadmeIsShort() {
    #expect(Self.text(of: "README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 201)
    #expect(Self.papers.count > 8)
  }

  @Test(arguments: papers)
  func everyFileThatItNamesIsThere(_ paper: String) {
    let text = Self.text(of: paper)
    let named = text.matches(of: #/`((?:Sources|Tests|profiles|templates|\.ci)/[^` {]*)/#)
    let linked = text.matches(of: #/\]:? ?\(?((?:Sources|Tests)/[^)\s#]*)/#)
    // What a walk has its reader make.
    let examples: Set = ["templates/shell/elvish"]
    #expect(!named.isEmpty || !paper.hasSuffix("Contributing.md"))
    for name in Set((named + linked).map { String($0.1) }).subtracting(examples) {
      #expect(Self.exists(name), "\(paper) names \(name), which is not there")
    }
  }

  @Test func everyHeadingThatTheReadmeLinksToIsThere() {
    let links = Self.text(of: "README.md").matches(of: #/(Sources/\S+\.md)#([a-z0-9-]+)/#)
    #expect(!links.isEmpty)
    for link in links {
      let headings = Self.text(of: String(link.1)).split(separator: "\n").filter { $0.hasPrefix("#") }
      #expect(headings.map(Self.anchor).contains(String(link.2)), "\(link.0)")
    }
  }

  @Test func thePageOnJSONKnowsEveryNameOfDoctors() {
    let text = Self.text(of: "\(Self.folder)/JSON.md")
    for check in Finding.Check.allCases {
      let row = text.split(separator: "\n").first { $0.hasPrefix("| `\(check.rawValue)` | `") } ?? ""
      for ailment in Ailment.allCases where ailment.check == check {
        #expect(row.contains("`\(ailment.rawValue)`"), "\(check.rawValue)")
      }
    }
    for result in Finding.Result.allCases { #expect(text.contains("`\(result.rawValue)`")) }
  }

  @Test func thePageOnProfilesKnowsEveryCondition() {
    let text = Self.text(of: "\(Self.folder)/Profiles.md")
    for word in Condition.shells + Condition.systems { #expect(text.contains(word), "\(word)") }
  }

  private static func text(of paper: String) -> String {
    String(decoding: Project.bytes(of: paper), as: UTF8.self)
  }

  private static func exists(_ name: String) -> Bool {
    !Project.bytes(of: name).isEmpty || !Project.files(under: name).isEmpty
  }

  /// A heading's anchor, as forges make it: `## A fault, at last` is `a-fault-at-last`.
  private static func anchor(of heading: Substring) -> String {
    String(
      heading.drop { $0 == "#" || $0 == " " }.lowercased().compactMap { letter in
        letter == " " ? "-" : letter.isLetter || letter.isNumber || letter == "-" ? letter : nil
      })
  }
}
