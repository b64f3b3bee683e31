/// The byte that ends a line. A carriage return before it belongs to the line.
package let lineFeed: UInt8 = 0x0a

/// A blank, a tab, or what else may stand invisibly at a line's end.
package func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0d).contains(byte) && byte != lineFeed
}

extension UInt8 {
  /// `0` to `9`.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// A letter of ASCII, a digit or an underscore: what the shell makes names of.
  var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: isDigit
    }
  }
}

extension Sequence<UInt8> {
  /// Digits, and nothing else: the one value that needs no quotes in any language.
  var isDigits: Bool {
    var isEmpty = true
    for byte in self {
      guard byte.isDigit else { return false }
      isEmpty = false
    }
    return !isEmpty
  }
}
