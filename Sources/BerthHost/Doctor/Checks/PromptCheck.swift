import BerthCore
import Glibc

/// Whether shells that a person gets would mend a broken chain before they prompt: the real shell is asked, since no
/// look at start-up files tells what it makes of them.
struct PromptCheck: Check {
  let examination: Examination
  private let question: ShellQuestion?
  private let run: UnwritingRun?

  /// Begins to ask, if there is anything to ask for.
  init(examination: Examination) {
    self.examination = examination
    question = Self.isHooked(examination) ? ShellQuestion(examination) : nil
    // Without a process table, what start-up files leave behind could not be ended.
    run = examination.processes.entries.isEmpty ? nil : question?.ask()
  }

  /// The hook line, as the installed files have it.
  private static let hook = String(
    decoding: (BuiltIns.template("shell/hook") ?? [])[...].trimmed, as: UTF8.self)

  func findings() -> [Finding] {
    guard Self.isHooked(examination) else {
      return [Finding(ok: .prompt, "no shell's start-up file is berth's here")]
    }
    guard let question else {
      return [
        Finding(.info, .promptNotAsked, "only bash and zsh can be asked whether their prompt mends the chain")
      ]
    }
    guard let run, let answers = question.answers(of: run) else {
      return [
        Finding(
          .info, .promptNotAsked,
          "\(question.shell) was not asked: this system can't keep it from writing, or tell what it starts (landlock, /proc)"
        )
      ]
    }
    let findings =
      finding(.scriptNotRead, answers.filter { !$0.hasRead }, question)
      + finding(.promptNotHooked, answers.filter { $0.hasRead && !$0.isHooked }, question)
    guard findings.isEmpty else { return findings }
    let silent = ShellQuestion.Kind.allCases.filter { kind in !answers.contains { $0.kind == kind } }
    guard silent.isEmpty else {
      return [
        Finding(
          .info, .promptNotAsked,
          "\(question.shell) as \(silent.map(\.words).joined(separator: " and ")) does not come to an end of its "
            + "start-up files, and was not asked")
      ]
    }
    return [Finding(ok: .prompt, "\(question.shell) mends the chain before each prompt")]
  }

  /// Whether a shell's start-up file has a block of ours at all.
  private static func isHooked(_ examination: Examination) -> Bool {
    let script = HomePath(relative: ".bashrc_agent")
    guard let entries = examination.receipt?.entries, entries.contains(where: { $0.path == script }) else {
      return false
    }
    // zsh's may lie elsewhere: `$ZDOTDIR`.
    return entries.contains { [".bashrc", ".zshrc"].contains($0.path.name) }
  }

  /// One for all the ways into a shell that have the same fault. Where each shell has it, a login's comes from the file
  /// that all others read as well.
  private func finding(
    _ ailment: Ailment, _ answers: [ShellQuestion.Answer], _ question: ShellQuestion
  ) -> [Finding] {
    guard let worst = answers.first(where: { $0.kind == .inner }) ?? answers.first else { return [] }
    let file = question.file(worst)
    let ways = ShellQuestion.Kind.allCases.filter { kind in answers.contains { $0.kind == kind } }.map(
      \.words)
    let shell = "\(question.shell) as \(ways.joined(separator: ", as "))"
    guard ailment == .promptNotHooked else {
      return [
        Finding(
          .warning, ailment, "\(shell) never comes to ~/.bashrc_agent: old windows are not mended there",
          // Where the plan knows better, it moves the hook; else a person has to look.
          type: examination.renewal.differs
            ? examination.renewal.advice()
            : [Advice("${EDITOR:-vi} +1 \(file)", note: "before all else there: \(Self.hook)")])
      ]
    }
    guard worst.reason.isEmpty else {
      return [
        Finding(
          .info, .promptNotPossible,
          "\(shell) leaves no room for a prompt hook (\(worst.reason)): old windows are not mended there, ssh does it"
        )
      ]
    }
    return [
      Finding(
        .warning, ailment,
        "\(shell) reads ~/.bashrc_agent, but its prompt does not call it any more: old windows are not mended there",
        // The file's last line need not have an end.
        type: [Advice("printf '\\n%s\\n' '\(Self.hook)' >>\(file)")])
    ]
  }
}
