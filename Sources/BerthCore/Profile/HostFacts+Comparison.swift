extension HostFacts {
  /// What has changed since they were gathered before, in words, each with what it was and is: of all that was asked, and
  /// the home's own path.
  package func changes(since old: HostFacts, asking questions: FactQuestions) -> [String] {
    var changes: [String] = []
    func compare<Answer: Equatable>(
      _ name: String, _ answer: (HostFacts) -> Answer, _ words: (Answer) -> String
    ) {
      guard answer(old) != answer(self) else { return }
      changes.append("\(name) (was \(words(answer(old))), is \(words(answer(self))))")
    }
    compare("the home's path", \.home) { $0 }
    if questions.asksHostname { compare("the host name", \.hostname) { $0 } }
    if questions.asksShell {
      compare("the login shell", \.shell) { $0.isEmpty ? "unknown" : $0 }
      for path in Set(old.startupFiles.keys).union(startupFiles.keys).sorted() {
        compare("where the shell reads \(path)", { $0.startupFiles[path] }) { place in
          switch place {
          case .at(let other)?: "\(other)"
          case .unknown(let because)?: "for \(because) to say"
          case nil: "there"
          }
        }
      }
    }
    for name in questions.commands.sorted() {
      compare("command \(name)", { $0.commands.contains(name) }) { $0 ? "found" : "not found" }
    }
    for path in questions.paths.sorted() {
      compare(path, { $0.existing.contains(path) }) { $0 ? "there" : "not there" }
    }
    if questions.asksLoginFile {
      compare("a login file that never reads ~/.bashrc", \.lonelyLoginFile) { $0.map { "\($0)" } ?? "none" }
    }
    if questions.asksParamiko {
      compare("a paramiko without invoke", \.paramikoWithoutInvoke) { $0 ?? "none" }
    }
    return changes
  }
}

extension HostFacts {
  /// As a sealed file has it.
  package var json: JSON {
    .object([
      ("home", .string(home)), ("os", .string(os)), ("hostname", .string(hostname)),
      ("shell", .string(shell)),
      ("commands", .array(commands.sorted().map(JSON.string))),
      ("existing", .array(existing.sorted().map(JSON.string))),
      ("lonely_login_file", lonelyLoginFile.map { .string($0.relative) } ?? .null),
      ("paramiko_without_invoke", paramikoWithoutInvoke.map(JSON.string) ?? .null),
      (
        "startup_files",
        .array(
          startupFiles.sorted { $0.key < $1.key }.map { path, place in
            let told: (String, JSON) =
              switch place {
              case .at(let other): ("at", .string(other.relative))
              case .unknown(let because): ("unknown_because", .string(because.relative))
              }
            return .object([("path", .string(path.relative)), told])
          })
      ),
    ])
  }

  /// Reads what `json` gives.
  package init(_ members: [String: JSON]) throws(SealedJSON.Problem) {
    self.init(
      home: try members.string("home"), os: try members.string("os"),
      hostname: try members.string("hostname"), shell: try members.string("shell"))
    commands = Set(try members.strings("commands"))
    existing = Set(try members.strings("existing"))
    lonelyLoginFile = try members.optionalPath("lonely_login_file")
    paramikoWithoutInvoke = try members.optionalString("paramiko_without_invoke")
    for file in try members.objects("startup_files") {
      startupFiles[try file.path("path")] =
        try file["at"] == nil ? .unknown(because: file.path("unknown_because")) : .at(file.path("at"))
    }
  }
}
