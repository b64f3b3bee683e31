/// What comes after a run that has happened, or before one that is undone: steps that are all done, whichever of them
/// fails. What has failed is left for the next run.
package struct ClearingAway {
  /// What stays for good.
  package private(set) var left: [LeftAlone] = []
  /// The first failure; nil: it is complete.
  package private(set) var failure: (any Error)?

  mutating func attempt(_ step: () throws -> Void) {
    do { try step() } catch { failure = failure ?? error }
  }

  /// `step`: returns what stays for good.
  mutating func attempt(_ step: () throws -> [LeftAlone]) {
    do { left += try step() } catch { failure = failure ?? error }
  }

  /// - Returns: what stays for good.
  /// - Throws: the first failure.
  package func complete() throws -> [LeftAlone] {
    if let failure { throw failure }
    return left
  }
}
