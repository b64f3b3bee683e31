import BerthCore
import Testing

@Suite("Texts that the doctor shows")
struct ShownTests {
  private let text = HomeAbbreviation(
    [Bytes("/home/al".utf8), Bytes("/mnt/home/al".utf8)], account: (Bytes("/root".utf8), "~root"))

  @Test(arguments: [
    ("/home/al", "~"), ("/home/al/.ssh", "~/.ssh"), ("/home/alice/x", "/home/alice/x"),
    ("/mnt/home/al/x and /home/al/y", "~/x and ~/y"), ("'/home/al/x'", "'~/x'"),
    ("/srv/home/al/x", "/srv/home/al/x"),
    ("to /root/x", "to ~root/x"), ("a=/home/al:/home/al", "a=~:~"), ("/home/al-old", "/home/al-old"),
    ("/home/al/home/al", "~/home/al"),
  ])
  func `The home is a tilde, and only the home`(_ path: String, _ shown: String) {
    #expect(text.shown(path) == shown)
  }

  @Test func `Characters that drive a terminal are spelled out`() {
    #expect(text.shown("a\u{1b}[31mb\n") == "a\\u{1b}[31mb\\n")
  }

  @Test func `A home that is the root of all is left alone`() {
    #expect(HomeAbbreviation([Bytes("/".utf8)]).shown("/x/y in /") == "/x/y in /")
  }

  @Test(arguments: [
    ("/tmp/ssh-a/agent.1", "/tmp/ssh-a/agent.1"), ("a b", "'a b'"), ("~/a b", "~/'a b'"),
    ("it's", "'it'\\''s'"),
    ("$(x)", "'$(x)'"), ("", "''"), ("=main", "=main"),
  ])
  func `A word is quoted where a shell needs it`(_ word: String, _ typed: String) {
    #expect(shellWord(word) == typed)
  }

  @Test(arguments: [
    (-5, "0 s old"), (59, "59 s old"), (60, "1 min old"), (3_599, "59 min old"), (3_600, "1 h old"),
    (172_799, "47 h old"), (172_800, "2 days old"),
  ])
  func `An age is in its largest whole unit`(_ seconds: Int, _ shown: String) {
    #expect(Age.text(seconds: seconds) == shown)
  }

  @Test func `Only listening sockets with a path are kept`() {
    let table = UnixSocketTable(
      Bytes(
        """
        Num       RefCount Protocol Flags    Type St Inode Path
        00000000945a5ebf: 00000002 00000000 00010000 0001 01 181989 /tmp/a b
        0000000090007247: 00000003 00000000 00000000 0001 03 181921 /tmp/c
        0000000090007248: 00000002 00000000 00010000 0001 01 181922
        00000000945a5ebe: 00000002 00000000 00010000 0001 01 5 /tmp/a b

        """.utf8))
    #expect(table.inodes == [Bytes("/tmp/a b".utf8): [181989, 5]])
  }
}
