/// Why the markers in a file cannot be trusted. Berth never guesses which lines are whose.
package enum MarkerProblem: Error, Hashable, Sendable {
  /// A first line that Berth did not write like this.
  case unreadable(line: Int)
  /// A first line without a last one.
  case unclosed(line: Int)
  /// A last line without a first one.
  case unopened(line: Int)
  /// A first line within a block.
  case nested(line: Int, first: Int)
  /// A second block of the same entry.
  case doubled(line: Int, first: Int)
  /// A block of another entry, as in a file that was copied.
  case foreign(line: Int, entry: String)
  /// Lines of a block, without its markers.
  case unmarked(line: Int)
  /// What berth would write would not come out of the file again as it went in.
  case staying(line: Int)

  /// The line to look at, counted from 1.
  package var line: Int {
    switch self {
    case .unreadable(let line), .unclosed(let line), .unopened(let line), .nested(let line, _),
      .doubled(let line, _), .foreign(let line, _), .unmarked(let line), .staying(let line):
      line
    }
  }
}

extension MarkerProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable: "a damaged first line of a berth block"
    case .unclosed: "a berth block begins here and has no last line"
    case .unopened: "a berth block ends here and has no first line"
    case .nested(_, let first): "a berth block begins inside the one of line \(first)"
    case .doubled(_, let first): "a second berth block; the first is at line \(first)"
    case .foreign(_, let entry): "a berth block of another file, \(entry)"
    case .unmarked: "lines of a berth block whose first and last line are gone"
    case .staying: "berth's block would not come out of it again exactly"
    }
  }
}
