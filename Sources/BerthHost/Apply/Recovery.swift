package import BerthCore
import Glibc

/// Sets right what an interrupted run has left: undoes it if it had not happened yet, finishes it if it had.
package struct Recovery {
  private let home: Home
  private let state: StateFolder
  private let location: StateLocation

  /// What was found and done.
  package enum Outcome {
    /// The run had not happened: the targets are as before it. Those that somebody has changed since were left.
    case undone(verb: String, [LeftAlone])
    /// The run had happened: its reloads are to be run, and then `close`.
    case finished(verb: String, reloads: [Reload], ClearingAway)
  }

  package init(home: Home, lock: StateLock, location: StateLocation) {
    self.init(home: home, state: lock.state, location: location)
  }

  init(home: Home, state: StateFolder, location: StateLocation) {
    self.home = home
    self.state = state
    self.location = location
  }

  /// Looks for a journal, and does what it calls for.
  ///
  /// - Returns: nil if no run was interrupted.
  /// - Throws: `SystemFailure`, `StateRefusal`. The journal is still there then.
  package func run() throws -> Outcome? {
    let signals = SignalMask()
    defer { signals.restore() }
    guard let journal = try state.loadJournal() else {
      try sweep()
      return nil
    }
    if try journal.hasHappened(by: state.loadReceipt()) {
      var clearing = finish(journal)
      if clearing.failure == nil { clearing.attempt { try forgetReloads(of: journal) } }
      return .finished(verb: journal.verb, reloads: journal.reloads, clearing)
    }
    // The next receipt is written last before the first target changes.
    let count = try state.has(StateFolder.next(StateFolder.receiptName)) ? journal.targets.count : 0
    return .undone(verb: journal.verb, try undo(journal, upTo: count))
  }

  /// Writes a journal anew without its reloads, which are about to run for the second time: one that ends this run as it
  /// has ended that before is to end no other.
  private func forgetReloads(of journal: Journal) throws {
    guard !journal.reloads.isEmpty else { return }
    try state.writeNext(StateFolder.journalName, journal.withoutReloads.encoded)
    try state.putNext(StateFolder.journalName)
  }

  /// Gives every target back as it was. Where that fails it goes on with the others, and the journal stays.
  ///
  /// `count`: how many targets may have changed, from the first.
  ///
  /// - Returns: those that hold neither what was there before nor what the run wrote, and folders that stay.
  func undo(_ journal: Journal, upTo count: Int) throws -> [LeftAlone] {
    // All of it is in the images as well, or in the receipt of before.
    for (archive, names) in journal.made {
      for name in names { try state.remove(archive.place(name)) }
    }
    var targets = ClearingAway()
    for (index, target) in journal.targets.enumerated().reversed() {
      targets.attempt { try index >= count ? discard(target) : undo(target) }
    }
    var leftAlone = try targets.complete()
    for folder in journal.folders.reversed() {
      leftAlone += try unlessDenied(folder) { () throws(SystemFailure) in try home.removeFolderIfEmpty(folder)
      }
    }
    home.forget()
    try state.remove(StateFolder.next(StateFolder.receiptName))
    try endJournal()
    return leftAlone
  }

  /// Does something in a folder. Where its owner has closed that, no other run would get any further.
  private func unlessDenied(
    _ path: HomePath, _ step: () throws(SystemFailure) -> Void
  ) throws(SystemFailure) -> [LeftAlone] {
    do throws(SystemFailure) {
      try step()
      return []
    } catch {
      guard error.code == EPERM || error.code == EACCES && home.isClosed(path.folder) else { throw error }
      return [.denied(error)]
    }
  }

  /// Removes the journal, once nothing can come back with a power cut that it tells to remove.
  private func endJournal() throws {
    for archive in StateFolder.Archive.allCases { try state.sync(archive) }
    try state.remove(StateFolder.journalName)
    try sweep()
  }

  /// Gives one target back as it was.
  ///
  /// - Returns: what is to be said, if it holds neither what was there before nor what the run wrote.
  private func undo(_ target: Journal.Target) throws -> [LeftAlone] {
    let file: TargetFile
    do {
      file = try TargetFile(target.path, temporary: target.temporary, in: home)
    } catch {
      // Its folder was never made, or is somebody else's by now.
      guard error.isNoFolder else { throw error }
      return target.before == nil ? [] : [try leave(target)]
    }
    let restored = file.under(target.temporaryForUndo)
    let now = try file.content()
    let before = target.before?.digest
    if before != nil, target.after != nil, try file.prepared().matches(target.after) {
      // It has not changed places with the target yet.
      try file.discard()
      try file.syncFolder()
      return []
    }
    if now.matches(target.after), try isSave(file.prepared(), besides: target) {
      try file.putBack(over: now)
    } else if now.matches(before), try isSave(restored.prepared(), besides: target) {
      try restored.putBack(over: now)
    }
    let kept = try [keepSave(in: file, of: target), keepSave(in: restored, of: target)].compactMap { $0 }
    try file.discard()
    try restored.discard()
    try file.syncFolder()
    let end = try file.content()
    if end.matches(before) { return kept }
    if try end.matches(target.after) || isTorn(target, end), try restore(target, over: end, by: restored) {
      try restored.syncFolder()
      return kept
    }
    return kept + [try leave(target)]
  }

  /// Whether a file that is written in place is half written, or half restored.
  private func isTorn(_ target: Journal.Target, _ now: TargetFile.Content) throws -> Bool {
    guard case .file(let now) = now else { return false }
    return try target.isTorn(now) { try state.read($0) }
  }

  /// Gives a target its old content.
  ///
  /// - Returns: false if it has changed in this very moment.
  private func restore(
    _ target: Journal.Target, over now: TargetFile.Content, by file: borrowing TargetFile
  ) throws -> Bool {
    guard let image = target.before else { return try file.delete(now) }
    guard let bytes = try state.read(image.stored) else {
      throw SystemFailure("read", state.shown(image.stored), code: ENOENT)
    }
    let old = Change.FileState(bytes: bytes, mode: image.digest.mode)
    guard image.digest.isOf(old) else {
      throw state.damaged(image.stored, "it is not what was put there")
    }
    if target.isInPlace { return try file.overwrite(now, with: old) }
    try file.stage(old)
    if try now == .nothing ? file.create() : file.replace(now, by: old) { return true }
    try file.discard()
    return false
  }

  /// Whether what lies under a temporary name is what somebody has saved in the very moment of a replacement, and a
  /// kill has kept from being put back: all that berth lays there is whole, and the old content or the new.
  private func isSave(_ prepared: TargetFile.Content, besides target: Journal.Target) -> Bool {
    prepared != .nothing && !prepared.matches(target.before?.digest) && !prepared.matches(target.after)
  }

  /// Leaves a target as it is, and keeps what was there before for good. What was to be removed was berth's alone.
  private func leave(_ target: Journal.Target) throws -> LeftAlone {
    guard target.after != nil, let image = target.before, let bytes = try state.read(image.stored) else {
      return .changed(target.path, kept: nil)
    }
    return try keep(bytes, of: target)
  }

  /// Keeps what somebody has saved and can't be put back, since the target has been written once more.
  private func keepSave(
    in file: borrowing TargetFile, of target: Journal.Target
  ) throws -> LeftAlone? {
    let prepared = try file.prepared()
    guard isSave(prepared, besides: target), case .file(let save) = prepared else { return nil }
    return try keep(save.bytes, of: target)
  }

  private func keep(_ bytes: Bytes, of target: Journal.Target) throws -> LeftAlone {
    let name = target.path.storedName(of: bytes)
    try state.preserve([(name, bytes)], in: .kept)
    return .changed(target.path, kept: state.shown(StateFolder.Archive.kept.place(name)))
  }

  /// The rest of a run that has happened, but for its reloads and what comes behind them.
  func finish(_ journal: Journal) -> ClearingAway {
    var clearing = ClearingAway()
    for target in journal.targets { clearing.attempt { try discard(target) } }
    func clear(_ path: HomePath, _ step: () throws(SystemFailure) -> Void) {
      clearing.attempt { try unlessDenied(path, step) }
    }
    for path in journal.unwanted.leftovers {
      clear(path) { () throws(SystemFailure) in try home.removeLeftover(path) }
    }
    for link in journal.returning { clear(link.path) { () throws(SystemFailure) in try home.giveBack(link) } }
    for original in journal.unwanted.originals {
      clearing.attempt { try state.remove(StateFolder.Archive.originals.place(original)) }
    }
    for original in journal.retired { clearing.attempt { try state.retire(original) } }
    return clearing
  }

  /// The end of a run that has happened, once its reloads have run: they may have emptied a folder. Until then the
  /// journal tells the next run of them, and for as long as something has failed.
  ///
  /// `clearing`: what `finish` has come to.
  package func close(after clearing: ClearingAway) -> ClearingAway {
    let signals = SignalMask()
    defer { signals.restore() }
    var clearing = clearing
    var journal: Journal?
    clearing.attempt { journal = try state.loadJournal() }
    for path in journal?.unwanted.folders ?? [] {
      clearing.attempt {
        try unlessDenied(path) { () throws(SystemFailure) in try home.removeFolderIfEmpty(path) }
      }
    }
    home.forget()
    if journal != nil, clearing.failure == nil { clearing.attempt { try endJournal() } }
    return clearing
  }

  /// Removes what was prepared for a target, if it is there.
  private func discard(_ target: Journal.Target) throws(SystemFailure) -> [LeftAlone] {
    do {
      try TargetFile(target.path, temporary: target.temporary, in: home).discard()
    } catch {
      // Its folder is gone, or is somebody else's by now.
      guard error.isNoFolder else { throw error }
    }
    return []
  }

  /// Removes what no journal and no receipt speaks of.
  private func sweep() throws {
    let unfinished = [StateFolder.receiptName, StateFolder.journalName].map(StateFolder.next)
    for name in unfinished + [StateFolder.unpreservedName] { try state.remove(name) }
    try state.removeImages()
    try state.removeEmptyArchives()
  }

  /// Removes the state folder if nothing is installed, with the folders above that were made for it.
  ///
  /// - Returns: those of the folders that stay for good.
  /// - Throws: `SystemFailure`; the next run that writes goes on with it.
  package func removeEmptyState() throws -> [LeftAlone] { try state.removeItself(at: location) }
}

extension TargetFile.Content {
  /// Whether it is what a digest was made of; nil: nothing.
  fileprivate func matches(_ digest: FileDigest?) -> Bool {
    switch self {
    case .nothing: digest == nil
    case .file(let state): digest?.isOf(state) ?? false
    case .other: false
    }
  }
}
