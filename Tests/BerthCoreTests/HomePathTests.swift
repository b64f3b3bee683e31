import BerthCore
import Testing

@Suite struct HomePathTests {
  @Test(arguments: [
    ("~/.bashrc", ".bashrc"), ("~/.ssh//./config", ".ssh/config"), ("~/a/../b", "b"),
    ("/home/me/.bashrc", ".bashrc"), ("//home/./me///.bashrc", ".bashrc"), ("~/.../x", ".../x"),
    ("~/~/x", "~/x"), ("~/a b", "a b"),
  ])
  func hasOneSpelling(_ text: String, relative: String) throws {
    #expect(try HomePath(text, home: "/home/me").relative == relative)
  }

  @Test(arguments: ["/home/me/", "/home//me", "/home/./me"])
  func knowsTheHomeInAnySpelling(_ home: String) throws {
    #expect(try HomePath("/home/me/x", home: home).relative == "x")
  }

  @Test(arguments: [
    ("", HomePath.Problem.empty), (".bashrc", .relative), ("~me/x", .homeOfOther), ("$HOME/x", .variable),
    ("/etc/x", .notUnderHome), ("/home/meadow/x", .notUnderHome), ("/home/x", .notUnderHome),
    ("/x/../home/me/a", .notUnderHome), ("~/..", .leavesHome), ("~/../x", .leavesHome),
    ("~/a/../../me/x", .leavesHome), ("/home/me/../me/x", .leavesHome), ("~", .isHome), ("~/", .isHome),
    ("~/.", .isHome), ("~/a/..", .isHome), ("/home/me", .isHome), ("/home/me/", .isHome),
    ("~/a/", .namesFolder), ("~/a/.", .namesFolder), ("~/a/b/..", .namesFolder),
    ("~/a\nb", .controlCharacter), ("~/a\u{7f}", .controlCharacter), ("~/a\u{9b}2J", .controlCharacter),
    ("~/a\u{202e}b", .controlCharacter), ("~/a\u{0}", .controlCharacter),
    ("~/" + String(repeating: "x", count: 256), .tooLong),
    ("~/" + String(repeating: "x/", count: 2050) + "x", .tooLong),
  ])
  func refusesWhatIsNoFileOfTheHome(_ text: String, problem: HomePath.Problem) {
    #expect(throws: problem) { try HomePath(text, home: "/home/me") }
  }

  @Test func isNotFooledByACombiningCharacterAfterASlash() {
    // To Swift's characters, a slash with an accent is no slash; to the kernel it is.
    #expect(throws: HomePath.Problem.leavesHome) { try HomePath("~/../\u{301}x", home: "/home/me") }
    let path = HomePath(relative: "a/\u{301}b")
    #expect(path.name.utf8.elementsEqual("\u{301}b".utf8))
    #expect(path.folder?.relative == "a")
  }

  @Test func isToldApartByItsBytes() {
    #expect(HomePath(relative: "caf\u{e9}") != HomePath(relative: "cafe\u{301}"))
    #expect(Set([HomePath(relative: "caf\u{e9}"), HomePath(relative: "cafe\u{301}")]).count == 2)
  }

  @Test func hasANameAndAFolder() {
    let path = HomePath(relative: ".ssh/conf.d/x")
    #expect(path.name == "x")
    #expect(path.folder == HomePath(relative: ".ssh/conf.d"))
    #expect(path.folder?.folder?.folder == nil)
    #expect(HomePath(relative: ".ssh").appending("rc") == HomePath(relative: ".ssh/rc"))
  }

  @Test func comesRightAfterTheFolderItLiesIn() {
    let paths = ["a/b", "a-b", "a", "a/b/c", "a.b"].map(HomePath.init(relative:))
    #expect(
      paths.sorted { $0.precedesByComponents($1) }.map(\.relative) == ["a", "a/b", "a/b/c", "a-b", "a.b"])
    #expect(HomePath(relative: "a/b/c").isInside(HomePath(relative: "a")))
    #expect(!HomePath(relative: "a-b").isInside(HomePath(relative: "a")))
    #expect(!HomePath(relative: "a").isInside(HomePath(relative: "a")))
  }
}
