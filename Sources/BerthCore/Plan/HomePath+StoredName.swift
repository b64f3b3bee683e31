extension HomePath {
  /// The name under which the state folder keeps what was at this path: readable, and one for each path.
  package var storedName: String {
    var readable = name
    while readable.utf8.count > 100 { readable.removeLast() }
    return "\(readable).\(Checksum(of: relative.utf8).text)"
  }

  /// The same with the sum of what it is, by which is seen whether it still is.
  package func storedName(of bytes: Bytes) -> String { "\(storedName).\(Checksum(of: bytes).text)" }
}
