/// What cksum(1) prints of a text: the one sum that every POSIX system can make.
package struct PortableSum: Hashable, Sendable {
  private var sum: UInt32 = 0
  private var count = 0

  package init(of bytes: some Sequence<UInt8>) {
    for byte in bytes {
      step(byte)
      count += 1
    }
    var rest = count
    while rest != 0 {
      step(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// `2012734387 828`: the sum, and how many bytes.
  package var text: String { "\(~sum) \(count)" }

  private mutating func step(_ byte: UInt8) {
    sum = sum << 8 ^ Self.table[Int(UInt8(truncatingIfNeeded: sum >> 24) ^ byte)]
  }

  /// Source: POSIX, cksum: the generating polynomial of ISO/IEC 8802-3.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte) << 24) { sum, _ in sum << 1 ^ (sum >> 31 == 1 ? 0x04c1_1db7 : 0) }
  }
}
