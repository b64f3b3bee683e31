/// One file before and after, for a patch.
package struct FileDifference: Sendable {
  /// Relative to the home, without a leading slash: `.ssh/rc`. Any characters but NUL.
  package var path: String
  /// Content and mode before; nil where there is no such file.
  package var old: (bytes: Bytes, mode: Mode)?
  /// Content and mode after; nil where there is to be no such file.
  package var new: (bytes: Bytes, mode: Mode)?

  package init(path: String, old: (bytes: Bytes, mode: Mode)?, new: (bytes: Bytes, mode: Mode)?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// Whether a patch has nothing to say of this file: the same bytes and mode bits, or absent both times.
  package var isEmpty: Bool {
    switch (old, new) {
    case (nil, nil): true
    case (let old?, let new?): old.mode.permissions == new.mode.permissions && !contentDiffers
    default: false
    }
  }

  /// Whether lines come or go; an absent file has none.
  var contentDiffers: Bool { !CommonEnds.areEqual(old?.bytes ?? [], new?.bytes ?? []) }
}
