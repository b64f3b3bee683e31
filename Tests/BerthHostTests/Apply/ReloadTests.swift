import BerthCore
import BerthHost
import Testing

@Suite struct ReloadTests {
  @Test func aCommandThatWorksSaysNothing() {
    #expect(Reload("true").run(home: Bytes("/".utf8)) == nil)
  }

  @Test func whatGoesWrongIsTold() {
    #expect(Reload("sh -c 'exit 3'").run(home: Bytes("/".utf8)) == "it gave exit status 3")
    #expect(Reload("berth-has-no-such-command").run(home: Bytes("/".utf8)) == "No such file or directory")
    #expect(Reload("sh -c 'kill -9 $$'").run(home: Bytes("/".utf8)) == "it was ended by signal 9")
  }

  @Test func theHomeIsExpandedAndNothingElse() {
    #expect(Reload("test ~/x = /h/x").run(home: Bytes("/h".utf8)) == nil)
    #expect(Reload("test $HOME = '$HOME'").run(home: Bytes("/h".utf8)) == nil)
    #expect(Reload("test a;b = 'a;b'").run(home: Bytes("/h".utf8)) == nil)
    #expect(Reload("test '~/x' = /h/x").run(home: Bytes("/h".utf8)) == "it gave exit status 1")
  }

  /// A list's words come out of the text that they are kept as.
  @Test(arguments: [
    ["a"], ["", " ", "a b"], ["it's", "\"", "\\", "$HOME", "a;b"], ["~", "x~/y", "'~/x'"],
    ["line\nline\n", "\t"], ["'\u{301}x", "a'\u{301}"], ["é "],
  ])
  func wordsOfAListStayWhole(_ words: [String]) throws {
    #expect(try ReloadWords(Reload(words: words).command, home: Bytes("/h".utf8)).words == words.bytes)
  }

  @Test func aWordsHomeIsExpanded() throws {
    #expect(
      try ReloadWords(Reload(words: ["~/it's", "~/"]).command, home: [0x2f, 0xff]).words
        == ["/it's", "/"].map { [0x2f, 0xff] + Bytes($0.utf8) })
  }

  @Test func aCommandThatHangsIsEnded() {
    let start = ContinuousClock.now
    #expect(Reload("sleep 60").run(home: Bytes("/".utf8)) == "it took longer than 5 s and was ended")
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func aChildInTheBackgroundIsNotWaitedFor() {
    let start = ContinuousClock.now
    #expect(Reload("sh -c 'sleep 3 & exit 0'").run(home: Bytes("/".utf8)) == nil)
    #expect(ContinuousClock.now - start < .seconds(2))
  }
}
