import BerthCore
import Glibc

/// The only place that prints.
struct Console {
  /// `--color`.
  enum Color: String, CaseIterable {
    case auto
    case always
    case never
  }

  let color: Color
  /// How errors are told: to a person on standard error, or as JSON on standard output.
  let format: Format
  /// `--verbose`.
  var isVerbose = false
  /// What is printed goes there instead: one of several homes has its say.
  var record: Record?

  /// What a home has had printed.
  final class Record {
    var out = Bytes()
    var said: TerminalText = ""
  }

  /// Results as they are: a patch, JSON, a file's content.
  func out(_ bytes: Bytes) throws {
    if let record { return record.out += bytes }
    guard Self.write(bytes, to: STDOUT_FILENO) else { throw OutputFailed(code: errno) }
  }

  /// A listing for a person.
  func out(_ text: TerminalText) throws { try out(Bytes(text.printed.utf8)) }

  /// Everything that is said to a person.
  func say(_ text: TerminalText) {
    if let record { return record.said += text }
    _ = Self.write(Bytes(text.printed.utf8), to: STDERR_FILENO)
  }

  /// Says where the home is that all else is about; of several, each is named with what is said of it.
  func say(host: String) {
    if record == nil { say("host: \(host)\n") }
  }

  /// Runs something to its end; an error is told.
  ///
  /// - Returns: how the program ends with it.
  func end(_ body: () throws -> ExitStatus) -> ExitStatus {
    do {
      return try body()
    } catch {
      return tell(error)
    }
  }

  /// Tells of an error.
  ///
  /// - Returns: how the program ends with it.
  func tell(_ error: any Error) -> ExitStatus {
    let told = ErrorText(error)
    // What can't be told on standard output is told beside it.
    let isWritten = format == .json && !(error is OutputFailed) && (try? out(told.json.rendered())) != nil
    if !isWritten { say(told.text) }
    return told.status
  }

  /// Whether a stream shows colours: `--color`, then `NO_COLOR` (no-color.org), then whether it is a terminal.
  func isColoured(_ stream: Int32) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: getenv("NO_COLOR").map { $0.pointee == 0 } ?? true && isatty(stream) == 1 && !isDumb
    }
  }

  private var isDumb: Bool { getenv("TERM").map { String(cString: $0) == "dumb" } ?? true }

  /// The style of what is said.
  var style: TextReport.Style { isColoured(STDERR_FILENO) ? .coloured : .plain }

  /// Whether there is somebody to ask.
  var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Asks a question that a plain Return answers with no.
  func ask(_ question: String) -> Bool {
    say("\(question) [y/N] ")
    guard let answer = readLine() else {
      say("\n")
      return false
    }
    return ["y", "yes"].contains(answer.lowercased())
  }

  /// Asks whether a command is to go on.
  ///
  /// - Throws: `UsageProblem`, where nobody is there; `NothingWritten.declined`.
  func confirm(_ question: String, for command: String) throws {
    guard isInteractive else {
      throw UsageProblem(
        message: "there is no terminal to ask on: \(command) needs --yes (or --dry-run to look)")
    }
    guard ask(question) else { throw NothingWritten.declined }
  }

  private static func write(_ bytes: Bytes, to stream: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(stream, buffer.baseAddress! + done, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }
}

/// Standard output can't be written to.
struct OutputFailed: Error {
  let code: Int32
  /// Whether the output was to tell of changes that are made by now.
  var isAfterChanges = false
}
