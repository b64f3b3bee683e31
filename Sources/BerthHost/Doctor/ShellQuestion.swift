import BerthCore
import CSystemCalls
import Glibc

/// Asks the login shell itself what it has come to after its start-up files: whether they read `~/.bashrc_agent`, and
/// whether what runs before a prompt calls `_berth_prompt`, however that is hooked in.
///
/// No prompt is drawn and no terminal opened, so nothing attaches to tmux or enters a history; and the kernel keeps
/// the shells, and all that they start, from writing anywhere (landlock(7)).
struct ShellQuestion {
  /// The ways in which people come to a shell.
  enum Kind: String, CaseIterable {
    case login
    case pane
    case inner

    var words: String {
      switch self {
      case .login: "a login shell"
      case .pane: "a login shell in tmux"
      case .inner: "a shell in a window"
      }
    }
  }

  struct Answer {
    let kind: Kind
    /// Whether it has read the script.
    let hasRead: Bool
    /// Whether its prompt calls it.
    let isHooked: Bool
    /// `$ZDOTDIR`, where zsh looks for its files instead of the home.
    let zdotdir: String
  }

  /// `bash` or `zsh`.
  let shell: String
  private let path: String
  private let examination: Examination

  /// For all of them together, in milliseconds.
  private static let limit = 1_500

  /// - Returns: nil for a shell that nobody knows how to ask.
  init?(_ examination: Examination) {
    path = String(decoding: examination.surroundings.shell ?? [], as: UTF8.self)
    shell = String(path.split(separator: "/").last ?? "")
    guard ["bash", "zsh"].contains(shell) else { return nil }
    self.examination = examination
  }

  /// What those have said that came to an end of their files in time.
  ///
  /// - Returns: nil where the system can't keep them from writing: then none is asked.
  func answers() -> [Answer]? {
    let mark = "asks by \(getpid())"
    var process = BoundedProcess(
      ["/bin/sh", "-c", Self.script, "sh", path, shell == "zsh" ? Self.zsh : Self.bash],
      limit: min(Self.limit, examination.deadline.left))
    process.isDetached = true
    process.environment = [
      // What the script greets with at a shell's start has been done, for all it knows.
      "_berth_greeted": "asked", "HISTFILE": "/dev/null", "HOME": examination.host.homePath, Self.mark: mark,
      "SSH_AUTH_SOCK": nil, "TMUX": nil, "TMUX_PANE": nil, "STY": nil, "BASH_ENV": nil, "ENV": nil,
    ]
    let outcome = WithoutWriting.run(process)
    end(allWith: mark)
    guard let outcome else { return nil }
    return outcome.output.split(separator: 0x0a).compactMap { line in
      let words = String(decoding: line, as: UTF8.self).split(
        separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
      guard words.count == 5, words[0] == "berth-doctor:", let kind = Kind(rawValue: String(words[1])) else {
        return nil
      }
      return Answer(
        kind: kind, hasRead: words[2] == "read", isHooked: words[3] == "hooked", zdotdir: String(words[4]))
    }
  }

  /// Interactive shells put themselves and what they start into groups of their own, and start-up files start daemons:
  /// all that bears our mark goes.
  private func end(allWith mark: String) {
    let mark = Bytes(mark.utf8)
    for pid in ProcessTable().entries.keys where ProcessTable.variable(Self.mark, of: pid) == mark {
      kill(pid, SIGKILL)
    }
  }

  private static let mark = "BERTH_DOCTOR"

  /// The file that such a shell reads, as it is typed.
  func file(_ answer: Answer) -> String {
    if shell == "zsh" {
      return answer.zdotdir.isEmpty
        ? "~/.zshrc" : shellWord(examination.text.shown("\(answer.zdotdir)/.zshrc"))
    }
    guard answer.kind != .inner else { return "~/.bashrc" }
    // bash(1), INVOCATION: the first of these.
    let names = [".bash_profile", ".bash_login", ".profile"]
    return "~/\(names.first { examination.path($0).withCPath { access($0, R_OK) } == 0 } ?? names[0])"
  }

  /// All at the same time: a limit holds for the slowest of them.
  private static let script = """
    TMUX= && unset TMUX
    _berth_way=login "$1" -l -i -c "$2" &
    _berth_way=inner "$1" -i -c "$2" &
    TMUX=/nonexistent/berth-doctor,0,0 TMUX_PANE=%0 _berth_way=pane "$1" -l -i -c "$2" &
    wait
    """

  /// The function is asked for by its name, and then replaced by one that tells whether it is called. What comes before
  /// a prompt is run twice: bash-preexec hooks itself in the first time.
  private static let bash = question(
    "for _berth_each in \"${PROMPT_COMMAND[@]}\"; do eval \"$_berth_each\"; done")

  private static let zsh = question("for _berth_each in precmd $precmd_functions; do $_berth_each; done")

  private static func question(_ prompt: String) -> String {
    """
    _berth_read=- _berth_seen=-
    if typeset -f _berth_prompt >/dev/null; then _berth_read=read; fi
    _berth_prompt() { _berth_seen=hooked; }
    { \(prompt); \(prompt); } >/dev/null 2>&1
    printf '\\nberth-doctor: %s %s %s %s\\n' "$_berth_way" "$_berth_read" "$_berth_seen" "${ZDOTDIR-}"
    """
  }
}

/// Runs a command that can't write to any file.
private enum WithoutWriting {
  /// What the thread takes and gives.
  private final class Errand {
    let process: BoundedProcess
    var outcome: BoundedProcess.Outcome?

    init(_ process: BoundedProcess) { self.process = process }
  }

  /// - Returns: nil where the system can't forbid it: then nothing is run.
  static func run(_ process: BoundedProcess) -> BoundedProcess.Outcome? {
    // A thread's own restriction holds for what it starts, and goes with it.
    let errand = Errand(process)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        let errand = Unmanaged<Errand>.fromOpaque(pointer!).takeUnretainedValue()
        if berth_forbid_writing() == 0 { errand.outcome = errand.process.run() }
        return nil
      }, Unmanaged.passUnretained(errand).toOpaque())
    guard code == 0 else { return nil }
    pthread_join(thread, nil)
    return errand.outcome
  }
}
