import Glibc

/// What the walk leaves out as long as berth is known not to stand it. Each is a defect that waits to be mended, and the
/// list is to be empty.
///
/// `WALK_WITHOUT=foreignHome,oddTexts` leaves out others, and `WALK_WITHOUT=` none.
enum Hazard: String, CaseIterable {
  /// Another home with the same state folder.
  case foreignHome
  /// Folders with the sticky bit.
  case stickyFolders
  /// Files with bits above the nine.
  case specialBits
  /// The owner sets modes.
  case modes
  /// A file of the owner's where berth had made one, with another mode than berth's.
  case filesOverOurs
  /// Two targets that are one file.
  case sameFiles
  /// A file with several names that its owner may not write.
  case lockedNames
  /// Templates that hold a marker line, or end in a carriage return.
  case oddTexts
  /// Templates that the owner has in a file already.
  case twins
  /// The state folder is removed.
  case lostState
  /// A block is indented, commented out or respelled.
  case indentedBlocks
  /// Where something is kept is not said.
  case unnamedKept
  /// An original is held back and not put into `kept/`.
  case forgottenOriginals
  /// Leftovers that another one covers as well.
  case crossedPatterns
  /// Calls that fail, kills and limits.
  case faults
  /// The state folder is lost after a later profile has set another mode, of which the marker says nothing.
  case lostModes
  /// Recipes are taken out while a profile leaves their file: that takes a second apply.
  case recipesOnLeaving
  /// Links that were there before.
  case olderLinks

  private static let known: Set<Hazard> = []

  /// Whether it is left out.
  var isOff: Bool { Self.off.contains(self) }

  private static let off: Set<Hazard> = {
    guard let text = getenv("WALK_WITHOUT") else { return known }
    return Set(String(cString: text).split(separator: ",").compactMap { Hazard(rawValue: String($0)) })
  }()
}
