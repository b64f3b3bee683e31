import BerthCore
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
    /// Why not, where the script knows.
    let reason: String
    /// `$ZDOTDIR`, where zsh looks for its files instead of the home.
    let zdotdir: String
  }

  /// `bash` or `zsh`.
  let shell: String
  private let path: Bytes
  /// What marks the shells of this question, and all that they start.
  private let own = Bytes("asks \(UInt64.random(in: 0 ... .max))".utf8)
  private let examination: Examination

  /// For all of them together, in milliseconds.
  private static let limit = 1_500

  /// - Returns: nil for a shell that nobody knows how to ask.
  init?(_ examination: Examination) {
    path = examination.surroundings.shell ?? []
    shell = String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    guard ["bash", "zsh"].contains(shell) else { return nil }
    self.examination = examination
  }

  /// Begins to ask; answers come while others are looked at.
  func ask() -> UnwritingRun {
    var process = BoundedProcess(
      ["/bin/sh", "-c", Self.script, "sh"].bytes + [path] + [shell == "zsh" ? Self.zsh : Self.bash].bytes,
      limit: min(Self.limit, examination.deadline.left))
    process.isDetached = true
    process.environment = [
      // What the script greets with at a shell's start has been done, for all it knows.
      "_berth_greeted": Bytes("asked".utf8), "HISTFILE": Bytes("/dev/null".utf8),
      "HOME": examination.host.homePath, Self.mark: own,
      "SSH_AUTH_SOCK": nil, "TMUX": nil, "TMUX_PANE": nil, "STY": nil, "BASH_ENV": nil, "ENV": nil,
    ]
    return UnwritingRun(of: process)
  }

  /// What those have said that came to an end of their files in time.
  ///
  /// - Returns: nil where the system can't keep them from writing: then none was asked.
  func answers(of run: UnwritingRun) -> [Answer]? {
    let outcome = run.outcome
    endMarked()
    guard let outcome else { return nil }
    return outcome.output.split(separator: lineFeed).compactMap { line in
      let words = String(decoding: line, as: UTF8.self).split(
        separator: "|", maxSplits: 5, omittingEmptySubsequences: false)
      guard words.count == 6, words[0] == "berth-doctor", let kind = Kind(rawValue: String(words[1])) else {
        return nil
      }
      return Answer(
        kind: kind, hasRead: words[2] == "read", isHooked: words[3] == "hooked",
        // Once the prompt has run, it is the shell's process id.
        reason: Int(words[4]) == nil ? String(words[4]) : "", zdotdir: String(words[5]))
    }
  }

  /// Interactive shells put themselves and what they start into groups of their own, and start-up files start daemons:
  /// all that bears our mark goes.
  private func endMarked() {
    for pid in ProcessTable().entries.keys
    where ProcessTable.variable(Self.mark, of: pid) == own {
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
    _doctor_way=login "$1" -l -i -c "$2" &
    _doctor_way=inner "$1" -i -c "$2" &
    TMUX=/nonexistent/berth-doctor,0,0 TMUX_PANE=%0 _doctor_way=pane "$1" -l -i -c "$2" &
    wait
    """

  /// The function is asked for by its name, and then replaced by one that tells whether it is called. What comes before
  /// a prompt is run twice: bash-preexec hooks itself in the first time.
  private static let bash = question(
    "for _doctor_each in \"${PROMPT_COMMAND[@]}\"; do eval \"$_doctor_each\"; done")

  private static let zsh = question("for _doctor_each in precmd $precmd_functions; do $_doctor_each; done")

  private static func question(_ prompt: String) -> String {
    """
    _doctor_read='' _doctor_hooked=''
    if typeset -f _berth_prompt >/dev/null; then _doctor_read=read; fi
    _berth_prompt() { _doctor_hooked=hooked; }
    { \(prompt); \(prompt); } >/dev/null 2>&1
    printf '\\nberth-doctor|%s|%s|%s|%s|%s\\n' "$_doctor_way" "$_doctor_read" "$_doctor_hooked" "${_berth_heals-}" "${ZDOTDIR-}"
    """
  }
}
