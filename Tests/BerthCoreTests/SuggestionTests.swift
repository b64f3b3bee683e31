import BerthCore
import Testing

@Suite struct SuggestionTests {
  @Test func findsASwappedPairOfLetters() {
    #expect(suggestion(for: "tempalte", among: ["path", "template", "patch"]) == "template")
  }

  @Test func isSilentWhereNothingIsNear() {
    #expect(suggestion(for: "colour", among: ["path", "template", "patch"]) == nil)
  }
}
