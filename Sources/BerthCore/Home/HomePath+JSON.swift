extension [String: JSON] {
  /// A path under the home, if it leads nowhere else.
  package func path(_ key: String) throws(SealedJSON.Problem) -> HomePath {
    HomePath(relative: try SealedJSON.path(try string(key)))
  }

  /// A list of such paths.
  package func paths(_ key: String) throws(SealedJSON.Problem) -> [HomePath] {
    var paths: [HomePath] = []
    for text in try strings(key) { paths.append(HomePath(relative: try SealedJSON.path(text))) }
    return paths
  }

  /// Such a path, or null.
  package func optionalPath(_ key: String) throws(SealedJSON.Problem) -> HomePath? {
    self[key] == .null ? nil : try path(key)
  }
}
