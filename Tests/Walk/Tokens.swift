import TestSupport

/// A line that an owner wrote has a token in it, which no other line has: `tok17`.
typealias Token = Int

extension FileTree {
  /// Where each token is.
  var tokens: [Token: Set<String>] {
    var found: [Token: Set<String>] = [:]
    for (path, node) in nodes {
      guard let bytes = node.bytes else { continue }
      for token in Self.tokens(in: bytes) { found[token, default: []].insert(path) }
    }
    return found
  }

  /// The tokens of a text, in their order.
  static func tokens(in bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index + 3 < bytes.count {
        guard bytes[index] == UInt8(ascii: "t"), bytes[index + 1] == UInt8(ascii: "o"),
          bytes[index + 2] == UInt8(ascii: "k")
        else {
          index += 1
          continue
        }
        index += 3
        var number = 0
        var isNumber = false
        while index < bytes.count, case 0x30...0x39 = bytes[index], number < 1 << 30 {
          number = number * 10 + Int(bytes[index]) - 0x30
          isNumber = true
          index += 1
        }
        if isNumber { tokens.append(number) }
      }
    }
    return tokens
  }
}
