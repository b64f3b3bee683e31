import BerthCore
import TestSupport
import Testing

@Suite struct PasswdEntryTests {
  private static let passwd = Array(
    """
    root:x:0:0:root:/root:/bin/bash
    # alice:x:1000:1000::/wrong:/bin/sh
    +nis:x:1000:1000::/wrong:/bin/sh
    short:x:1000
    long:x:1000:1000::/wrong:/bin/sh:more
    :x:1000:1000::/wrong:/bin/sh
    sign:x:+1000:1000::/wrong:/bin/sh
    blank:x: 1000:1000::/wrong:/bin/sh
    nul:x:1000:1000:\0:/wrong:/bin/sh
    nogroup:x:1000::: /wrong:/bin/sh
    alice:x:1000:1001:Alice Ångström,,,:/home/alice:
    again:x:1000:1000::/wrong:/bin/sh
    most:x:4294967295:1000::/wrong:/bin/sh
    high:x:4294967294:5::/high:/bin/zsh
    """.utf8)

  @Test func linesThatAreNoneArePassedOver() throws {
    let alice = try #require(PasswdEntry.first(of: 1000, in: Self.passwd))
    #expect(alice.name == "alice")
    #expect(alice.group == 1001)
    #expect(alice.home == Array("/home/alice".utf8))
    #expect(alice.shell == [])
    #expect(PasswdEntry.first(of: 0, in: Self.passwd)?.name == "root")
    #expect(PasswdEntry.first(of: .max, in: Self.passwd) == nil)
    #expect(PasswdEntry.first(of: .max - 1, in: Self.passwd)?.home == Array("/high".utf8))
    #expect(PasswdEntry.first(of: 7, in: Self.passwd) == nil)
  }

  @Test func bytesThatAreNoTextStayInTheHome() {
    let line = Array("ä:x:5:5::/home/".utf8) + [0xe4, 0xff] + Array(":/bin/sh\r\n".utf8)
    #expect(PasswdEntry.first(of: 5, in: line)?.home == Array("/home/".utf8) + [0xe4, 0xff])
  }

  @Test func groupsHaveTheirMembers() {
    let text = Array(
      "root:x:0:\nstaff:x:50:alice,,bob\n-x:x:1:\nnone:x:y:alice\n# c:x:2:\nlast:x:51:bob".utf8)
    let groups = GroupEntry.all(in: text)
    #expect(groups.map(\.name) == ["root", "staff", "last"])
    #expect(groups.map(\.group) == [0, 50, 51])
    #expect(groups.map(\.members) == [[], ["alice", "bob"], ["bob"]])
  }

  @Test func rubbishIsNobody() {
    var random = SeededGenerator(seed: 14)
    let alphabet = Array(":::,,\n\nabc019+-#\0 \u{ff}".utf8)
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      if let entry = PasswdEntry.first(of: 0, in: text) { #expect(!entry.name.isEmpty) }
      for group in GroupEntry.all(in: text) { #expect(!group.name.isEmpty) }
    }
  }
}
