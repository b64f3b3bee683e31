import BerthCore
import TestSupport
import Testing

@Suite struct BadProfileTests {
  @Test(arguments: BadProfile.cases)
  func saysEverythingThatIsWrongWithIt(_ bad: BadProfile) {
    let error = #expect(throws: InvalidProfile.self) {
      try Profile(yaml: bad.yaml, at: "profile.yaml", home: "/home/me")
    }
    #expect(error?.diagnostics.map(\.description) == bad.messages)
  }

  @Test func everyCaseHasItsOwnName() {
    #expect(Set(BadProfile.cases.map(\.name)).count == BadProfile.cases.count)
  }

  @Test func countsWhatGoesBeyondAThousandProblems() {
    let keys = (1...1234).map { "unknown\($0): x\n" }.joined()
    let error = #expect(throws: InvalidProfile.self) {
      try Profile(yaml: Array(("version: 1\nfiles: []\n" + keys).utf8), at: "profile.yaml", home: "/home/me")
    }
    #expect(error?.diagnostics.count == 1001)
    #expect(error?.diagnostics.last?.description == "234 more problems are not shown")
  }

  @Test func refusesATextLargerThanItsLimit() {
    let error = #expect(throws: InvalidProfile.self) {
      try Profile(yaml: Bytes(repeating: 0x0a, count: (8 << 20) + 1), at: "profile.yaml", home: "/home/me")
    }
    #expect(
      error?.diagnostics.map(\.description) == [
        "profile.yaml:1:1: the profile is larger than 8 MiB; split it, and join the parts with 'extends'"
      ])
  }
}
