import TestSupport

/// A story, as one text file tells it: what lies in a home, what a person types, all that is printed, and what lies
/// in the home then.
///
///     A block goes into a file that is there
///
///     Lines of the user's own stay as they are.
///
///     home:
///       .bashrc 0644
///         |alias ll='ls -l'
///     here:
///       profile.yaml
///         |version: 1
///         …
///     $ berth diff profile.yaml
///     out|diff --git a/.bashrc b/.bashrc
///     err|Plan: 1 to patch.
///     exit 2
///
///     home: as before
///
/// The first `home:` and `here:` (the folder in which the commands run) are made; their modes may be left out. A
/// command is what follows `$ `, with further lines behind `> `; a shell runs it. What is not written is expected
/// to be empty, and the exit status to be 0. A later `home:` is the whole home at that moment. Blank lines and
/// lines that begin with `#` may stand between all of this.
///
/// The home's path is shown as `$HOME` and that of `here` as `$HERE`. With `leave out: the built-in texts` above, the
/// text of built-in templates, which has tests of its own, is shown as `…`.
struct Story {
  let name: String
  /// What lies in the home at first.
  var home = FileTree()
  /// What lies in the folder in which the commands run.
  var here = FileTree()
  var leavesOutBuiltIns = false
  /// The whole file, in its order.
  var parts: [Part] = []

  /// A piece of a story's file.
  enum Part: Hashable {
    /// Lines that are neither run nor compared: the title, what lies there at first, comments.
    case told([String])
    /// What is typed: lines, without `$ ` and `> `; and the lines that tell how it ends.
    case command([String], expected: [String])
    /// What is expected to lie in the home.
    case home(expected: [String])
  }

  /// The file's text with these parts.
  static func text(of parts: [Part]) -> String {
    var lines: [String] = []
    for part in parts {
      switch part {
      case .told(let told): lines += told
      case .command(let words, let expected):
        lines += words.enumerated().map { ($0.offset == 0 ? "$ " : "> ") + $0.element } + expected
      case .home(let expected): lines += expected
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
