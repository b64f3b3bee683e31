import BerthCore
import Testing

/// Whose home a state folder is of.
@Suite struct HomeBindingTests {
  private let usual = HomeBinding.within(HomeBinding.usualPlace)
  private let below = HomeBinding.within(Bytes("state/berth".utf8))
  private let apart = home("/home/a", inode: 5, born: 1)

  private static func home(
    _ path: String, inode: Int, born: Int, host: String = "one"
  ) -> HomeBinding {
    .apart(HomeBinding.Home(path: Bytes(path.utf8), device: 1, inode: inode, born: born, host: host))
  }

  @Test func whatLiesInTheHomeGoesWithIt() {
    #expect(HomeBinding.isOwn(usual, today: usual))
    #expect(HomeBinding.isOwn(below, today: below))
    // Of a version that did not know of homes, and moved there by somebody.
    #expect(HomeBinding.isOwn(nil, today: below))
    #expect(HomeBinding.isOwn(below, today: usual) && HomeBinding.isOwn(apart, today: usual))
    // Of a home in this one, or of one that this lies in.
    #expect(!HomeBinding.isOwn(usual, today: .within(Bytes("a/.local/state/berth".utf8))))
    #expect(!HomeBinding.isOwn(usual, today: apart) && !HomeBinding.isOwn(apart, today: below))
  }

  @Test func whatLiesElsewhereTellsTheHome() {
    #expect(HomeBinding.isOwn(apart, today: apart))
    // Renamed; restored where it was; another's that has got the number of one that is gone; on another host.
    #expect(HomeBinding.isOwn(apart, today: Self.home("/home/alice", inode: 5, born: 1)))
    #expect(HomeBinding.isOwn(apart, today: Self.home("/home/a", inode: 7, born: 9)))
    #expect(!HomeBinding.isOwn(apart, today: Self.home("/home/b", inode: 6, born: 1)))
    #expect(!HomeBinding.isOwn(apart, today: Self.home("/home/b", inode: 5, born: 2)))
    #expect(!HomeBinding.isOwn(apart, today: Self.home("/home/a", inode: 5, born: 1, host: "two")))
    #expect(!HomeBinding.isOwn(nil, today: apart))
  }

  @Test func isReadAsWritten() throws {
    let odd = HomeBinding.apart(
      HomeBinding.Home(path: [0x2f, 0xff], device: 1, inode: 2, born: 3, host: "h"))
    for binding in [usual, apart, odd, nil] {
      var receipt = Receipt(transaction: "t", profile: "p")
      receipt.home = binding
      #expect(try Receipt(decoding: receipt.encoded).home == binding)
    }
  }
}
