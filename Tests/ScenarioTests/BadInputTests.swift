import TestSupport
import Testing

/// Bad profiles and templates, given to the built program: everything is said, nothing is printed besides, nothing is
/// written.
@Suite struct BadInputTests {
  @Test(arguments: BadProfile.cases)
  func aBadProfileIsToldInFullAndNothingIsWritten(_ bad: BadProfile) {
    let place = BadInputFolder()
    Disk.write(place.named(bad.yaml), to: "\(place.here)/profile.yaml", mode: 0o644)
    place.expectRefusal(saying: bad.messages)
  }

  @Test(arguments: BadTemplate.cases)
  func aBadTemplateIsToldInFullAndNothingIsWritten(_ bad: BadTemplate) {
    let place = BadInputFolder()
    Disk.write(Array(bad.profile.utf8), to: "\(place.here)/profile.yaml", mode: 0o644)
    Disk.write(bad.text, to: "\(place.here)/template", mode: 0o644)
    place.expectRefusal(saying: bad.messages)
  }

  @Test func thereAreEnoughOfThem() {
    #expect(BadProfile.cases.count >= 60)
    #expect(BadTemplate.cases.count >= 20)
    #expect(Set(BadTemplate.cases.map(\.name)).count == BadTemplate.cases.count)
  }
}

/// A home with a file in it, and the folder that the bad input lies in.
private struct BadInputFolder {
  let here: String
  private let root = TemporaryFolder("b")
  private let home: String

  init() {
    here = root.makeFolder("here")
    home = root.makeFolder("me")
    Disk.write(Array("alias ll='ls -l'\n".utf8), to: "\(home)/.bashrc", mode: 0o640)
  }

  /// A text about the home of the cases, which is `/home/me`, as one about this home.
  func named(_ text: [UInt8]) -> [UInt8] {
    guard let string = String(validating: text, as: UTF8.self) else { return text }
    return Array(named(string).utf8)
  }

  private func named(_ text: String) -> String {
    // One case spells it another way.
    let own = home.split(separator: "/")
    let other = "/" + own.dropLast().joined(separator: "/") + "/./" + (own.last ?? "")
    return text.replacing("/home/./me", with: other).replacing("/home/me", with: home)
  }

  /// Runs what reads a profile, and compares all that comes of it.
  func expectRefusal(saying messages: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let before = FileTree(of: root.path)
    let expected = messages.map { named($0) + "\n" }.joined()
    for command in [["diff"], ["apply", "--yes"]] {
      let run = Run(
        [Project.program] + command + ["profile.yaml"], in: here,
        environment: ["HOME=\(home)", "SHELL=/bin/bash", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"])
      #expect(run.status == 65, "\(command)", sourceLocation: sourceLocation)
      #expect(run.out == [], "\(command)", sourceLocation: sourceLocation)
      #expect(
        String(decoding: run.err, as: UTF8.self) == expected, "\(command)", sourceLocation: sourceLocation)
    }
    #expect(FileTree(of: root.path) == before, sourceLocation: sourceLocation)
  }
}
