import BerthCore
import Testing

@Suite struct ValueTests {
  @Test(arguments: [
    ("true", Value.bool(true)), ("False", .bool(false)), ("~", .null), ("null", .null), ("", .null),
    ("1", .string("1")), ("1.0", .string("1.0")), ("007", .string("007")), ("0x10", .string("0x10")),
    ("yes", .string("yes")), ("off", .string("off")), ("~/.ssh/x", .string("~/.ssh/x")),
    ("2024-01-01", .string("2024-01-01")), ("nULL", .string("nULL")), ("a # b", .string("a # b")),
  ])
  func takesATextForNothingElseThanItLooks(_ text: String, value: Value) {
    #expect(Value.parsing(setOption: text) == value)
  }

  @Test func partsASettingAtItsFirstEqualsSign() {
    for text in ["a=", "a=b", "a==b", "a=\u{301}", "a=b=\n"] {
      let setting = Setting(text)
      #expect(setting?.name == "a" && setting?.text == String(text.unicodeScalars.dropFirst(2)))
    }
    #expect(["", "=x", "a", "a b=c", "a\u{301}=x"].allSatisfy { Setting($0) == nil })
  }

  @Test func readsTheVariablesOfAProfile() throws {
    let profile = try ProfileTests.read(
      """
      version: 1
      files: []
      vars:
        plain: some text
        number: 1.50
        quoted: "true"
        single: 'it''s'
        yes_: true
        nothing:
        tilde: ~
        empty: ""
        home: ~/.ssh/x
        list: [a, true, [b]]
        map: { a: { b-c: 1 }, list: [] }
        text: |
          one
          two
        escape: "tab\\there"

      """)
    #expect(
      profile.values == [
        "plain": .string("some text"), "number": .string("1.50"), "quoted": .string("true"),
        "single": .string("it's"), "yes_": .bool(true), "nothing": .null, "tilde": .null,
        "empty": .string(""), "home": .string("~/.ssh/x"),
        "list": .list([.string("a"), .bool(true), .list([.string("b")])]),
        "map": .map(["a": .map(["b-c": .string("1")]), "list": .list([])]),
        "text": .string("one\ntwo\n"), "escape": .string("tab\there"),
      ])
  }

  @Test(arguments: ["a", "_", "socket_2", "b-c", "A9"])
  func letsTemplatesNameIt(_ name: String) {
    #expect(Value.isName(name))
  }

  @Test(arguments: ["", "2nd", "-a", "a.b", "a b", "größe", "a\n", "a="])
  func keepsNamesFromTemplatesThatTheyCannotWrite(_ name: String) {
    #expect(!Value.isName(name))
  }
}
