import BerthCore
import Testing

@Suite struct ProfileExtendingTests {
  private let place = Place(file: "p", line: 1, column: 1)

  private func entry(_ path: String, _ template: String, of profile: String) -> FileEntry {
    FileEntry(
      path: HomePath(relative: path),
      template: TemplateReference(name: template, place: place, profile: profile), place: place)
  }

  @Test func replacesEntriesWhereTheBaseHasThemAndAddsTheOthers() {
    let base = Profile(name: "base", entries: [entry("a", "1", of: "base"), entry("b", "2", of: "base")])
    let mine = Profile(name: "mine", entries: [entry("c", "3", of: "mine"), entry("a", "4", of: "mine")])
    #expect(
      mine.extending(base).entries == [
        entry("a", "4", of: "mine"), entry("b", "2", of: "base"), entry("c", "3", of: "mine"),
      ])
  }

  @Test func overridesVariablesAsAWhole() {
    let base = Profile(
      name: "base",
      vars: ["a": Variable(.string("1")), "b": Variable(.map(["x": .string("1"), "y": .string("2")]))])
    let mine = Profile(name: "mine", vars: ["b": Variable(.map(["x": .string("3")])), "c": Variable(.null)])
    #expect(
      mine.extending(base).values == ["a": .string("1"), "b": .map(["x": .string("3")]), "c": .null])
  }

  @Test func joinsLeftoversWithoutRepeats() {
    func leftovers(_ names: String...) -> [LeftoverPattern] {
      names.map { LeftoverPattern(HomePath(relative: $0)) }
    }
    let base = Profile(name: "base", leftovers: leftovers("a", "b"))
    let mine = Profile(name: "mine", leftovers: leftovers("c", "a"))
    #expect(mine.extending(base).leftovers == leftovers("a", "b", "c"))
  }

  @Test func keepsItsNameAndDescribesItselfIfItCan() {
    let base = Profile(name: "base", description: "the base")
    #expect(Profile(name: "mine").extending(base).name == "mine")
    #expect(Profile(name: "mine").extending(base).description == "the base")
    #expect(Profile(name: "mine", description: "mine").extending(base).description == "mine")
  }

  @Test func knowsWhatItIsMadeOf() {
    let merged = ["middle", "root"].reduce(Profile(name: "mine")) { $0.extending(Profile(name: $1)) }
    #expect(merged.sources == ["mine", "middle", "root"])
  }

  @Test func isTheSameFromEitherEndOfAChain() {
    let root = Profile(
      name: "root", vars: ["v": Variable(.bool(false))], entries: [entry("a", "1", of: "root")])
    let middle = Profile(
      name: "middle", vars: ["v": Variable(.bool(true))], entries: [entry("b", "2", of: "middle")])
    let mine = Profile(name: "mine", entries: [entry("a", "3", of: "mine")])
    #expect(mine.extending(middle).extending(root) == mine.extending(middle.extending(root)))
    #expect(mine.extending(middle).extending(root).entries.map(\.template.name) == ["3", "2"])
  }
}
