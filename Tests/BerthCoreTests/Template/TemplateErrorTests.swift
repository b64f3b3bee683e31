import BerthCore
import Testing

/// Every message of the engine, whole.
@Suite struct TemplateErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let template: String
    let messages: [String]
    let context: [String: Value]
    let partials: [String: String]

    init(
      _ template: String, _ messages: String..., context: [String: Value] = [:],
      partials: [String: String] = [:]
    ) {
      self.template = template
      self.messages = messages
      self.context = context
      self.partials = partials
    }

    var testDescription: String { template.prefix(60).debugDescription }
  }

  private func problems(_ test: Case, leniently: Bool = false) -> [String] {
    do {
      let template = try Template(parsing: Bytes(test.template.utf8), name: "t")
      var partials: [String: Template] = [:]
      for (name, text) in test.partials {
        partials[name] = try Template(parsing: Bytes(text.utf8), name: name)
      }
      if leniently {
        _ = try template.renderLeniently(.map(test.context), partials: partials) { $0 }
      } else {
        _ = try template.render(.map(test.context), partials: partials, for: .sh)
      }
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  static let parsing = [
    Case("a {{name", "t:1:3: tag '{{name' is not closed; end it with '}}'"),
    Case("a {{name\nb {{other}}", "t:1:3: tag '{{name' is not closed; end it with '}}'"),
    Case("é {{{name}} b", "t:1:3: tag '{{{name}} b' is not closed; end it with '}}}'"),
    Case("{{{name}}\n{{{b}}}", "t:1:1: tag '{{{name}}' is not closed; end it with '}}}'"),
    Case("{{! never\nends", "t:1:1: tag '{{! never' is not closed; end it with '}}'"),
    Case("{{=<% %>}}", "t:1:1: tag '{{=<% %>}}' is not closed; end it with '=}}'"),
    Case(
      "{{#a}}\n{{b", "t:1:1: section '{{#a}}' is not closed; end it with '{{/a}}'",
      "t:2:1: tag '{{b' is not closed; end it with '}}'"),
    Case("x\n {{#a}} y", "t:2:2: section '{{#a}}' is not closed; end it with '{{/a}}'"),
    Case("{{^a.b}}", "t:1:1: section '{{^a.b}}' is not closed; end it with '{{/a.b}}'"),
    Case("{{#a}}{{/b}}{{/a}}", "t:1:7: '{{/b}}' does not close '{{#a}}' of line 1; write '{{/a}}' first"),
    Case("{{#a}}\n{{#b}}\n{{/a}}", "t:3:1: '{{/a}}' does not close '{{#b}}' of line 2; write '{{/b}}' first"),
    Case("{{/a}}", "t:1:1: '{{/a}}' closes no section; open it before with '{{#a}}', or remove it"),
    Case("{{}}", "t:1:1: tag '{{}}' has no name"),
    Case("{{ }}{{{ }}}", "t:1:1: tag '{{ }}' has no name", "t:1:6: tag '{{{ }}}' has no name"),
    Case("{{#}}x{{/}}", "t:1:1: tag '{{#}}' has no name", "t:1:7: tag '{{/}}' has no name"),
    Case("{{&}}{{>}}", "t:1:1: tag '{{&}}' has no name", "t:1:6: tag '{{>}}' has no name"),
    Case(
      "{{a b}}",
      "t:1:1: the name 'a b' cannot hold a space; a name is letters, digits, '_' and '-', with '.' between its parts"
    ),
    Case(
      "{{a|sh}}",
      "t:1:1: the name 'a|sh' cannot hold '|'; a name is letters, digits, '_' and '-', with '.' between its parts"
    ),
    Case(
      "{{a\u{7}}}",
      "t:1:1: the name 'a\u{7}' cannot hold U+0007; a name is letters, digits, '_' and '-', with '.' between its parts"
    ),
    Case("{{a..b}}", "t:1:1: the name 'a..b' has an empty part; write one '.' between two names"),
    Case("{{.a}}", "t:1:1: the name '.a' has an empty part; write one '.' between two names"),
    Case(
      "{{=a=}}",
      "t:1:1: tag '{{=a=}}' does not set delimiters; write both, without '=' and with a space between, as in '{{=<% %>=}}'"
    ),
    Case(
      "{{=a b c=}}",
      "t:1:1: tag '{{=a b c=}}' does not set delimiters; write both, without '=' and with a space between, as in '{{=<% %>=}}'"
    ),
    Case(
      "{{=<= =>=}}",
      "t:1:1: tag '{{=<= =>=}}' does not set delimiters; write both, without '=' and with a space between, as in '{{=<% %>=}}'"
    ),
    Case(
      "{{<base}}",
      "t:1:1: tag '{{<base}}' is not part of the language; of Mustache there are variables, sections, comments, partials and set-delimiter tags"
    ),
    Case(
      "{{$block}}",
      "t:1:1: tag '{{$block}}' is not part of the language; of Mustache there are variables, sections, comments, partials and set-delimiter tags"
    ),
    Case(
      "{{>*name}}",
      "t:1:1: tag '{{>*name}}' is not part of the language; of Mustache there are variables, sections, comments, partials and set-delimiter tags"
    ),
    Case("a\n\u{0}{{b}}", "t:2:1: a template cannot hold a NUL byte"),
    Case("{{=<% %>=}}<%#a%>", "t:1:12: section '<%#a%>' is not closed; end it with '<%/a%>'"),
    Case(
      String(repeating: "{{#a}}", count: 65) + String(repeating: "{{/a}}", count: 65),
      "t:1:385: sections nest deeper than 64"),
  ]

  @Test(arguments: parsing)
  func namesWhatIsWrongInTheText(test: Case) {
    #expect(problems(test) == test.messages)
  }

  static let rendering = [
    Case(
      "{{socet}}", "t:1:1: undefined variable 'socet'; did you mean 'socket'?", context: ["socket": .null]),
    Case(
      "{{colour}}", "t:1:1: undefined variable 'colour'; define it under vars: or with --set colour=VALUE",
      context: ["socket": .null]),
    Case(
      "{{{a}}}\n {{&b}}{{#c}}x{{/c}}{{^d}}x{{/d}}",
      "t:1:1: undefined variable 'a'; define it under vars: or with --set a=VALUE",
      "t:2:2: undefined variable 'b'; define it under vars: or with --set b=VALUE",
      "t:2:8: undefined section 'c'; define it under vars: or with --set c=VALUE",
      "t:2:21: undefined section 'd'; define it under vars: or with --set d=VALUE"),
    Case(
      "{{host.nam}}", "t:1:1: undefined variable 'host.nam'; did you mean 'host.name'?",
      context: ["host": .map(["name": .null])]),
    Case(
      "{{hosd.name}}", "t:1:1: undefined variable 'hosd.name'; did you mean 'host.name'?",
      context: ["host": .map(["name": .null])]),
    Case(
      "{{host.user.name}}", "t:1:1: undefined variable 'host.user.name'; define it under vars:",
      context: ["host": .map(["name": .null])]),
    Case(
      "{{#l}}{{nme}}{{/l}}", "t:1:7: undefined variable 'nme'; did you mean 'name'?",
      context: ["l": .list([.map(["name": .null]), .map(["name": .null])])]),
    Case("{{>rx}}", "t:1:1: there is no partial 'rx'; did you mean 'rc'?", partials: ["rc": ""]),
    Case("\n  {{>other}}", "t:2:3: there is no partial 'other'"),
    Case(
      "{{>p}}{{a}}", "p:2:1: undefined variable 'x'; define it under vars: or with --set x=VALUE",
      "t:1:7: undefined variable 'a'; define it under vars: or with --set a=VALUE", partials: ["p": "\n{{x}}"]
    ),
    Case(
      "{{l}}", "t:1:1: 'l' is a list, not a text; go through it with '{{#l}}{{.}}{{/l}}'",
      context: ["l": .list([])]),
    Case(
      "{{{m}}}", "t:1:1: 'm' is a map, not a text; name one of its values, as in '{{m.a}}'",
      context: ["m": .map(["b": .null, "a": .null])]),
    Case(
      "{{.}}", "t:1:1: '.' is a map, not a text; name one of its values, as in '{{a}}'", context: ["a": .null]
    ),
    Case("{{m}}", "t:1:1: 'm' is a map, not a text", context: ["m": .map([:])]),
    Case("{{{a}}}", "t:1:1: the value of 'a' holds a NUL byte", context: ["a": .string("x\0")]),
    Case(
      "{{>p}}",
      "p:1:1: sections and partials nest deeper than 100; a partial that includes itself needs a section that ends it",
      partials: ["p": "{{>p}}"]),
    Case(
      "{{#a}}{{>p}}{{/a}}",
      "p:1:1: sections and partials nest deeper than 100; a partial that includes itself needs a section that ends it",
      context: ["a": .bool(true)], partials: ["p": "{{#a}}{{>p}}{{/a}}"]),
  ]

  @Test(arguments: rendering)
  func namesWhatIsWrongWithTheValues(test: Case) {
    #expect(problems(test) == test.messages)
  }

  @Test func endsAPartialThatDoublesItself() {
    let partials = (0..<40).reduce(into: ["p40": "{{a}}"]) { $0["p\($1)"] = "{{>p\($1 + 1)}}{{>p\($1 + 1)}}" }
    let hint = "a partial that includes itself needs a section that ends it"
    let long = Case(
      "{{>p0}}", context: ["a": .string(String(repeating: "x", count: 100_000))], partials: partials)
    #expect(problems(long) == ["p36:1:9: the text grows past 16 MiB; \(hint)"])
    let empty = Case("{{>p0}}", context: ["a": .null], partials: partials)
    let told = problems(empty, leniently: true)
    #expect(told.count == 1)
    #expect(told.first?.hasSuffix("the text takes more than 1000000 steps; \(hint)") == true)
  }

  @Test func tellsNoMoreThanAHundredProblems() {
    #expect(problems(Case(String(repeating: "{{a b}}", count: 1_000))).count == 100)
    let names = (0..<1_000).map { "{{a\($0)}}" }.joined()
    #expect(problems(Case(names)).count == 100)
  }

  @Test func tellsATagOfInvalidUTF8() {
    #expect(
      throws: InvalidProfile([
        Diagnostic(at: Place(file: "t", line: 1, column: 2), "the tag is not valid UTF-8")
      ])
    ) {
      try Template(parsing: Bytes("x{{a".utf8) + [0xFF] + Bytes("}}".utf8), name: "t")
    }
  }

  @Test func isQuickWithManyTagsThatAreNotClosed() {
    let text = String(repeating: "{{a\n", count: 50_000) + "}}"
    #expect(problems(Case(text)).count == 100)
  }
}
