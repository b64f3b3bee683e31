import BerthCore
import BerthHost
import Glibc

/// Several homes elsewhere, for which one command is run.
struct Fleet {
  let homes: [Elsewhere]
  /// How many at a time.
  let forks: Int
  let console: Console

  /// What has come of one of them.
  struct Result<Value> {
    var status: ExitStatus
    /// Nil: it ended with an error.
    var value: Value?
    let record: Console.Record

    /// The first sentence of the last line that was said of it, without its own name.
    func lastLine(without name: String) -> String {
      let lines = record.said.printed.split(separator: "\n").filter { !$0.hasPrefix("Next: ") }
      var line = lines.last { !$0.hasPrefix("  ") }.map(String.init) ?? ""
      for start in ["berth: ", "\(name): "] where line.hasPrefix(start) { line.removeFirst(start.count) }
      return line.firstRange(of: ". ").map { String(line[..<$0.lowerBound]) } ?? line
    }
  }

  /// Does something for each of some of them, on threads of their own, each with a console that records.
  ///
  /// `chosen`: their numbers; nil: for all.
  /// `body`: for the home of a number.
  ///
  /// - Returns: what has come of each, in their order.
  func each<Value>(
    _ chosen: [Int]? = nil, _ body: (Int, Console) throws -> (ExitStatus, Value)
  ) -> [Result<Value>] {
    let chosen = chosen ?? Array(homes.indices)
    var results = [Result<Value>?](repeating: nil, count: chosen.count)
    // On a terminal one line that is written over tells how far it has come.
    let isShown = console.format == .text && isatty(STDERR_FILENO) == 1
    var done = 0
    Workers.run(chosen.count, forks) { index in
      var own = console
      let record = Console.Record()
      own.record = record
      var result = Result<Value>(status: .failed, value: nil, record: record)
      do {
        let (status, value) = try body(chosen[index], own)
        (result.status, result.value) = (status, value)
      } catch {
        result.status = own.tell(error)
      }
      return { [result] in
        results[index] = result
        done += 1
        if isShown {
          console.say("\r\u{1b}[K\(done) of \(chosen.count): \(homes[chosen[index]].name)")
        }
      }
    }
    if isShown { console.say("\r\u{1b}[K") }
    return results.compactMap { $0 }
  }

  /// Prints what has been recorded, what is the same of several once; then a line for each.
  ///
  /// - Returns: the worst of them.
  func tell<Value>(_ results: [Result<Value>], hasTable: Bool = true) throws -> ExitStatus {
    switch console.format {
    case .json: try console.out(json(results))
    case .text:
      try tellGroups(results)
      if hasTable { tellTable(results) }
    }
    return worst(results)
  }

  func worst<Value>(_ results: [Result<Value>]) -> ExitStatus {
    results.map(\.status).max { $0.severity < $1.severity } ?? .done
  }

  private func tellGroups<Value>(_ results: [Result<Value>]) throws {
    var groups: [(out: Bytes, said: TerminalText, names: [String])] = []
    for (home, result) in zip(homes, results) where result.value != nil {
      let record = result.record
      if let index = groups.firstIndex(where: { $0.said == record.said && $0.out == record.out }) {
        groups[index].names.append(home.name)
      } else {
        groups.append((record.out, record.said, [home.name]))
      }
    }
    for group in groups where !group.out.isEmpty || group.said != "" {
      console.say("\(group.names.count == 1 ? "host" : "hosts"): \(group.names.joined(separator: ", "))\n")
      try console.out(group.out)
      console.say(group.said)
      console.say("\n")
    }
  }

  /// A host a line, and what has come of it.
  func tellTable<Value>(_ results: [Result<Value>]) {
    let width = homes.map(\.name.withVisibleControls.count).max() ?? 0
    for (home, result) in zip(homes, results) {
      let name = home.name + String(repeating: " ", count: width - home.name.withVisibleControls.count)
      console.say("\(name)  \(result.lastLine(without: home.name))\n")
    }
  }

  /// Each home's own document in one, with its name and the status that it would have by itself.
  private func json<Value>(_ results: [Result<Value>]) -> Bytes {
    let hosts = zip(homes, results).map { home, result -> JSON in
      .object([
        ("host", .string(home.name)), ("status", .int(Int(result.status.rawValue))),
        ("result", JSON(parsing: result.record.out) ?? .null),
      ])
    }
    return JSON.object([("format_version", .string(JSONReport.formatVersion)), ("hosts", .array(hosts))])
      .rendered()
  }
}

extension ExitStatus {
  /// The more, the worse.
  fileprivate var severity: Int {
    switch self {
    case .done: 0
    case .differences: 1
    case .conflicts: 2
    case .failed: 3
    case .data: 4
    case .usage: 5
    }
  }
}
