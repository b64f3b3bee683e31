import Glibc
import Synchronization

/// What the programs that read the dotfiles say of them without running them: `bash -n`, `zsh -n`, `sh -n`, and
/// tmux's `source-file -n`.
struct SyntaxAnswers {
  /// By the check's name.
  private(set) var answers: [String: Answer] = [:]

  /// What a program says of a file.
  struct Answer: Equatable {
    let status: Int32
    /// Without the numbers, as lines are counted.
    let errors: Text
  }

  private static let checks: [(path: String, programs: [String])] = [
    (".bashrc", ["bash"]), (".zshrc", ["zsh"]), (".profile", ["sh", "bash"]), (".bash_profile", ["bash"]),
    (".ssh/rc", ["sh"]), (".tmux.conf", ["tmux"]),
  ]

  /// Asks of every dotfile that is there.
  init(home: String, tmux: TmuxServer?) {
    for (path, programs) in Self.checks where access("\(home)/\(path)", R_OK) == 0 {
      for program in programs {
        guard let answer = Self.ask(program, of: "\(home)/\(path)", home: home, tmux: tmux) else { continue }
        answers["\(program) -n ~/\(path)"] = answer
      }
    }
  }

  private static func ask(_ program: String, of file: String, home: String, tmux: TmuxServer?) -> Answer? {
    if program == "tmux" { return tmux?.check(file) }
    guard let path = Installed.path(of: program) else { return nil }
    let options = program == "zsh" ? ["-f", "-n"] : ["-n"]
    let run = ProgramRun(
      program: path, arguments: options + [file],
      environment: ["HOME": home, "PATH": "/nonexistent", "LC_ALL": "C"])
    let outcome = run.run()
    return Answer(status: outcome.status, errors: withoutNumbers(outcome.errors))
  }

  /// A text without its digits.
  static func withoutNumbers(_ text: Text) -> Text {
    text.filter { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// How answers after differ from those before, one line each. A file that was not there has to be right; one that
  /// was refused is refused as before, but which of its errors comes first may differ.
  func differences(from before: SyntaxAnswers) -> [String] {
    answers.keys.sorted().compactMap { check in
      let new = answers[check]!
      let old = before.answers[check] ?? Answer(status: 0, errors: [])
      guard new.status != old.status || new.status == 0 && new.errors != old.errors else { return nil }
      return "\(check): \(old.status) '\(old.errors.shown)' became \(new.status) '\(new.errors.shown)'"
    }
  }
}

/// A tmux server of the tests' own, on a socket of its own, with no session and no configuration.
final class TmuxServer: Sendable {
  private let program: String
  private let socket: String
  private let process: pid_t
  /// The errors of two files that are parsed at once may reach either client.
  private let turn = Mutex(())

  /// Starts it, and waits until it answers.
  ///
  /// `folder`: for the socket.
  /// Nil if there is no tmux.
  init?(in folder: String) {
    guard let program = Installed.path(of: "tmux") else { return nil }
    self.program = program
    socket = "\(folder)/tmux.sock"
    let run = ProgramRun(
      program: program, arguments: ["-S", socket, "-f", "/dev/null", "-D"],
      environment: ["HOME": folder, "PATH": "/nonexistent", "TERM": "dumb"])
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(null) }
    guard let process = run.start(null, null) else { return nil }
    self.process = process
    for _ in 0..<500 where access(socket, F_OK) != 0 { usleep(10_000) }
  }

  /// Has a file parsed, and nothing in it carried out.
  func check(_ file: String) -> SyntaxAnswers.Answer {
    let run = ProgramRun(
      program: program, arguments: ["-S", socket, "source-file", "-n", file],
      environment: ["HOME": "/nonexistent", "PATH": "/nonexistent", "TERM": "dumb"])
    let outcome = turn.withLock { _ in run.run() }
    return SyntaxAnswers.Answer(
      status: outcome.status, errors: SyntaxAnswers.withoutNumbers(outcome.output + outcome.errors))
  }

  /// Ends it.
  func stop() {
    var status: Int32 = 0
    kill(process, SIGTERM)
    for _ in 0..<200 {
      if waitpid(process, &status, WNOHANG) != 0 { return }
      usleep(10_000)
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
  }
}
