import BerthCore

/// A list of hosts: one a line; what follows a `#`, and lines of blanks, say nothing.
package struct HostList {
  /// Each once, in their order.
  package private(set) var hosts: [String] = []

  /// - Parameter path: `-`: standard input.
  /// - Throws: `SystemFailure`; `InvalidProfile`, with its line, for what is no host.
  package init(_ path: String) throws {
    let bytes = try InputFile.read(path)
    for line in LineReader(bytes) {
      let text = bytes[line.content].prefix { $0 != UInt8(ascii: "#") }.trimmed
      guard !text.isEmpty else { continue }
      // What begins with a dash is an option to ssh.
      guard let host = String(validating: text, as: UTF8.self), !host.hasPrefix("-"), !host.contains(" ")
      else {
        throw InvalidProfile([
          Diagnostic(at: Place(file: path, line: line.number, column: 1), "this is not a host: one a line")
        ])
      }
      if !hosts.contains(host) { hosts.append(host) }
    }
  }
}
