import Glibc
import Synchronization
import TestSupport

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
    guard let path = Built.path(of: program) else { return nil }
    let options = program == "zsh" ? ["-f", "-n"] : ["-n"]
    let outcome = Command([path] + options + [file])
      .env(["HOME": home, "PATH": "/nonexistent", "LC_ALL": "C"]).run()
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
  private let process: Running
  /// The errors of two files that are parsed at once may reach either client.
  private let turn = Mutex(())

  /// Starts it, and waits until it answers.
  ///
  /// `folder`: for the socket.
  /// Nil if there is no tmux.
  init?(in folder: String) {
    let socket = "\(folder)/tmux.sock"
    guard let program = Built.path(of: "tmux"),
      let process = Command(program, "-S", socket, "-f", "/dev/null", "-D")
        .env(["HOME": folder, "PATH": "/nonexistent", "TERM": "dumb"]).limit(2).start(),
      (try? eventually { access(socket, F_OK) == 0 }) != nil
    else { return nil }
    self.program = program
    self.socket = socket
    self.process = process
  }

  /// Has a file parsed, and nothing in it carried out.
  func check(_ file: String) -> SyntaxAnswers.Answer {
    let command = Command(program, "-S", socket, "source-file", "-n", file)
      .env(["HOME": "/nonexistent", "PATH": "/nonexistent", "TERM": "dumb"])
    let outcome = turn.withLock { _ in command.run() }
    return SyntaxAnswers.Answer(
      status: outcome.status, errors: SyntaxAnswers.withoutNumbers(outcome.out + outcome.errors))
  }

  /// Ends it.
  func stop() {
    kill(process.number, SIGTERM)
    _ = process.wait()
  }
}
