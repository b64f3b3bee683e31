/// What would change, as a patch in git's format.
///
/// Files come in the order given; those without a difference are left out. The text goes without `index`
/// lines (but for empty files, see below) and without a heading behind `@@`, which git leaves out as well
/// where it finds none. Bytes of the files are copied as they are, in whatever encoding.
///
/// The modes are the real ones, `100600`, where git itself only ever writes 100644 and 100755. What becomes
/// of them, found by running both:
///
/// GNU patch 2.7.6, `patch -p1`:
/// - gives new and changed files exactly the mode that is named, but never set-user-id, set-group-id or
///   sticky bits. A changed file without mode lines keeps its mode. `old mode` is not checked.
/// - takes a change of mode alone, with no hunk.
/// - makes an empty file. It deletes one only if an `index` line names the empty content: without, it takes
///   the patch for one applied before and asks. So both lines are written for empty files, as git does.
/// - takes quoted names, also with octal, and names with spaces if a tab ends them. Without `---` and `+++`
///   it ends an unquoted name at the first space. It does not find an unquoted name that ends in a space.
/// - removes a folder that a deletion left empty.
/// - refuses to follow a symlink; the path has to be the real file's.
///
/// git 2.39, `git apply`:
/// - reads of a mode the owner's execute bit alone, and writes every file that the patch names anew: as 0644
///   or 0755 less the umask, **whatever its mode was or was to be**. A file of mode 0600 can be read by all
///   afterwards, even where only its mode was to change.
/// - warns "has type 100644, expected 100600" where `old mode` is not what it reads the file's mode as, and
///   goes on.
/// - takes everything else as above.
package struct UnifiedDiff: Sendable {
  private let differences: [FileDifference]

  /// - Parameter differences: the files, each once.
  package init(_ differences: [FileDifference]) {
    self.differences = differences.filter { !$0.isEmpty }
  }

  /// Whether nothing would change: the patch has no bytes.
  package var isEmpty: Bool { differences.isEmpty }

  /// The text of the patch.
  ///
  /// `color`: for a terminal: headers bold, `@@` cyan, removed lines red, added ones green, in git's escape
  /// sequences. Without these sequences the bytes are the same.
  package func render(color: Bool) -> Bytes {
    var text = DiffText(color: color)
    for difference in differences { text.append(difference) }
    return text.bytes
  }
}
