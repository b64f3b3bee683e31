import TestSupport
import Testing

/// The rooms stand in the page on architecture in the order of their folders: none names what a later one declares.
/// (That `BerthCore` knows nothing of `BerthHost`, the compiler sees to.)
@Suite struct RoomsTests {
  @Test(arguments: ["BerthCore", "BerthHost"])
  func noRoomNamesWhatALaterOneDeclares(_ module: String) throws {
    let page = Self.text(of: "\(PapersTests.folder)/Architecture.md")
    let table = try #require(page.split(separator: "Rooms of `\(module)`").dropFirst().first)
    let rooms = table.split(separator: "\n\n")[1].matches(of: #/(?m)^\| `(\w+)`/#).map { String($0.1) }
    let files = Project.files(under: "Sources/\(module)").map { path in
      (path: path, room: String(path.split(separator: "/")[2]), code: Self.code(of: path))
    }
    #expect(Set(files.map(\.room)) == Set(rooms))
    var homes: [Substring: Set<Int>] = [:]
    for file in files {
      for match in file.code.matches(of: Self.declaration) {
        homes[match.1, default: []].insert(rooms.firstIndex(of: file.room) ?? 0)
      }
    }
    #expect(homes.count > 20)
    for file in files {
      let room = rooms.firstIndex(of: file.room) ?? 0
      for name in Set(file.code.split { !$0.isLetter && !$0.isNumber }) {
        guard let first = homes[name]?.min(), first > room else { continue }
        Issue.record("\(file.path) names \(name), which is of the later room \(rooms[first])")
      }
    }
  }

  /// Of a file, and not of a type: its name.
  private static var declaration: Regex<(Substring, Substring)> {
    #/(?m)^(?:package |indirect |final )*(?:struct|enum|class|protocol|typealias|func|let|var) (\w+)/#
  }

  /// Without comments.
  private static func code(of path: String) -> String { text(of: path).replacing(#/\/\/.*/#, with: "") }

  private static func text(of path: String) -> String {
    String(decoding: Project.bytes(of: path), as: UTF8.self)
  }
}
