/// A target that is Berth's as a whole.
package struct WholeFile: Hashable, Sendable {
  /// All that it holds, its marker included.
  package let bytes: Bytes

  /// `isMarked`: whether it says so itself, in a last line with a sum: a comment in the languages of the
  /// built-in templates. What language another template is in, nobody knows.
  ///
  /// - Throws: `UnfitText`, when lines of it look like Berth's.
  package init(entry: HomePath, rendered: Bytes, isMarked: Bool) throws(UnfitText) {
    let entry = entry.description
    func written(_ body: Bytes) -> Bytes { isMarked ? Block.wholeFile(of: entry, body: body) : body }
    try UnfitText.check(rendered) { body in
      let whole = written(body)
      guard let found = try? Block.find(entry, in: whole) else {
        return !isMarked && MarkerLine.all(in: whole).isEmpty
      }
      return isMarked && found.isIntact && found.bytes == whole
    }
    bytes = written(rendered)
  }

  /// One that was rendered before: all that it holds, its marker included.
  package init(written bytes: Bytes) { self.bytes = bytes }
}
