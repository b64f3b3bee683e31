/// A position in a text that a person can open in an editor: `profile.yaml:14:7`.
package struct Place: Hashable, Sendable, Comparable {
  /// The file as the person wrote it on the command line, or a built-in's name.
  package var file: String
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in Unicode scalars, as editors and libyaml count.
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension Place: CustomStringConvertible {
  package var description: String { "\(file):\(line):\(column)" }
}
