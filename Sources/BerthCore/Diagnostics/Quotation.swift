/// What a person wrote, as messages repeat it: in single quotes, on one line, never longer than a line
/// can bear.
///
/// Control characters, which could drive the terminal, come out as `\n`, `\t` or `\u{1b}`; of a long text the
/// first 60 characters and an ellipsis.
package func quoted(_ text: String) -> String {
  let limit = 60
  var result = "'"
  var count = 0
  for scalar in text.unicodeScalars {
    guard count < limit else {
      result += "…"
      break
    }
    count += 1
    switch scalar {
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case _ where scalar.isControl: result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "'"
}

extension Unicode.Scalar {
  /// Whether it does something to a terminal or to a line instead of being shown: C0, DEL and C1, the two
  /// Unicode separators, and the characters that turn the direction of what follows.
  package var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0: true
    case 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// Whether any of its characters is a control character; see `Unicode.Scalar.isControl`.
  package var hasControlCharacter: Bool {
    var view = self
    return view.withUTF8 { bytes in
      guard bytes.contains(where: { $0 < 0x20 || $0 >= 0x7f }) else { return false }
      return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains(where: \.isControl)
    }
  }
}
