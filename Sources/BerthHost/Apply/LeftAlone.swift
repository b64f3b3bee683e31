package import BerthCore

/// A target that undoing a run has not given back, since it held neither what was there before nor what the run wrote.
package struct LeftAlone: Hashable, Sendable {
  /// The target.
  package let path: HomePath
  /// Where what was there before is kept now, or what somebody has saved meanwhile, as messages show it; nil: nothing was there.
  package let kept: String?
}
