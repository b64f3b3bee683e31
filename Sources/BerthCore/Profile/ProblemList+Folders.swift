extension ProblemList {
  /// A target that another target would lie in: it cannot be a file and a folder.
  ///
  /// - Parameters:
  ///   - places: where each target's entry is.
  ///   - profile: of two entries in different profiles, the one in this is told.
  ///   - isInOne: whether two of one profile are told, or two of different ones.
  mutating func reportFolders(among places: [HomePath: Place], of profile: String, inOneFile isInOne: Bool) {
    // Sorted by components, everything in a folder comes right after it.
    var outer: HomePath?
    for path in places.keys.sorted(by: { $0.precedesByComponents($1) }) {
      guard let folder = outer, path.isInside(folder), let first = places[folder], let second = places[path]
      else {
        outer = path
        continue
      }
      guard (first.file == second.file) == isInOne else { continue }
      let told = first.file == second.file ? max(first, second) : first.file == profile ? first : second
      let other = told == first ? second : first
      report(
        "\(quoted(folder.description)) cannot be both a file and a folder", at: told,
        hint: "the other entry is \(first.file == second.file ? "in line \(other.line)" : "at \(other)")")
    }
  }
}
