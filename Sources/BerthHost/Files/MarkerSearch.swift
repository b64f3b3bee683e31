package import BerthCore
import Glibc

extension Home {
  /// What is Berth's, whether or not a receipt tells of it.
  package struct Traces {
    /// The dotfiles that hold a block of ours or are ours as a whole, by the path that its marker names.
    package fileprivate(set) var marked: [HomePath] = []
    /// Those that hold what is for another path.
    package fileprivate(set) var copies: [Plan.Copy] = []
    /// What a run that was killed has prepared, or taken out.
    package fileprivate(set) var temporary: [HomePath] = []
    /// What could not be looked at, and why; nil: the home itself.
    package fileprivate(set) var unseen: [(path: HomePath?, failure: SystemFailure)] = []
    /// What speaks of a block and can't be used.
    package fileprivate(set) var unusable: [(path: HomePath, reason: Unusable)] = []
    /// Where the search ended, since there are more names than it looks at; nil: it has looked at all.
    package fileprivate(set) var end: String?
    fileprivate(set) var budget = Self.limit

    /// How many names it looks at.
    package static let limit = 20_000

    /// What was found by somebody else.
    ///
    /// `mentions`: files that may hold a block.
    init(temporary: [HomePath], mentions: [HomePath], read: (HomePath) -> ActualFile) {
      self.temporary = temporary
      for path in mentions { look(at: path, read) }
    }

    fileprivate init() {}

    /// What a file that may hold a block holds.
    ///
    /// `read`: what lies at a path.
    fileprivate mutating func look(at path: HomePath, _ read: (HomePath) -> ActualFile) {
      let file = read(path)
      switch file {
      case .absent, .unusable(.holdsNUL, _): break
      case .unusable(let reason, _): unusable.append((path, reason))
      case .file(let content):
        if file.holdsBlock(of: path) {
          marked.append(path)
        } else if let copy = Plan.Copy(in: content, at: path, read) {
          copies.append(copy)
        }
      }
    }
  }

  /// Looks for what is Berth's where dotfiles are: in the home's own dotfiles, `~/.ssh` and `~/.config`, three folders deep,
  /// in files of up to 64 MiB, and in no more of them than `Traces.limit`.
  package func traces() -> Traces {
    var found = Traces()
    search(nil, depth: 0, &found)
    return found
  }

  private func search(_ folder: HomePath?, depth: Int, _ found: inout Traces) {
    let open: Descriptor
    let names: [String]
    do throws(SystemFailure) {
      guard let there = try existingFolder(folder) else { return }
      open = there
      names = try open.names()
    } catch {
      found.unseen.append((folder, error))
      return
    }
    var folders: [HomePath] = []
    for name in names {
      if folder == nil, !name.hasPrefix(".") { continue }
      guard found.budget > 0 else {
        found.end = found.end ?? folder?.description ?? "~"
        return
      }
      found.budget -= 1
      let path = folder?.appending(name) ?? HomePath(relative: name)
      do throws(SystemFailure) {
        var status = stat()
        guard fstatat(open.number, name, &status, 0) == 0 else { throw SystemFailure("look at", "\(path)") }
        if status.type == S_IFREG, TargetFile.isTemporary(name) {
          found.temporary.append(path)
        } else if status.type == S_IFDIR, depth < 3, folder != nil || [".ssh", ".config"].contains(name) {
          folders.append(path)
        } else if status.type == S_IFREG, status.st_size <= 64 << 20, try mentionsBlock(path, in: open) {
          found.look(at: path, read)
        }
      } catch {
        // A symlink that leads nowhere, or what somebody has just removed.
        if !error.isNoFolder { found.unseen.append((path, error)) }
      }
    }
    // ~/.ssh before ~/.config, where there may be more than all that is looked at.
    for path in folders.sorted(by: >) { search(path, depth: depth + 1, &found) }
  }

  /// Whether a file may hold one, by a pass over it that keeps little of it at a time and ends at the first NUL: few
  /// files hold one, and the big ones are seldom texts.
  private func mentionsBlock(_ path: HomePath, in folder: Descriptor) throws(SystemFailure) -> Bool {
    let file = try Descriptor.open(
      path.name, in: folder.number, O_RDONLY | O_NONBLOCK | O_NOCTTY, shownAs: "\(path)")
    let overlap = MarkerLine.mentionLength - 1
    var kept = 0
    let mentions: Bool? = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: overlap + Self.pieceSize) {
      let start = $0.baseAddress!
      while true {
        let count = retrying { Glibc.read(file.number, start + kept, Self.pieceSize) }
        if count < 0 { return nil }
        guard count > 0, memchr(start + kept, 0, count) == nil else { return false }
        let end = kept + count
        if MarkerLine.mention(in: UnsafeBufferPointer(rebasing: $0[..<end])) != nil { return true }
        kept = min(overlap, end)
        memmove(start, start + end - kept, kept)
      }
    }
    guard let mentions else { throw SystemFailure("read", "\(path)") }
    return mentions
  }

  private static let pieceSize = 1 << 18
}

extension Plan.Copy {
  /// What a file holds of another path's; nil: nothing, or it is that very file under another name.
  fileprivate init?(in content: ActualContent, at path: HomePath, _ read: (HomePath) -> ActualFile) {
    do {
      _ = try Block.find(path.description, in: content.bytes)
      return nil
    } catch {
      guard case .foreign(_, let entry) = error else { return nil }
      let original = (try? HomePath(entry, home: "/")).map(read)
      guard original?.identity != content.identity else { return nil }
      let block = try? Block.find(entry, in: content.bytes)
      self.init(path: path, isBlock: block?.marker.scope == .block)
    }
  }
}

extension ActualFile {
  /// Whether it holds a block of ours that is for that path, or is ours as a whole.
  fileprivate func holdsBlock(of path: HomePath) -> Bool {
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
