/// Writes values into a text so that its language reads each of them as that value and never as code.
///
/// It is shown every byte of the text, because what a value must be written like depends on where it
/// stands: after a keyword that takes `%` tokens, in a comment, inside quotes.
protocol Quoter {
  /// Reads on in the rendered text.
  mutating func read(_ text: ArraySlice<UInt8>)

  /// The value as it has to stand at the end of what has been read. It is not read yet.
  ///
  /// - Throws: why the language cannot hold this value in this place.
  mutating func quote(_ value: String, before next: UInt8?) throws(QuotingProblem) -> Bytes

  /// What the text read since the last value has shown to be wrong with that value's line.
  var lateProblem: QuotingProblem? { get }

  /// Whether the text behind the last value may still show such a thing.
  var awaitsMore: Bool { get }
}

extension Quoter {
  var lateProblem: QuotingProblem? { nil }
  var awaitsMore: Bool { false }
}

/// The lenient mode's: one escape, wherever the value stands.
struct EscapingQuoter: Quoter {
  let escape: (String) -> String

  mutating func read(_ text: ArraySlice<UInt8>) {}

  mutating func quote(_ value: String, before next: UInt8?) -> Bytes { Bytes(escape(value).utf8) }
}

/// A value, told apart by what it stands for.
enum QuotableValue {
  case text(Bytes)
  /// `~`, or `~/` and the rest: a path in the home of whoever reads the text. The rest is without the slash;
  /// nil for the home itself.
  case home(rest: Bytes?)

  /// - Throws: for a NUL, which none of the languages can hold.
  init(_ value: String) throws(QuotingProblem) {
    let bytes = Bytes(value.utf8)
    if bytes.contains(0) { throw .nul }
    if value == "~" {
      self = .home(rest: nil)
    } else if bytes.starts(with: "~/".utf8) {
      self = .home(rest: Bytes(bytes.dropFirst(2)))
    } else {
      self = .text(bytes)
    }
  }
}

extension String {
  /// Whether it would end the line that it is put into.
  var hasLineBreak: Bool { utf8.contains { $0 == lineFeed || $0 == 0x0D } }
}
