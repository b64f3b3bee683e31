package import BerthCore
import Glibc

extension Home {
  /// What is Berth's, whether or not a receipt tells of it.
  package struct Traces {
    /// The dotfiles that hold a block of ours or are ours as a whole, by the path that its marker names.
    package fileprivate(set) var marked: [HomePath] = []
    /// What a run that was killed has prepared, or taken out.
    package fileprivate(set) var temporary: [HomePath] = []
  }

  /// Looks for what is Berth's where dotfiles are: in the home's own dotfiles, `~/.ssh` and `~/.config`, three folders deep,
  /// in files of up to 64 MiB.
  package func traces() -> Traces {
    var found = Traces()
    var budget = 20_000
    search(nil, depth: 0, &found, &budget)
    return found
  }

  private func search(_ folder: HomePath?, depth: Int, _ found: inout Traces, _ budget: inout Int) {
    guard let open = try? existingFolder(folder), let names = try? open.names() else { return }
    for name in names where budget > 0 {
      if folder == nil, !name.hasPrefix(".") { continue }
      budget -= 1
      let path = folder?.appending(name) ?? HomePath(relative: name)
      var status = stat()
      guard fstatat(open.number, name, &status, 0) == 0 else { continue }
      if status.type == S_IFREG, TargetFile.isTemporary(name) {
        found.temporary.append(path)
      } else if status.type == S_IFDIR, depth < 3, folder != nil || [".ssh", ".config"].contains(name) {
        search(path, depth: depth + 1, &found, &budget)
      } else if status.type == S_IFREG, status.st_size <= 64 << 20,
        mayHoldBlock(name, in: open), holdsBlock(path)
      {
        found.marked.append(path)
      }
    }
  }

  /// Whether a file may hold one, by a pass over it that keeps little of it at a time and ends at the first NUL: few
  /// files hold one, and the big ones are seldom texts.
  private func mayHoldBlock(_ name: String, in folder: Descriptor) -> Bool {
    guard
      let file = try? Descriptor.open(
        name, in: folder.number, O_RDONLY | O_NONBLOCK | O_NOCTTY, shownAs: name)
    else { return false }
    let overlap = MarkerLine.mentionLength - 1
    var kept = 0
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: overlap + Self.pieceSize) { buffer in
      let start = buffer.baseAddress!
      while true {
        let count = retrying { Glibc.read(file.number, start + kept, Self.pieceSize) }
        guard count > 0, memchr(start + kept, 0, count) == nil else { return false }
        let end = kept + count
        if MarkerLine.mention(in: UnsafeBufferPointer(rebasing: buffer[..<end])) != nil { return true }
        kept = min(overlap, end)
        memmove(start, start + end - kept, kept)
      }
    }
  }

  private static let pieceSize = 1 << 18

  private func holdsBlock(_ path: HomePath) -> Bool { read(path).holdsBlock(of: path) }
}

extension ActualFile {
  /// Whether it holds a block of ours that is for that path, or is ours as a whole.
  func holdsBlock(of path: HomePath) -> Bool {
    guard case .file(let content) = self else { return false }
    do {
      return try Block.find(path.description, in: content.bytes) != nil
    } catch .foreign {
      // The file under another name: found under its own.
      return false
    } catch {
      return true
    }
  }
}
