import BerthCore
import BerthHost
import TestSupport
import Testing

@Suite struct BuiltInsTests {
  @Test func everyFileOfTheTwoFoldersIsInTheProgram() {
    let profiles = BuiltIns.profileNames.map { "profiles/\($0).yaml" }
    #expect(profiles.sorted() == Project.files(under: "profiles"))
    #expect(BuiltIns.templateNames.map { "templates/\($0)" }.sorted() == Project.files(under: "templates"))
  }

  @Test func theyHoldWhatTheFilesHold() {
    for name in BuiltIns.templateNames {
      #expect(BuiltIns.template(name) == Project.bytes(of: "templates/\(name)"))
    }
    for name in BuiltIns.profileNames {
      #expect(BuiltIns.profile(name) == Project.bytes(of: "profiles/\(name).yaml"))
    }
  }

  /// What stands twice, in `default` and in the profile of the program, is the same but for the condition.
  @Test(arguments: ["tmux", "screen"])
  func theDefaultHasTheEntriesOfItsParts(name: String) throws {
    let store = ProfileStore(homePath: "/home/me")
    let whole = try store.profile("default").entries
    for entry in try store.profile(name).entries {
      let same = try #require(whole.first { $0.path == entry.path })
      #expect(same.templates.map(\.name) == entry.templates.map(\.name))
      #expect(same.patch == entry.patch && same.blockPlace == entry.blockPlace && same.vars == entry.vars)
      #expect(same.mode == entry.mode)
    }
  }

  @Test(arguments: BuiltIns.profileNames)
  func everyBuiltInProfileRenders(name: String) throws {
    let store = ProfileStore(homePath: "/home/me")
    let profile = try store.profile(name)
    let templates = store.templates(of: profile)
    for entry in profile.entries {
      _ = try profile.desiredFile(entry, from: templates, settings: [:])
      _ = try profile.desiredFile(entry, from: templates, settings: ["per_host": .bool(true)])
    }
  }
}
