/// FNV-1a, 64 bits: tells whether a text is still the one that was written.
///
/// It guards against edits and torn files, not against an adversary: who can write the file can write its sum.
package struct Checksum: Hashable, Sendable {
  /// Of all the bytes so far.
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package init(of bytes: some Sequence<UInt8>) {
    update(with: bytes)
  }

  /// Goes on with more bytes.
  package mutating func update(with bytes: some Sequence<UInt8>) {
    let start = value
    // What lies in one piece is gone through as such: called from another module, this is a function of any
    // sequence whatever, and to ask that for each byte takes twenty times as long.
    let whole = bytes.withContiguousStorageIfAvailable { $0.reduce(start, Self.step) }
    value = whole ?? bytes.reduce(start, Self.step)
  }

  private static func step(_ sum: UInt64, _ byte: UInt8) -> UInt64 {
    (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// 16 hexadecimal digits.
  package var text: String { value.digits(radix: 16, count: 16) }

  /// The low half, 8 hexadecimal digits: enough to recognise a line.
  package var short: String { (value & 0xffff_ffff).digits(radix: 16, count: 8) }
}
