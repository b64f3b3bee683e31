import Glibc
import TestSupport
import Testing

/// Plays every story in `stories/`. With `BERTH_RECORD=1` in the environment, what happens is written into the files, to
/// be looked at as a diff; a test whose file has changed fails then, so that nothing passes unseen.
///
/// Stories are played side by side, as many at once as the test library has threads: one a processor.
@Suite struct StoryTests {
  static let folder = "Tests/ScenarioTests/stories"
  static let names = Project.files(under: folder).map { String($0.dropFirst(folder.count + 1)) }

  @Test(arguments: names)
  func isAsItIsTold(_ name: String) throws {
    let path = "\(Self.folder)/\(name)"
    let story = try StoryReader.story(name, String(decoding: Project.bytes(of: path), as: UTF8.self))
    let played = StoryRun(story).play()
    if getenv("BERTH_RECORD") != nil {
      guard played != story.parts else { return }
      Disk.write(Array(Story.text(of: played).utf8), to: "\(Project.folder)/\(path)")
      Issue.record("\(name) has been recorded: look at it, and run the tests without BERTH_RECORD")
      return
    }
    for (told, played) in zip(story.parts, played) where told != played {
      Issue.record("\(name): expected\n\(Story.text(of: [told]))but it was\n\(Story.text(of: [played]))")
    }
  }

  @Test func thereAreStories() {
    #expect(Self.names.count >= 25)
  }
}
