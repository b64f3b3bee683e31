import BerthCore
import Testing

@Suite("The lines that set IdentityAgent")
struct IdentityAgentLineTests {
  private func lines(_ text: String, _ files: [String: String] = [:]) -> [IdentityAgentLine] {
    IdentityAgentLine.all(in: Bytes(text.utf8), file: "config") { word in
      files[word].map { [(word, Bytes($0.utf8))] } ?? []
    }
  }

  private func line(
    _ value: String, _ number: Int, _ audience: IdentityAgentLine.Audience, in file: String = "config"
  )
    -> IdentityAgentLine
  {
    IdentityAgentLine(value: value, file: file, number: number, audience: audience)
  }

  @Test func `Each is for the hosts of its section`() {
    let text = """
      identityagent "/a b"
      Host x
        IdentityAgent=/x
      Host * !y
        IdentityAgent /notY
      Host *
        IdentityAgent /all
      Match exec "true"
        IdentityAgent /exec
      Match all
        IdentityAgent none

      """
    #expect(
      lines(text) == [
        line("/a b", 1, .all), line("/x", 3, .some("Host x")), line("/notY", 5, .some("Host * !y")),
        line("/all", 7, .all), line("/exec", 9, .exec), line("none", 11, .all),
      ])
  }

  @Test func `An included file stands where its Include stands, within that section`() {
    let found = lines(
      "Host x\nInclude a\nIdentityAgent /x\nHost *\nInclude a\n",
      ["a": "IdentityAgent /a\nHost *\nIdentityAgent /b\nHost z\nIdentityAgent /z\n"])
    #expect(
      found == [
        line("/a", 1, .some("Host x"), in: "a"), line("/b", 3, .some("Host x"), in: "a"),
        line("/z", 5, .some("Host x"), in: "a"), line("/x", 3, .some("Host x")),
        line("/a", 1, .all, in: "a"), line("/b", 3, .all, in: "a"), line("/z", 5, .some("Host z"), in: "a"),
      ])
  }

  @Test func `Files that include each other come to an end`() {
    #expect(lines("Include a\n", ["a": "IdentityAgent /a\nInclude a\n"]).count == 16)
  }
}
