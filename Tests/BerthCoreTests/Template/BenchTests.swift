import BerthCore
import Testing

@Suite struct BenchTests {
  @Test func bench() throws {
    let line =
      "# a comment {{! with }}\n{{#on}}\nset -g {{name}} {{value}}\n{{/on}}\nexport X={{path}} # and some text to fill a line of usual length\n"
    for (label, n, lang) in [
      ("sh", 3300, Language.sh), ("tmux", 3300, .tmux), ("ssh", 3300, .sshConfig), ("screen", 3300, .screen),
    ] {
      let l =
        lang == .sshConfig
        ? line.replacing("set -g {{name}}", with: "IdentityFile ").replacing("export X=", with: "Host ")
        : lang == .tmux
          ? line.replacing("set -g {{name}}", with: "set -g @x").replacing("export X=", with: "setenv X ")
          : lang == .screen
            ? line.replacing("set -g {{name}}", with: "setenv A").replacing("export X=", with: "setenv X ")
            : line
      let text = Bytes(String(repeating: l, count: n).utf8)
      let c = Value.map([
        "on": .bool(true), "name": .string("a-b"), "value": .string("it's"), "path": .string("~/x y"),
      ])
      let clock = ContinuousClock()
      var best = (Duration.seconds(99), Duration.seconds(99)), size = 0
      for _ in 0..<5 {
        var t: Template?
        let a = try clock.measure { t = try Template(parsing: text, name: "t") }
        let b = try clock.measure { size = try t!.render(c, partials: [:], for: lang).count }
        best = (min(best.0, a), min(best.1, b))
      }
      print("BENCH", label, text.count, size, best)
    }
    let small = Bytes(String(repeating: line, count: 13).utf8)
    let c = Value.map([
      "on": .bool(true), "name": .string("a-b"), "value": .string("it's"), "path": .string("~/x y"),
    ])
    let t = try Template(parsing: small, name: "t")
    print(
      "BENCH 1000 x", small.count,
      try ContinuousClock().measure { for _ in 0..<1000 { _ = try t.render(c, partials: [:], for: .sh) } })
    print(
      "BENCH parse 1000 x", small.count,
      try ContinuousClock().measure { for _ in 0..<1000 { _ = try Template(parsing: small, name: "t") } })
  }
}
