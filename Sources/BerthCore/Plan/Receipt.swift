/// What was installed last, and what was there before: one JSON file in the state folder.
package struct Receipt: Hashable, Sendable {
  /// Which run wrote it. A journal that names the same run is done with.
  package var transaction: String
  /// Whose home it is of; nil: a version wrote it that did not say.
  package var home: HomeBinding?
  /// The profile, as it was named on the command line.
  package var profile: String
  /// The `--set` options of that run.
  package var settings: [Setting]
  /// The targets, in the profile's order.
  package var entries: [Entry]
  /// The folders that were made, in the order of making.
  package var folders: [HomePath]
  /// What the installed files make at run time.
  package var leftovers: [LeftoverPattern]
  /// The symlinks that lay at leftovers' places before us: they stay.
  package var older: [OlderLink] = []

  /// How many folders above the state folder were made for it.
  package var stateFolders = 0

  package init(
    transaction: String, profile: String, settings: [Setting] = [], entries: [Entry] = [],
    folders: [HomePath] = [], leftovers: [LeftoverPattern] = []
  ) {
    self.transaction = transaction
    self.profile = profile
    self.settings = settings
    self.entries = entries
    self.folders = folders
    self.leftovers = leftovers
  }

  /// That of a home in which nothing is installed.
  package static let empty = Receipt(transaction: "", profile: "")

  /// What is installed; nil if nothing is.
  package var choice: ProfileChoice? {
    entries.isEmpty ? nil : ProfileChoice(profile, settings: settings)
  }

  /// One target.
  package struct Entry: Hashable, Sendable {
    /// The target.
    package var path: HomePath
    /// Whether a block was written, and not the whole file.
    package var isBlock: Bool
    /// The whole file, or the block's text with line feeds.
    package var written: Bytes
    /// The mode that we gave the file; of a block: only if the entry sets one.
    package var mode: Mode?
    /// What was there before.
    package var original: Original
    /// What was to be run after it changed.
    package var reload: Reload?
    /// Recipes' lines that were taken out of the user's part, in that order.
    package var taken: [TakenLines]

    /// Whether nothing was written there at all, and lines alone were taken out.
    package var isTakingOnly: Bool { isBlock && written.isEmpty && !taken.isEmpty }

    /// The name of its original in `originals/`; nil: none is kept.
    package var storedOriginal: String? {
      if case .file(let stored, _) = original { stored } else { nil }
    }

    package init(
      path: HomePath, isBlock: Bool, written: Bytes, mode: Mode?, original: Original,
      reload: Reload?, taken: [TakenLines] = []
    ) {
      self.path = path
      self.isBlock = isBlock
      self.written = written
      self.mode = mode
      self.original = original
      self.reload = reload
      self.taken = taken
    }
  }

  /// What was there before us.
  package enum Original: Hashable, Sendable {
    case absent
    /// A file, kept under this name in `originals/`.
    case file(stored: String, mode: Mode)
    /// A file of which nothing has to be kept: all that was in it is in it still.
    case there(mode: Mode)

    /// Nil: there was no file.
    var mode: Mode? {
      switch self {
      case .absent: nil
      case .file(_, let mode), .there(let mode): mode
      }
    }

    /// The same file with another mode.
    func with(_ mode: Mode) -> Original {
      switch self {
      case .absent: .absent
      case .file(let stored, _): .file(stored: stored, mode: mode)
      case .there: .there(mode: mode)
      }
    }
  }
}
