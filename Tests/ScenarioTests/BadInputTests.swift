import Glibc
import TestSupport
import Testing

/// Bad profiles and templates, given to the built program: everything is said, nothing is printed besides, nothing is
/// written. With `BERTH_RECORD=1` in the environment what is said is written into the files, as with stories.
@Suite struct BadInputTests {
  private static let folder = "Tests/ScenarioTests/bad"

  @Test(arguments: Project.files(under: folder))
  func itIsToldInFullAndNothingIsWritten(_ file: String) {
    let isTemplate = file.hasPrefix("\(Self.folder)/templates/")
    let expected = BadInput.cases(in: file)
    let said = expected.map { bad in
      var bad = bad
      let place = BadInputFolder()
      if isTemplate { Disk.write(bad.text, to: "\(place.here)/template", mode: 0o644) }
      bad.messages = place.refusal(of: isTemplate ? Array(bad.profile.utf8) : bad.text)
      return bad
    }
    #expect(expected.count >= 10 && Set(expected.map(\.title)).count == expected.count)
    for (expected, said) in zip(expected, said) where said.messages != expected.messages {
      Issue.record("\(file), \(said.title): \(said.messages.joined(separator: "\n"))")
    }
    if getenv("BERTH_RECORD") != nil {
      Disk.write(Array(BadInput.file(of: said).utf8), to: "\(Project.folder)/\(file)")
    }
  }

  @Test func nestingHasALimit() {
    let brackets = String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
    #expect(
      BadInputFolder().refusal(of: Array("version: 1\nvars: \(brackets)\n".utf8))
        == ["profile.yaml:2:38: lists and mappings lie more than 32 deep in each other"])
  }

  @Test func whatGoesBeyondAThousandProblemsIsCounted() {
    let keys = (1...1234).map { "unknown\($0): x\n" }.joined()
    let said = BadInputFolder().refusal(of: Array("version: 1\nfiles: []\n\(keys)".utf8))
    #expect(said.count == 1001 && said.last == "234 more problems are not shown")
  }

  @Test func aProfileHasALimit() {
    #expect(
      BadInputFolder().refusal(of: [UInt8](repeating: 0x0a, count: (8 << 20) + 1))
        == ["profile.yaml:1:1: the profile is larger than 8 MiB; split it, and join the parts with 'extends'"]
    )
  }
}

/// A home with a file in it, and the folder that the bad input lies in.
private struct BadInputFolder {
  let here: String
  private let root = Scratch("b")
  private let home: String

  init() {
    here = root.makeFolder("here")
    home = root.makeFolder("me")
    Disk.write(Array("alias ll='ls -l'\n".utf8), to: "\(home)/.bashrc", mode: 0o640)
  }

  /// Gives a profile to what reads one.
  ///
  /// - Returns: what is said, a line each; with what else should not be.
  func refusal(of profile: [UInt8]) -> [String] {
    Disk.write(replacing("/home/me", with: home, in: profile), to: "\(here)/profile.yaml", mode: 0o644)
    let before = FileTree(of: root.path)
    let runs = [["diff"], ["apply", "--yes"]].map {
      Command([Built.berth] + $0 + ["profile.yaml"]).in(here)
        .env(["HOME": home, "SHELL": "/bin/bash", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]).run()
    }
    var said = replacing(home, with: "/home/me", in: runs[0].errors).split(separator: 0x0a)
      .map { String(decoding: $0, as: UTF8.self) }
    if runs[0] != runs[1] { said.append("apply and diff say different things") }
    if runs[0].status != 65 { said.append("exit \(runs[0].status)") }
    if !runs[0].out.isEmpty { said.append("something is printed") }
    if FileTree(of: root.path) != before { said.append("something is written") }
    return said
  }

  /// One home's path for the other's; the files spell it another way once.
  private func replacing(_ path: String, with other: String, in bytes: [UInt8]) -> [UInt8] {
    func dotted(_ path: String) -> String { path.replacing("/me", with: "/./me") }
    return bytes.replacing(Array(path.utf8), with: Array(other.utf8))
      .replacing(Array(dotted(path).utf8), with: Array(dotted(other).utf8))
  }
}
