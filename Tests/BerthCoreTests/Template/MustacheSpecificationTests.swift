import BerthCore
import Glibc
import Testing

/// The official cases of the Mustache specification, which lie beside the project.
@Suite struct MustacheSpecificationTests {
  static let files = ["comments", "delimiters", "interpolation", "inverted", "partials", "sections"]

  @Test(
    .enabled(
      if: MustacheSpecification.isPresent,
      "the specification's cases are not beside the project, in ../shared/mustache-spec"))
  func passesEveryOfficialCase() throws {
    var count = 0
    for file in Self.files {
      for specified in try MustacheSpecification.cases(of: file) {
        count += 1
        let name = Comment(rawValue: "\(file): \(specified.name)")
        do {
          let template = try Template(parsing: Array(specified.template.utf8), name: file)
          let partials = try specified.partials.mapValues {
            try Template(parsing: Array($0.utf8), name: file)
          }
          let bytes = try template.renderLeniently(specified.data, partials: partials, escape: escapedForHTML)
          #expect(String(decoding: bytes, as: UTF8.self) == specified.expected, name)
        } catch {
          Issue.record(error, name)
        }
      }
    }
    print("Mustache specification: \(count) official cases")
    #expect(count == 136)
  }

  private func escapedForHTML(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

/// The cases as their files hold them.
enum MustacheSpecification {
  struct Case {
    let name: String
    let template: String
    let data: Value
    let partials: [String: String]
    let expected: String
  }

  struct Unreadable: Error { let path: String }

  /// Beside the package, in which this file lies three folders deep.
  private static let folder =
    #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined() + "/../shared/mustache-spec/"

  static var isPresent: Bool { access(folder + "sections.json", R_OK) == 0 }

  static func cases(of name: String) throws -> [Case] {
    let path = folder + name + ".json"
    guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var byte = getc(file)
    while byte != EOF {
      bytes.append(UInt8(byte))
      byte = getc(file)
    }
    guard case .map(let top) = try SpecificationJSON.value(of: bytes), case .list(let tests) = top["tests"]
    else {
      throw Unreadable(path: path)
    }
    return try tests.map { test in
      guard case .map(let test) = test, case .string(let name) = test["name"],
        case .string(let template) = test["template"], case .string(let expected) = test["expected"],
        let data = test["data"]
      else { throw Unreadable(path: path) }
      var partials: [String: String] = [:]
      if case .map(let given) = test["partials"] {
        for case (let name, .string(let text)) in given { partials[name] = text }
      }
      return Case(name: name, template: template, data: data, partials: partials, expected: expected)
    }
  }
}
