/// Whether a plan looks for recipes' lines, and what it does about them.
package struct RecipeSearch: Sendable {
  /// What knows them.
  package let reader: RecipeReader
  /// `--adopt-recipes`: they are taken out.
  package var takesOut: Bool

  package init(reader: RecipeReader, takesOut: Bool) {
    self.reader = reader
    self.takesOut = takesOut
  }

  /// What is to be said about a file's lines.
  func notes(on recipes: [Recipe]) -> [Remark] {
    recipes.map { takesOut ? .recipeTaken($0) : .recipe($0) }
  }

  /// The user's part of a file without the lines; nil, if they are to stay or there are none.
  func rest(of own: Bytes, at path: HomePath) -> (file: Bytes, taken: [TakenLines])? {
    guard takesOut else { return nil }
    let ranges = reader.recipes(in: own, of: path).map(\.range)
    return ranges.isEmpty ? nil : TakenLines.take(ranges, from: own)
  }

  /// What is to be said about a script where Berth's own belongs, if it is a recipe's.
  func script(_ text: Bytes, at path: HomePath) -> Recipe? {
    guard path == RecipeReader.script, !text[...].starts(withText: "# berth"), reader.isScript(text) else {
      return nil
    }
    return Recipe(
      path: path, lines: 1...max(1, text.count { $0 == lineFeed }), range: text.indices, effect: .script)
  }
}
