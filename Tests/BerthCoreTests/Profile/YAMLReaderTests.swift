import BerthCore
import Testing

@Suite struct YAMLReaderTests {
  private func read(_ text: String) throws -> YAMLNode {
    try YAMLReader(Array(text.utf8), name: "a.yaml").root
  }

  /// A node as one text: what it is, and where.
  private func sketch(_ node: YAMLNode) -> String {
    let place = "@\(node.place.line):\(node.place.column)"
    return switch node.kind {
    case .scalar(let text, let plain): (plain ? text : "\"\(text)\"") + place
    case .sequence(let items): "[" + items.map(sketch).joined(separator: " ") + "]" + place
    case .mapping(let members):
      "{"
        + members.map { "\($0.key)@\($0.place.line):\($0.place.column)=\(sketch($0.value))" }.joined(
          separator: " ") + "}" + place
    case .invalid: "?" + place
    }
  }

  @Test func knowsThePlaceOfEveryNode() throws {
    #expect(
      try sketch(read("a: 1\nb:\n  - 'x'\n  - {c: d}\ne: |\n  f\n"))
        == "{a@1:1=1@1:4 b@2:1=[\"x\"@3:5 {c@4:6=d@4:9}@4:5]@3:3 e@5:1=\"f\n\"@5:4}@1:1")
  }

  @Test func putsTheAnchoredNodeInTheAliasesPlace() throws {
    #expect(
      try sketch(read("a: &x [1]\nb: *x\n")) == "{a@1:1=[1@1:8]@1:4 b@2:1=[1@1:8]@2:4}@1:1")
  }

  @Test func takesTheLastOfSeveralAnchorsOfOneName() throws {
    #expect(
      try sketch(read("[&x 1, *x, &x 2, *x]")) == "[1@1:2 1@1:8 2@1:12 2@1:18]@1:1")
  }

  @Test func readsAsDeepAsItsLimitAndNoDeeper() throws {
    let limit = YAMLReader.depthLimit
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try read(nested(limit))
    #expect(throws: InvalidProfile.self) { try read(nested(limit + 1)) }
    // An alias is as deep as what it stands for.
    _ = try read("[&a \(nested(limit - 2)), [*a]]")
    #expect(throws: InvalidProfile.self) { try read("[&a \(nested(limit - 1)), [*a]]") }
  }

  @Test func countsAnAliasAsAllItStandsFor() throws {
    // 1 list, 1 anchored list of 999 items, 499 aliases to it of 1000 nodes each: one node below the limit.
    let items = Array(repeating: "x", count: 998).joined(separator: ",")
    func text(_ aliases: Int) -> String {
      "[&a [\(items)]," + Array(repeating: "*a,", count: aliases).joined() + "]"
    }
    _ = try read(text(499))
    #expect(throws: InvalidProfile.self) { try read(text(501)) }
  }

  @Test func findsADuplicateAmongManyKeys() throws {
    let keys = (0..<100).map { "k\($0): x\n" }.joined()
    let error = #expect(throws: InvalidProfile.self) {
      try ProfileTests.read("version: 1\nfiles: []\nvars: {" + "a: 1}\n" + "k50: x\n" + keys)
    }
    let duplicate = "profile.yaml:55:1: duplicate key 'k50'; the first is in line 4"
    #expect(error?.diagnostics.contains { $0.description == duplicate } == true)
  }
}
