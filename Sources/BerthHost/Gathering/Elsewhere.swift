package import BerthCore

/// A home elsewhere, behind a command that runs sh(1) with a script on its standard input: `ssh HOST sh`,
/// `docker exec -i NAME sh`.
package struct Elsewhere {
  /// For sh(1) here.
  package let command: String
  /// What messages call it.
  package let name: String
  /// The option that names it, for the next command.
  package let option: String

  /// For one answer, in milliseconds.
  private static let limit = 60_000
  /// Of an answer, in bytes.
  private static let outputLimit = 256 << 20
  /// How often what a plan needs besides may be asked.
  private static let rounds = 5

  /// Why nothing could be asked.
  package enum Problem: Error {
    /// The command could not be run, or ended with a status; what it said last.
    case failed(String, end: BoundedProcess.End, said: String)
    /// What came is no answer.
    case noAnswer(String, GatheredAnswers.Problem)
    /// What was to be asked has no end.
    case endless(String)
    /// What has become of a plan is not known, and why; the option that names the account.
    indirect case lost(String, Problem)
  }

  /// - Parameter command: any that runs a POSIX sh with what is on its standard input.
  package init(via command: String) {
    self.command = command
    name = command
    option = "--via \(shellWord(command))"
  }

  /// - Parameter host: as ssh(1) takes it, whose configuration decides all else.
  package init(host: String) {
    command = "exec ssh -T -o BatchMode=yes -- \(shellWord(host)) sh"
    name = host
    option = "--host \(shellWord(host))"
  }

  /// Asks, and does something with the answers; where they were not enough, once more.
  ///
  /// - Parameters:
  ///   - traces: whether a plan will want all that is marked as Berth's, as an uninstall does.
  ///   - step: changes nothing.
  /// - Returns: what the step came to when it knew all that it wanted to know.
  /// - Throws: `Problem`; what the step throws.
  package func ask<Result>(traces: Bool = false, _ step: (any Account) throws -> Result) throws -> Result {
    var script = try GatheredAccount.firstQuestions(traces: traces)
    for _ in 0..<Self.rounds {
      let answer = try GatheredAnswer(gather(script))
      let result = Swift.Result { try step(answer.account) }
      guard let more = answer.more else { return try result.get() }
      script = more
    }
    throw Problem.endless(name)
  }

  private func gather(_ script: GatherScript) throws -> Gathered {
    try run(script.text()) { output throws(GatheredAnswers.Problem) in try Gathered(GatheredAnswers(output)) }
  }

  /// Carries out a plan, or sets right what an interrupted run has left.
  ///
  /// - Returns: what has become of it.
  /// - Throws: `Problem.lost`, after which that is not known.
  package func carryOut(_ script: CommitScript) throws -> CommitOutcome {
    let text = try script.text()
    do {
      return try run(text) { output throws(GatheredAnswers.Problem) in
        try CommitOutcome(GatheredAnswers(output, of: "committed"))
      }
    } catch {
      throw Problem.lost(option, error)
    }
  }

  /// Runs a script, and reads what it has printed.
  private func run<Result>(
    _ script: Bytes, _ reading: (Bytes) throws(GatheredAnswers.Problem) -> Result
  ) throws(Problem) -> Result {
    var process = BoundedProcess(["/bin/sh", "-c", command], limit: Self.limit)
    process.input = script
    process.outputLimit = Self.outputLimit
    let outcome = process.run()
    do {
      return try reading(outcome.output)
    } catch {
      guard outcome.isSuccess else {
        throw .failed(name, end: outcome.end, said: Self.lastLine(of: outcome.errors))
      }
      throw .noAnswer(name, error)
    }
  }

  private static func lastLine(of bytes: Bytes) -> String {
    let lines = LineReader(bytes).map { bytes[$0.content].trimmed }.filter { !$0.isEmpty }
    return String(decoding: lines.last ?? [], as: UTF8.self)
  }
}
