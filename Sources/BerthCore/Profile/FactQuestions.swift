/// What the conditions of a profile's entries ask of a host.
package struct FactQuestions: Hashable, Sendable {
  /// Whether they are on the `PATH`.
  package var commands: Set<String> = []
  /// Whether there is something, as the profile wrote the path.
  package var paths: Set<String> = []
  /// Whether the host's name is asked for.
  package var asksHostname = false
  /// Whether the login shell is, and with it where that looks for its files.
  package var asksShell = false
  /// Whether the file is that bash reads at login.
  package var asksLoginFile = false
  /// Whether a paramiko is that can't read a `Match exec`.
  package var asksParamiko = false

  /// Nothing but what a host says without being asked.
  package init() {}

  /// All that entries ask, each once.
  package init(_ entries: [FileEntry]) {
    for condition in entries.flatMap(\.when).flatMap(\.parts) {
      switch condition {
      case .command(let name): commands.insert(name)
      case .exists(let path): paths.insert(path)
      case .hostname: asksHostname = true
      case .shell(let name):
        asksShell = true
        if name == "bash-login" { asksLoginFile = true }
      case .os, .any, .all: continue
      }
    }
    asksParamiko = entries.contains { $0.patch == .sshConfig }
  }
}

extension Condition {
  /// The single tests that it is made of.
  fileprivate var parts: [Condition] {
    switch self {
    case .any(let conditions), .all(let conditions): conditions.flatMap(\.parts)
    default: [self]
    }
  }
}

extension FactQuestions {
  /// As a sealed file has it.
  package var json: JSON {
    .object([
      ("commands", .array(commands.sorted().map(JSON.string))),
      ("paths", .array(paths.sorted().map(JSON.string))),
      ("hostname", .bool(asksHostname)), ("shell", .bool(asksShell)), ("login_file", .bool(asksLoginFile)),
      ("paramiko", .bool(asksParamiko)),
    ])
  }

  /// Reads what `json` gives.
  package init(_ members: [String: JSON]) throws(SealedJSON.Problem) {
    commands = Set(try members.strings("commands"))
    paths = Set(try members.strings("paths"))
    asksHostname = try members.bool("hostname")
    asksShell = try members.bool("shell")
    asksLoginFile = try members.bool("login_file")
    asksParamiko = try members.bool("paramiko")
  }
}
