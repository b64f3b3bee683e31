/// The problems found so far in one profile, in the order of finding.
///
/// At most `limit` are kept with their text: a file that never was a profile would otherwise be answered
/// with more lines than it has itself. The others are counted.
struct ProblemList: Sendable {
  /// How many problems are told in full.
  static let limit = 1000

  private var diagnostics: [Diagnostic] = []
  private var untold = 0

  /// Whether nothing was found.
  var isEmpty: Bool { diagnostics.isEmpty }

  /// Whether further problems are only counted.
  var isFull: Bool { diagnostics.count >= Self.limit }

  /// Adds one problem. The hint is worked out only if the problem is going to be told.
  mutating func report(_ message: String, at place: Place, hint: @autoclosure () -> String? = nil) {
    guard !isFull else {
      untold += 1
      return
    }
    diagnostics.append(Diagnostic(at: place, message, hint: hint()))
  }

  /// All of them in the order of the text, none twice, as the error that the profile's reader throws.
  var error: InvalidProfile {
    let order = diagnostics.indices.sorted { left, right in
      // Two problems of one place stay in the order of finding.
      switch (diagnostics[left].place, diagnostics[right].place) {
      case (let first?, let second?) where first != second: first < second
      default: left < right
      }
    }
    var sorted: [Diagnostic] = []
    for index in order where diagnostics[index] != sorted.last { sorted.append(diagnostics[index]) }
    if untold > 0 {
      sorted.append(Diagnostic(at: nil, "\(untold) more problems are not shown"))
    }
    return InvalidProfile(sorted)
  }
}
