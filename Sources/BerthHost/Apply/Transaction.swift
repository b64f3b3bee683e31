package import BerthCore
import Glibc

/// Carries out a plan: all of it, or nothing.
///
/// What is replaced and what is to come is put into the state folder first, with a journal that tells. Then all new
/// files are prepared beside their targets; only when that has worked for every one of them, each takes its
/// target's place. The moment at which the run has happened is the renaming of the receipt.
package struct Transaction {
  private let home: Home
  private let state: StateFolder
  private let location: StateLocation

  /// Why nothing was done.
  package enum Failure: Error {
    /// A target is no longer as it was planned for; all that had been begun is undone, but where somebody has
    /// written since.
    case changedMeanwhile(HomePath, [LeftAlone])
    /// Something failed; all that had been begun is undone, likewise.
    case undone(any Error, [LeftAlone])
    /// Something failed, and undoing failed as well; the journal stays for the next run.
    case stuck(any Error, undoing: any Error)
  }

  package init(home: Home, lock: StateLock, location: StateLocation) {
    self.home = home
    state = lock.state
    self.location = location
  }

  /// `plan`: without conflicts, made while the lock was held.
  /// `verb`: `apply` or `uninstall`, for the message of a run that finds this one interrupted.
  ///
  /// - Returns: what has been cleared away; the plan's reloads are to be run, and then `Recovery.close`.
  /// - Throws: `Failure`.
  package func apply(_ plan: Plan, verb: String) throws -> ClearingAway {
    precondition(plan.conflicts.isEmpty, "a plan with conflicts is not to be applied")
    let signals = SignalMask()
    defer { signals.restore() }
    let journal: Journal
    do {
      var random = SystemRandomNumberGenerator()
      let archives = try StateFolder.Archive.allCases.map { ($0, Set(try state.names(in: $0))) }
      journal = Journal(
        plan, verb: verb, of: try state.binding(), archived: Dictionary(uniqueKeysWithValues: archives),
        using: &random)
    } catch {
      throw Failure.undone(error, [])
    }
    var begun = Begun()
    do {
      try prepare(plan, journal)
      try stage(plan, journal, &begun)
      try state.writeNext(StateFolder.receiptName, journal.receipt(of: plan).encoded)
      try state.sync()
      try put(plan, journal, &begun)
      try state.putNext(StateFolder.receiptName)
    } catch {
      do {
        // The renaming may have happened although seeing it to the disk failed.
        if try journal.hasHappened(by: state.loadReceipt()) { return finish(journal) }
      } catch let second {
        throw Failure.stuck(error, undoing: second)
      }
      try undo(journal, begun, because: error)
    }
    return finish(journal)
  }

  /// What has been made in the home before any target changed.
  private struct Begun {
    var folders: [HomePath] = []
    /// How many files may have been prepared, from the first target.
    var prepared = 0
    /// How many targets may have changed, from the first.
    var targets = 0
  }

  /// A target is no longer as it was planned for.
  private struct Changed: Error {
    let path: HomePath
  }

  /// Into the state folder: what is replaced, the journal, and then what is preserved for longer than this run.
  private func prepare(_ plan: Plan, _ journal: Journal) throws {
    var images: [(place: String, bytes: Bytes)] = []
    var places: [String: String] = [:]
    for (target, change) in zip(journal.targets, plan.changes.filter(\.writes)) {
      if let image = target.before, let before = change.before {
        images.append((image.stored, before.bytes))
        places[change.path.storedName(of: before.bytes)] = image.stored
      }
      if let stored = target.storedNew, let after = change.after { images.append((stored, after.bytes)) }
    }
    try state.writeImages(images)
    try state.writeNext(StateFolder.journalName, journal.encoded)
    try state.putNext(StateFolder.journalName)
    for archive in StateFolder.Archive.allCases {
      try state.preserve(plan.files(for: archive), in: archive, images: places)
    }
  }

  /// Folders, and the new content beside its targets. No target has changed yet.
  private func stage(_ plan: Plan, _ journal: Journal, _ begun: inout Begun) throws {
    for folder in journal.folders {
      begun.folders.append(folder)
      try unlessSwapped(folder) { () throws(SystemFailure) in
        do throws(SystemFailure) {
          try home.makeFolder(folder)
        } catch {
          // One that somebody else has made meanwhile is not ours to remove.
          if error.code == EEXIST { begun.folders.removeLast() }
          throw error
        }
      }
    }
    for (target, change) in zip(journal.targets, plan.changes.filter(\.writes)) {
      begun.prepared += 1
      guard let after = change.after, !target.isInPlace else { continue }
      try file(target, of: change).stage(after)
    }
  }

  /// Each target in turn, if it is still as planned; then all of it is seen to the disk.
  private func put(_ plan: Plan, _ journal: Journal, _ begun: inout Begun) throws {
    var unsynced: [HomePath?: HomePath] = [:]
    for (target, change) in zip(journal.targets, plan.changes.filter(\.writes)) {
      let file = try file(target, of: change)
      begun.targets += 1
      let isDone =
        switch (change.before, change.after) {
        case (nil, nil): true
        case (nil, .some): try file.create()
        case (let before?, let after?):
          try target.isInPlace
            ? file.overwrite(.file(before), with: after) : file.replace(.file(before), by: after)
        case (let before?, nil): try file.delete(.file(before))
        }
      guard isDone else {
        begun.targets -= 1
        throw Changed(path: change.path)
      }
      unsynced[change.real.folder] = change.path
    }
    for (folder, path) in unsynced {
      try unlessSwapped(path) { () throws(SystemFailure) in try home.openFolder(folder).sync() }
    }
  }

  private func file(_ target: Journal.Target, of change: Change) throws -> TargetFile {
    try unlessSwapped(change.path) { () throws(SystemFailure) in
      try TargetFile(target.path, temporary: target.temporary, in: home)
    }
  }

  /// A folder that somebody swaps, makes or takes away while we work is a change, not a failure.
  private func unlessSwapped<Result: ~Copyable>(
    _ path: HomePath, _ step: () throws(SystemFailure) -> Result
  ) throws -> Result {
    do {
      return try step()
    } catch {
      guard error.code == EEXIST || error.isNoFolder else { throw error }
      throw Changed(path: path)
    }
  }

  /// Undoes all that was begun.
  ///
  /// - Throws: always; what `error` becomes.
  private func undo(_ journal: Journal, _ begun: Begun, because error: any Error) throws {
    var journal = journal
    journal.folders = begun.folders
    let left: [LeftAlone]
    do {
      left = try Recovery(home: home, state: state, location: location).undo(journal, upTo: begun.targets)
    } catch let second {
      throw Failure.stuck(error, undoing: second)
    }
    // Those whose folder somebody has moved.
    for target in journal.targets.prefix(begun.prepared) {
      for folder in home.movedFolders(from: target.path.folder) {
        try? TargetFile(target.path, temporary: target.temporary, folder).discard()
      }
    }
    if let changed = error as? Changed { throw Failure.changedMeanwhile(changed.path, left) }
    throw Failure.undone(error, left)
  }

  private func finish(_ journal: Journal) -> ClearingAway {
    var journal = journal
    // Nothing is left of what was prepared.
    journal.targets = []
    return Recovery(home: home, state: state, location: location).finish(journal)
  }
}
