import BerthCore

/// The names of what Berth makes beside something of the user's until it takes its place: of a form that nobody else
/// uses.
enum TemporaryName {
  /// What they begin with; a run's token follows.
  static let start = ".berth-"

  /// A new one, which nobody can guess.
  static func new(using random: inout some RandomNumberGenerator) -> String { start + token(using: &random) }

  /// 16 hexadecimal digits that nobody can guess.
  static func token(using random: inout some RandomNumberGenerator) -> String {
    random.next().digits(radix: 16, count: 16)
  }

  /// Whether a name is one.
  static func isOne(_ name: String) -> Bool {
    name.hasPrefix(start) && name.utf8.count == start.utf8.count + 16
      && name.dropFirst(start.count).allSatisfy(\.isHexDigit)
  }
}
