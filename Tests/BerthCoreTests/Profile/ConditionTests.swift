import BerthCore
import Testing

@Suite struct ConditionTests {
  @Test(arguments: [
    ("web", "web"), ("WEB", "web"), ("web", "Web"), ("*", ""), ("*", "anything"), ("web*", "web"),
    ("web*", "web1.example.org"), ("*.example.org", "a.b.example.org"), ("web?", "web1"),
    ("w*b*1", "wbb-b1"), ("*a*b*c", "xaxbxbxc"), ("**", "x"), ("?é", "éé"), ("", ""),
  ])
  func matchesAHostName(_ pattern: String, name: String) {
    #expect(Condition.glob(pattern, matches: name))
  }

  @Test(arguments: [
    ("web", "web1"), ("web?", "web"), ("web?", "web12"), ("*.example.org", "example.org"),
    ("*a*b", "ba"), ("", "x"), ("?", ""), ("w*b", "web1"),
  ])
  func leavesOtherHostsAlone(_ pattern: String, name: String) {
    #expect(!Condition.glob(pattern, matches: name))
  }

  @Test func isNotSlowedDownByStars() {
    let pattern = String(repeating: "*a", count: 200) + "b"
    #expect(!Condition.glob(pattern, matches: String(repeating: "a", count: 2000)))
  }
}
