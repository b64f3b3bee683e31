/// The doctor's findings, for a person and for programs.
package struct DoctorReport {
  /// In the order of the table.
  package let findings: [Finding]

  /// How many commands of one finding a person is shown: the table has to fit a screen.
  private static let commandsShown = 4

  package init(_ findings: [Finding]) {
    self.findings = findings
  }

  /// What `--fix` types, in order and each once.
  package var fixes: [Advice] {
    var fixes: [Advice] = []
    for advice in findings.flatMap(\.advice) where advice.hand == .doctor && !fixes.contains(advice) {
      fixes.append(advice)
    }
    return fixes
  }

  /// The worst result; `ok` if there is none.
  package var worst: Finding.Result { findings.map(\.result).max() ?? .ok }

  /// The table `RESULT CHECK MESSAGE`; below a finding that asks for something, a `type:` line for each command.
  package func text(style: TextReport.Style) -> TerminalText {
    let results = Self.width(["RESULT"] + findings.map(\.result.rawValue))
    let checks = Self.width(["CHECK"] + findings.map(\.check.rawValue))
    let indent = String(repeating: " ", count: results + checks + 4)
    var text: TerminalText = "\(Self.padded("RESULT", results))  \(Self.padded("CHECK", checks))  MESSAGE\n"
    for finding in findings {
      let result = finding.result.rawValue
      let pad = String(repeating: " ", count: results - result.count)
      text +=
        "\(style.paint(result, finding.result.colour))\(pad)  \(Self.padded(finding.check.rawValue, checks))  "
      text += "\(finding.message)\n"
      for command in finding.commands.prefix(Self.commandsShown) {
        text += "\(indent)\(style.paint("type:", "1")) \(command)\n"
      }
      let more = finding.commands.count - Self.commandsShown
      if more > 0 { text += "\(indent)(\(more) more of the kind; --format json has them all)\n" }
    }
    return text
  }

  /// The findings as one object:
  ///
  ///     {"format_version": "1.2", "command": "doctor", "result": "warning", "findings": [
  ///       {"result": "ok", "check": "link", "ailment": null, "message": "…", "type": ["…", …]}, …]}
  ///
  /// `result` is the worst of all. `result`s are `ok`, `info`, `warning` and `error`; `check`s those of
  /// `Finding.Check`; `ailment`s those of `Ailment`; `type` holds the commands, an empty list where there is nothing to
  /// do. Messages are for people and change; readers should go by `result`, `check` and `ailment`.
  ///
  /// `fixes`: with `--fix`: the commands that were run, and how each ended; one more member, `fixed`.
  package func json(fixes: [(command: String, status: Int)]? = nil) -> JSON {
    .object(
      [
        ("format_version", .string(JSONReport.formatVersion)),
        ("command", .string("doctor")),
        ("result", .string(worst.rawValue)),
      ] + (fixes.map { [("fixed", Self.json(of: $0))] } ?? []) + [
        (
          "findings",
          .array(
            findings.map {
              .object([
                ("result", .string($0.result.rawValue)), ("check", .string($0.check.rawValue)),
                ("ailment", $0.ailment.map { .string($0.rawValue) } ?? .null),
                ("message", .string($0.message)), ("type", .array($0.commands.map(JSON.string))),
              ])
            })
        )
      ])
  }

  private static func json(of fixes: [(command: String, status: Int)]) -> JSON {
    .array(fixes.map { .object([("command", .string($0.command)), ("status", .int($0.status))]) })
  }

  private static func width(_ words: [String]) -> Int { words.map(\.count).max() ?? 0 }

  private static func padded(_ word: String, _ width: Int) -> String {
    word + String(repeating: " ", count: width - word.count)
  }
}

extension Finding.Result {
  /// SGR parameters, as terminals take them.
  fileprivate var colour: String {
    switch self {
    case .ok: "32"
    case .info: "36"
    case .warning: "33"
    case .error: "1;31"
    }
  }
}
