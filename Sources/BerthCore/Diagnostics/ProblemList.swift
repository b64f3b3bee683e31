/// The problems found so far in one profile, in the order of finding.
///
/// At most `limit` are kept with their text: a file that never was a profile would otherwise be answered
/// with more lines than it has itself. The others are counted.
package struct ProblemList: Hashable, Sendable {
  /// How many problems are told in full.
  static let limit = 1000

  private var diagnostics: [Diagnostic] = []
  private var untold = 0

  package init() {}

  /// Whether nothing was found.
  package var isEmpty: Bool { diagnostics.isEmpty }

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

  /// Takes a step, and goes on without its result where it fails.
  package mutating func collect<Result>(_ step: () throws(InvalidProfile) -> Result) -> Result? {
    do throws(InvalidProfile) {
      return try step()
    } catch {
      for problem in error.told { add(problem) }
      untold += error.untold
      return nil
    }
  }

  /// Adds what another list has.
  package mutating func add(_ other: ProblemList) {
    for problem in other.diagnostics { add(problem) }
    untold += other.untold
  }

  private mutating func add(_ problem: Diagnostic) {
    if isFull { untold += 1 } else { diagnostics.append(problem) }
  }

  /// Whether one is at just that place.
  func hasProblem(at place: Place?) -> Bool { place != nil && diagnostics.contains { $0.place == place } }

  /// - Throws: all of them, if there are any.
  package func check() throws(InvalidProfile) {
    if !isEmpty { throw error }
  }

  /// All of them in the order of the text, none twice, as the error that the profile's reader throws.
  package var error: InvalidProfile {
    let order = diagnostics.indices.sorted { left, right in
      // Two problems of one place stay in the order of finding.
      switch (diagnostics[left].place, diagnostics[right].place) {
      case (let first?, let second?) where first != second: first < second
      default: left < right
      }
    }
    var sorted: [Diagnostic] = []
    for index in order where diagnostics[index] != sorted.last { sorted.append(diagnostics[index]) }
    return InvalidProfile(sorted, untold: untold)
  }
}
