extension Decision {
  /// What is left when what we wrote is taken away.
  struct Undone {
    /// Nil: no file.
    var file: Change.FileState?
    /// Lines of the user's whose place is gone.
    var lost: [TakenLines] = []
    var notes: [Remark] = []

    var putAside: [Change.PutAside] { lost.isEmpty ? [] : [.lines(lost.flatMap(\.text))] }
  }

  /// - Returns: nil, if the original that has to come back is gone.
  func undo(_ written: Receipt.Entry, _ found: Block?) -> Undone? {
    guard let content else { return Undone(lost: written.taken) }
    guard found != nil || written.isBlock else {
      switch written.original {
      case .absent: return Undone()
      case .file(let stored, let mode):
        return originals[stored].map { Undone(file: Change.FileState(bytes: $0, mode: mode)) }
      case .there(let mode): return Undone(file: Change.FileState(bytes: content.bytes, mode: mode))
      }
    }
    let rest = found.map { BlockPatch.remove($0, from: content.bytes) } ?? content.bytes
    let (own, lost) = TakenLines.giveBack(
      written.taken, to: rest, isSSHConfig: path == RecipeReader.sshConfig)
    var undone = Undone(lost: lost)
    if lost.count < written.taken.count { undone.notes.append(.linesReturn) }
    guard let mode = written.original.mode else {
      undone.file = own.isEmpty ? nil : Change.FileState(bytes: own, mode: content.mode)
      return undone
    }
    // A mode that the user has set since is the user's.
    let isOurs = written.mode != nil && written.mode == content.mode
    undone.file = Change.FileState(bytes: own, mode: isOurs ? mode : content.mode)
    return undone
  }
}
