package import BerthCore

/// What a run leaves as it is, though it should have been given back or removed.
package enum LeftAlone: Hashable, Sendable {
  /// A target that undoing a run has not given back, since it held neither what was there before nor what the run wrote.
  ///
  /// `kept`: where what was there before is kept now, or what somebody has saved meanwhile, as messages show it; nil:
  /// nothing was there.
  case changed(HomePath, kept: String?)
  /// A folder or a link that its owner may not remove, however often it is tried.
  case denied(SystemFailure)
}
