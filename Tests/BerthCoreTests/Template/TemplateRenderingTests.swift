import BerthCore
import Testing

/// What the official cases leave open: the strict mode, and what dotfiles need.
@Suite struct TemplateRenderingTests {
  private func render(
    _ text: String, _ context: [String: Value] = [:], partials: [String: String] = [:],
    for language: Language = .sh
  ) throws -> String {
    let template = try Template(parsing: Bytes(text.utf8), name: "t")
    let parsed = try partials.reduce(into: [:]) { parsed, partial in
      parsed[partial.key] = try Template(parsing: Bytes(partial.value.utf8), name: partial.key)
    }
    let bytes = try template.render(.map(context), partials: parsed, for: language)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func quotesAVariableAndLeavesARawOneAlone() throws {
    let context: [String: Value] = ["name": .string("it's $HOME")]
    #expect(
      try render("a={{name}}\nb={{{name}}} {{&name}}\n", context)
        == "a='it'\\''s $HOME'\nb=it's $HOME it's $HOME\n")
  }

  @Test func writesTruthValuesAsWordsAndNullAsAnEmptyText() throws {
    let context: [String: Value] = ["on": .bool(true), "off": .bool(false), "none": .null]
    #expect(try render("{{{on}}} {{{off}}} {{none}}", context) == "true false ''")
  }

  @Test(arguments: [
    (Value.null, "no"), (.bool(false), "no"), (.string(""), "no"), (.list([]), "no"), (.bool(true), "yes"),
    (.string("x"), "yes"), (.string("false"), "yes"), (.list([.null]), "yes"), (.map([:]), "yes"),
  ])
  func takesNothingForFalse(value: Value, expected: String) throws {
    #expect(try render("{{#v}}yes{{/v}}{{^v}}no{{/v}}", ["v": value]) == expected)
  }

  @Test func doesNotLookUpWhatItDoesNotRender() throws {
    #expect(try render("{{#off}}{{undefined}}{{>missing}}{{/off}}", ["off": .bool(false)]) == "")
  }

  @Test func goesThroughAList() throws {
    let hosts = Value.list([.map(["name": .string("a")]), .map(["name": .string("b c")])])
    #expect(try render("{{#hosts}}\n- {{name}}\n{{/hosts}}\n", ["hosts": hosts]) == "- 'a'\n- 'b c'\n")
  }

  @Test func passesBytesThroughThatAreNotText() throws {
    let template = try Template(parsing: [0xFF, 0xFE] + Bytes("{{a}}".utf8) + [0x80, 0x0D], name: "t")
    let bytes = try template.render(.map(["a": .string("1")]), partials: [:], for: .sh)
    #expect(bytes == [0xFF, 0xFE] + Bytes("'1'".utf8) + [0x80, 0x0D])
  }

  @Test func indentsEveryLineOfAPartialThatStandsAlone() throws {
    let text = try render(
      "if\n  {{>body}}\nfi\n", ["v": .string("a\nb")],
      partials: ["body": "x={{v}}\n\n{{#v}}\n  {{>inner}}\n{{/v}}\r\ny\r\n", "inner": "z\nz"])
    #expect(text == "if\n  x='a\nb'\n\n    z\n    z  y\r\nfi\n")
  }

  @Test func takesWholeLinesWithTagsThatStandAloneInCRLF() throws {
    #expect(try render("a\r\n{{#v}}\r\n\t b\r\n \t{{/v}} \r\nc", ["v": .bool(true)]) == "a\r\n\t b\r\nc")
  }

  @Test func tellsItsPartialsAndVariables() throws {
    let text = "{{a.b}}{{#c}}{{.}}{{{d}}}{{/c}}\n {{>ssh/rc}}{{^e}}{{&a}}{{>x-y.z}}{{/e}}{{! {{f}}"
    let template = try Template(parsing: Bytes(text.utf8), name: "t")
    #expect(template.variables == ["a", "c", "d", "e"])
    #expect(template.partials.map(\.name) == ["ssh/rc", "x-y.z"])
    #expect(template.partials.map(\.place.description) == ["t:2:2", "t:2:25"])
  }

  @Test func readsNamesOfAnyLanguage() throws {
    #expect(
      try render("{{größe}} {{名-1.x_y}}", ["größe": .string("1"), "名-1": .map(["x_y": .string("2")])])
        == "1 2")
  }

  @Test func takesANewLineAroundANameForASpace() throws {
    #expect(try render("{{\n  a\n}}", ["a": .string("1")]) == "1")
  }

  @Test func rendersPartialsWithinEachOtherUpToTheLimit() throws {
    let partials = (0..<99).reduce(into: ["p99": "end"]) { $0["p\($1)"] = "{{>p\($1 + 1)}}" }
    #expect(try render("{{>p0}}", partials: partials) == "end")
  }

  @Test func takesAsLongForOneLineAsForMany() throws {
    // 1.3 MB in one line; counting columns from its start at each tag would take minutes.
    let text = Bytes(String(repeating: "set -g @a {{a}} ; ", count: 70_000).utf8)
    let template = try Template(parsing: text, name: "t")
    let clock = ContinuousClock()
    let time = try clock.measure {
      let bytes = try template.render(.map(["a": .string("b")]), partials: [:], for: .tmux)
      #expect(bytes.count == 70_000 * 16)
    }
    #expect(time < .seconds(30))
  }

  @Test func readsManySectionsInLinearTime() throws {
    let text = Bytes(String(repeating: "{{#a}}\n{{b}}\n{{/a}}\n", count: 50_000).utf8)
    let time = try ContinuousClock().measure { _ = try Template(parsing: text, name: "t") }
    // Copying what came before at each of them would take minutes.
    #expect(time < .seconds(40))
  }
}
