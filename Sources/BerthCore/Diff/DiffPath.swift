/// A path as the headers of a git patch write it, with `a/` or `b/` before it.
///
/// git's rule (`quote.c`, with `core.quotePath=false`): a path with a control character, a quotation mark
/// or a backslash stands in quotation marks, with C's escapes. Three things are ours. A path with a C1 control
/// (U+0080 to U+009F) is quoted as well, as terminals obey those too. So is one that ends in a space: GNU
/// patch 2.7.6 does not find it otherwise. And other letters beyond ASCII stay as they are, where git by
/// default writes their bytes in octal: GNU patch and `git apply` read both, people only the one.
struct DiffPath {
  private let plain: Bytes
  private let needsQuotes: Bool
  private let hasSpace: Bool

  /// - Parameter path: relative to the home, without a leading slash.
  init(_ path: String) {
    plain = Bytes(path.utf8)
    needsQuotes = plain.last == UInt8(ascii: " ") || path.unicodeScalars.contains { $0.needsEscape }
    hasSpace = plain.contains(UInt8(ascii: " "))
  }

  /// As the `diff --git` line has it.
  ///
  /// `prefix`: `a/` or `b/`.
  /// `alone`: no `---` and `+++` lines follow. GNU patch has then only this line to take the name from and
  /// ends it at a space, so that a name with one has to be quoted. git does not write that, and reads it
  /// well.
  func inHeading(prefix: String, alone: Bool) -> Bytes {
    written(prefix: prefix, quoted: needsQuotes || (alone && hasSpace))
  }

  /// As a `---` or `+++` line has it. A tab ends a name with spaces: without, patch(1) takes what comes
  /// behind the space for a time stamp.
  ///
  /// `prefix`: `a/` or `b/`.
  func inFileLine(prefix: String) -> Bytes {
    written(prefix: prefix, quoted: needsQuotes) + (hasSpace ? [UInt8(ascii: "\t")] : [])
  }

  private func written(prefix: String, quoted: Bool) -> Bytes {
    guard quoted else { return Bytes(prefix.utf8) + plain }
    var text = Bytes("\"\(prefix)".utf8)
    for scalar in String(decoding: plain, as: UTF8.self).unicodeScalars {
      scalar.appendEscaped(to: &text)
    }
    text.append(UInt8(ascii: "\""))
    return text
  }
}

extension Unicode.Scalar {
  fileprivate var needsEscape: Bool {
    value < 0x20 || (0x7f..<0xa0).contains(value) || self == "\"" || self == "\\"
  }

  fileprivate func appendEscaped(to text: inout Bytes) {
    let letter: Unicode.Scalar
    switch self {
    case "\"", "\\": letter = self
    case "\u{07}": letter = "a"
    case "\u{08}": letter = "b"
    case "\t": letter = "t"
    case "\n": letter = "n"
    case "\u{0b}": letter = "v"
    case "\u{0c}": letter = "f"
    case "\r": letter = "r"
    default:
      for byte in UTF8.encode(self)! {
        if needsEscape {
          text.append(UInt8(ascii: "\\"))
          for shift in [6, 3, 0] { text.append(UInt8(ascii: "0") + (byte >> UInt8(shift)) & 7) }
        } else {
          text.append(byte)
        }
      }
      return
    }
    text.append(UInt8(ascii: "\\"))
    text.append(UInt8(ascii: letter))
  }
}
