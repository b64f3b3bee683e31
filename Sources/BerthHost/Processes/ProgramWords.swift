import CSystemCalls

/// The words that the program was called with, as the system handed them to it at its start.
package enum ProgramWords {
  /// All but the program's name; nil where there is not even that: then nobody knows what was asked for.
  package static var own: [String]? {
    guard berth_words_count() > 0 else { return nil }
    return (1..<max(1, berth_words_count())).compactMap(word)
  }

  /// What the program was called as: `berth`, `./berth`.
  static var name: String { word(0) ?? "berth" }

  /// Bytes that are no UTF-8 are replaced by U+FFFD.
  private static func word(_ index: Int32) -> String? { berth_word(index).map { String(cString: $0) } }
}
