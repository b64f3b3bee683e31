/// A text that is not JSON, or not JSON as Berth writes it.
package struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Problem: Hashable, Sendable {
    /// The text ends within a value.
    case unexpectedEnd
    /// A byte that cannot stand here, by its value.
    case unexpectedByte(UInt8)
    /// Something follows the value.
    case trailingText
    case byteOrderMark
    /// A number with a fraction or an exponent.
    case notWhole
    /// A whole number outside the 64 bits.
    case outOfRange
    case leadingZero
    case duplicateKey(String)
    case invalidUTF8
    /// A control character in a string that is not escaped, by its value.
    case bareControl(UInt8)
    case unknownEscape
    /// One half of a surrogate pair without the other.
    case loneSurrogate
    /// More arrays and objects within each other than this.
    case tooDeep(limit: Int)
  }

  /// What is wrong.
  package let problem: Problem
  /// Counted from 1.
  package let line: Int
  /// Counted from 1, in Unicode scalars.
  package let column: Int

  package init(_ problem: Problem, line: Int, column: Int) {
    self.problem = problem
    self.line = line
    self.column = column
  }

  /// `offset`: where in the text the problem is, in bytes from its start.
  init(_ problem: Problem, at offset: Int, in text: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var column = 1
    for byte in text[..<offset] {
      if byte == lineFeed {
        line += 1
        column = 1
      } else if byte & 0xc0 != 0x80 {
        column += 1
      }
    }
    self.init(problem, line: line, column: column)
  }
}

extension JSONError: CustomStringConvertible {
  /// `3:14: duplicate key 'path'`
  package var description: String { "\(line):\(column): \(problem)" }
}

extension JSONError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unexpectedEnd: "the text ends too early"
    case .unexpectedByte(let byte): "unexpected \(Self.name(of: byte))"
    case .trailingText: "text after the value"
    case .byteOrderMark: "a byte order mark; JSON has none"
    case .notWhole: "not a whole number"
    case .outOfRange: "a number beyond 64 bits"
    case .leadingZero: "a number with a leading zero"
    case .duplicateKey(let key): "duplicate key '\(key)'"
    case .invalidUTF8: "bytes that are not UTF-8"
    case .bareControl(let byte): "\(Self.name(of: byte)) in a string; it has to be escaped"
    case .unknownEscape: "unknown escape in a string"
    case .loneSurrogate: "one half of a surrogate pair in a string"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    }
  }

  private static func name(of byte: UInt8) -> String {
    if (0x20..<0x7f).contains(byte) { return "'\(Unicode.Scalar(byte))'" }
    let digits = String(byte, radix: 16)
    return "byte 0x" + (digits.utf8.count == 1 ? "0" : "") + digits
  }
}
