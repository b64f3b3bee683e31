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
    result += scalar.visible
  }
  return result + "'"
}

extension Unicode.Scalar {
  /// Whether it does something to a terminal or to a line instead of being shown: C0, DEL and C1, the two
  /// Unicode separators, and the characters that turn the direction of what stands around them.
  package var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0: true
    case 0x061c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  /// Itself, or what stands for a control character.
  fileprivate var visible: String {
    switch self {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where isControl: "\\u{\(String(value, radix: 16))}"
    default: String(self)
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

  /// The same text with `\n`, `\t` or `\u{1b}` for its control characters.
  package var withVisibleControls: String {
    hasControlCharacter ? unicodeScalars.reduce(into: "") { $0 += $1.visible } : self
  }
}
