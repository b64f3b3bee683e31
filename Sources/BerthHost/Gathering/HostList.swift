import BerthCore

/// A list of hosts: one a line; what follows a `#`, and lines of blanks, say nothing.
package struct HostList {
  /// Each once, in their order.
  package private(set) var hosts: [String] = []

  package init(_ hosts: [String]) {
    for host in hosts where !self.hosts.contains(host) { self.hosts.append(host) }
  }

  /// - Parameter path: of a file; `-`: standard input.
  /// - Throws: `SystemFailure`; `InvalidProfile`, with its line, for what is no host.
  package init(at path: String) throws {
    let bytes = try InputFile.read(path)
    var hosts: [String] = []
    for line in LineReader(bytes) {
      let text = bytes[line.content].prefix { $0 != UInt8(ascii: "#") }.trimmed
      guard !text.isEmpty else { continue }
      guard let host = String(validating: text, as: UTF8.self), Self.isHost(host) else {
        throw InvalidProfile([
          Diagnostic(at: Place(file: path, line: line.number, column: 1), "this is not a host: one a line")
        ])
      }
      hosts.append(host)
    }
    self.init(hosts)
  }

  /// Whether ssh(1) would take it for one: what begins with a dash is an option.
  package static func isHost(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("-") && !text.contains(" ")
  }
}
