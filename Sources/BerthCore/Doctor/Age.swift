/// How long ago something was, as a person says it.
package enum Age {
  /// - Parameter seconds: negative ones, of a clock that was put back, count as none.
  /// - Returns: `3 h old`, in the largest whole unit.
  package static func text(seconds: Int) -> String {
    switch max(0, seconds) {
    case let seconds where seconds < 60: "\(seconds) s old"
    case let seconds where seconds < 3_600: "\(seconds / 60) min old"
    case let seconds where seconds < 48 * 3_600: "\(seconds / 3_600) h old"
    case let seconds: "\(seconds / 86_400) days old"
    }
  }
}
