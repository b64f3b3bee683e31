/// A text for a person at a terminal. What stands in the program's source is printed as it stands there; whatever is
/// put into it (names, paths, what links hold and other programs say) has its control characters made visible, so that
/// nothing of it drives the terminal or passes for a line of ours.
///
///     let text: TerminalText = "! \(path)  \(conflict)\n"
package struct TerminalText: ExpressibleByStringInterpolation, Hashable, Sendable {
  /// As it goes to the terminal.
  package private(set) var printed: String

  package init(stringLiteral text: String) { printed = text }

  package init(stringInterpolation parts: StringInterpolation) { printed = parts.printed }

  /// A text of several lines, which stay lines.
  package init(lines text: String) {
    printed = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0).withVisibleControls
    }
    .joined(separator: "\n")
  }

  /// What is put in, in its style.
  ///
  /// `code`: SGR parameters, as terminals take them: `1;31`.
  init(_ text: String, painted code: String) {
    printed = "\u{1b}[\(code)m\(text.withVisibleControls)\u{1b}[m"
  }

  package static func + (left: TerminalText, right: TerminalText) -> TerminalText {
    var text = left
    text += right
    return text
  }

  package static func += (left: inout TerminalText, right: TerminalText) { left.printed += right.printed }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var printed = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) { printed += text }

    package mutating func appendInterpolation(_ text: TerminalText) { printed += text.printed }

    package mutating func appendInterpolation(_ value: some Any) {
      printed += "\(value)".withVisibleControls
    }
  }
}

extension [TerminalText] {
  /// All of them, one behind the other.
  package func joined() -> TerminalText { reduce(into: "") { $0 += $1 } }
}
