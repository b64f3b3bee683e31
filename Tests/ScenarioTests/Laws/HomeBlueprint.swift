import Glibc
import TestSupport

/// What a home is made of: plain data, so that the same one can be made again.
struct HomeBlueprint: Sendable {
  /// As messages name it.
  var name: String
  /// The built-in profile that is installed there.
  var profile = "default"
  /// `$SHELL`.
  var shell = "/bin/bash"
  /// The dotfiles, at most one a path.
  var pieces: [Piece] = []
  /// Whether `~/.ssh` is a symlink to a folder of the user's.
  var linksSSHFolder = false
  /// Symlinks in `~/.ssh` where the installed files make theirs, with their texts.
  var sockets: [String: String] = [:]
  /// The mode of `~/.ssh`.
  var sshMode: mode_t = 0o700
  /// Folders that are there already.
  var folders: [String] = []
  /// Seeds what is random in the walk through it: hosts, edits.
  var seed: UInt64 = 0

  /// One dotfile.
  struct Piece: Sendable {
    /// Relative to the home: `.ssh/config`.
    var path: String
    var content: Content
    var mode: mode_t = 0o644
    /// How the path leads to the file.
    var link = Link.none
    /// Whether the file has a second name.
    var hasHardLink = false
    /// Whose it is, where the tests run as root; nil: the one who runs them.
    var owner: (user: uid_t, group: gid_t)?
    /// Where the text is from, and what was done to it.
    var origin = "written by hand"
  }

  /// What lies at a piece's path.
  enum Content: Sendable {
    case text(Text)
    /// Something that nothing can be installed over.
    case hazard(Hazard)
  }

  /// How a path leads to its file.
  enum Link: String, Sendable {
    case none
    case relative
    case absolute
    /// By a second symlink, in another folder.
    case chain
  }

  /// What a plan has to refuse, and says why.
  enum Hazard: String, CaseIterable, Sendable {
    case nul = "NUL"
    case folder = "it is a folder"
    case danglingLink = "dangling symlink"
    case linkLoop = "loop of symlinks"
    case linkOutside = "out of the home"
    case fifo = "FIFO"
    case openMarker = "has no last line"
    /// Somebody else's file where the whole file is to be Berth's.
    case preexisting = "it was there before"
  }

  /// The dotfile at a path, if it is one with a text.
  func text(at path: String) -> Text? {
    for piece in pieces where piece.path == path {
      if case .text(let text) = piece.content { return text }
    }
    return nil
  }

  /// The paths that can't be installed to, and what the plan has to say of each.
  var hazards: [String: Hazard] {
    var hazards: [String: Hazard] = [:]
    for piece in pieces {
      if case .hazard(let hazard) = piece.content { hazards[piece.path] = hazard }
    }
    return hazards
  }

  /// For whoever has to find out what went wrong.
  var description: String {
    let files = pieces.map { "~/\($0.path) <- \($0.origin), \(String($0.mode, radix: 8)), link: \($0.link)" }
    return "\(name), profile \(profile), \(shell)\(linksSSHFolder ? ", ~/.ssh linked" : ""): "
      + files.joined(separator: "; ")
  }
}

// MARK: - On the disk

extension HomeBlueprint {
  /// Where the files of symlinked dotfiles lie, relative to the home.
  private static let store = "dotfiles/files"
  /// How the second name of a file begins, in the home itself.
  static let otherName = "other-name-of"

  /// Makes the home.
  ///
  /// - Parameter home: the path of a folder that doesn't exist yet.
  func make(at home: String) {
    Disk.makeFolders(home)
    for folder in folders { Disk.makeFolders("\(home)/\(folder)") }
    if linksSSHFolder {
      Disk.makeFolders("\(home)/dotfiles/ssh")
      symlink("dotfiles/ssh", "\(home)/.ssh")
      chmod("\(home)/dotfiles/ssh", sshMode)
    } else if !sockets.isEmpty || pieces.contains(where: { $0.path.hasPrefix(".ssh/") }) {
      Disk.makeFolders("\(home)/.ssh")
      chmod("\(home)/.ssh", sshMode)
    }
    for piece in pieces { make(piece, at: home) }
    for (name, text) in sockets { symlink(text, "\(home)/.ssh/\(name)") }
  }

  /// The file behind a path, relative to the home: what a patch names.
  func realPath(of path: String) -> String {
    guard let piece = pieces.first(where: { $0.path == path }), piece.link != .none else {
      return linksSSHFolder && path.hasPrefix(".ssh/") ? "dotfiles/ssh/" + path.dropFirst(5) : path
    }
    return Self.stored(piece)
  }

  private static func stored(_ piece: Piece) -> String {
    "\(store)/\(piece.path.split(separator: "/").joined(separator: "-").drop { $0 == "." })"
  }

  private func make(_ piece: Piece, at home: String) {
    let path = "\(home)/\(piece.path)"
    switch piece.content {
    case .hazard(let hazard): make(hazard, at: path)
    case .text(let text):
      let real = piece.link == .none ? path : "\(home)/\(Self.stored(piece))"
      Disk.write(text, to: real)
      if let owner = piece.owner, geteuid() == 0 { chown(real, owner.user, owner.group) }
      chmod(real, piece.mode)
      if piece.hasHardLink {
        link(real, "\(home)/\(Self.otherName)-\(piece.path.split(separator: "/").last!)")
      }
      makeLink(piece, at: home)
    }
  }

  private func makeLink(_ piece: Piece, at home: String) {
    let path = "\(home)/\(piece.path)"
    let stored = Self.stored(piece)
    // A relative link counts from the folder that it really lies in.
    let depth =
      piece.path.hasPrefix(".ssh/") ? (linksSSHFolder ? 2 : 1) : piece.path.split(separator: "/").count - 1
    let up = String(repeating: "../", count: depth)
    switch piece.link {
    case .none: return
    case .relative: symlink(up + stored, path)
    case .absolute: symlink("\(home)/\(stored)", path)
    case .chain:
      let middle = ".config/links/\(stored.split(separator: "/").last!)"
      Disk.makeFolders("\(home)/.config/links")
      symlink("\(home)/\(stored)", "\(home)/\(middle)")
      symlink(up + middle, path)
    }
  }

  private func make(_ hazard: Hazard, at path: String) {
    if let slash = path.lastIndex(of: "/") { Disk.makeFolders(String(path[..<slash])) }
    switch hazard {
    case .nul: Disk.write(Text("one\ntwo\n\u{0}\n"), to: path)
    case .folder: mkdir(path, 0o755)
    case .danglingLink: symlink("nowhere/at-all", path)
    case .linkLoop: symlink(String(path.split(separator: "/").last!), path)
    case .linkOutside: symlink("/etc/hostname", path)
    case .fifo: mkfifo(path, 0o600)
    case .openMarker:
      let name =
        path.contains("/.ssh/")
        ? ".ssh/\(path.split(separator: "/").last!)" : "\(path.split(separator: "/").last!)"
      Disk.write(Text("# >>> berth ~/\(name) >>> 0123456789abcdef\n# the rest was cut off\n"), to: path)
    case .preexisting: Disk.write(Text("# somebody else's\n"), to: path)
    }
  }
}
