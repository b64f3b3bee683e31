package import BerthCore

/// A home elsewhere, behind a command that runs sh(1) with a script on its standard input: `ssh HOST sh`,
/// `docker exec -i NAME sh`.
package struct Elsewhere {
  /// For sh(1) here.
  package let command: String
  /// What messages call it.
  package let name: String

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
  }

  /// - Parameter command: any that runs a POSIX sh with what is on its standard input.
  package init(via command: String) {
    self.command = command
    name = command
  }

  /// - Parameter host: as ssh(1) takes it, whose configuration decides all else.
  package init(host: String) {
    command = "exec ssh -T -o BatchMode=yes -- \(shellWord(host)) sh"
    name = host
  }

  /// Asks, and does something with the answers; where they were not enough, once more.
  ///
  /// - Parameter step: changes nothing.
  /// - Returns: what the step came to when it knew all that it wanted to know.
  /// - Throws: `Problem`; what the step throws.
  package func ask<Result>(_ step: (any Account) throws -> Result) throws -> Result {
    var script = try GatheredAccount.firstQuestions()
    for _ in 0..<Self.rounds {
      let account = GatheredAccount(try gather(script), asked: script)
      let result = Swift.Result { try step(account) }
      if account.missing == GatherScript() { return try result.get() }
      script.add(account.missing)
    }
    throw Problem.endless(name)
  }

  private func gather(_ script: GatherScript) throws -> Gathered {
    var process = BoundedProcess(["/bin/sh", "-c", command], limit: Self.limit)
    process.input = try script.text()
    process.outputLimit = Self.outputLimit
    let outcome = process.run()
    do {
      return try Gathered(GatheredAnswers(outcome.output))
    } catch {
      guard outcome.isSuccess else {
        throw Problem.failed(name, end: outcome.end, said: Self.lastLine(of: outcome.errors))
      }
      throw Problem.noAnswer(name, error)
    }
  }

  private static func lastLine(of bytes: Bytes) -> String {
    let lines = LineReader(bytes).map { bytes[$0.content].trimmed }.filter { !$0.isEmpty }
    return String(decoding: lines.last ?? [], as: UTF8.self)
  }
}
