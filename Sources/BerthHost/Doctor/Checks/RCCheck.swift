import BerthCore
import Glibc

/// Whether `~/.ssh/rc` can run at login, and whether sshd lets agents through at all.
struct RCCheck: Check {
  let examination: Examination

  private let path = HomePath(relative: ".ssh/rc")

  func findings() -> [Finding] {
    let script = scriptFindings
    let policy = ServerPolicy(examination)
    let settings = policy.findings()
    guard script.isEmpty, policy.runsRC, settings.allSatisfy({ $0.result < .warning }) else {
      return script + settings
    }
    let runs =
      examination.surroundings.hasServer
      ? ", its syntax is right, and sshd runs it" : " and its syntax is right"
    return [Finding(ok: .rc, "\(path) is there\(runs)")] + settings
  }

  private var scriptFindings: [Finding] {
    switch examination.host.home.read(path) {
    case .absent:
      guard examination.receipt?.entries.contains(where: { $0.path == path }) == true else {
        return [Finding(.info, .rcAbsent, "\(path) is not there: only interactive shells set the link")]
      }
      return [
        Finding(
          .warning, .rcAbsent, "\(path) is gone: a login by itself no longer sets the link",
          type: examination.renewal.advice())
      ]
    case .unusable(let reason, _):
      // Whose it is, and what for, nobody here can tell.
      return [
        Finding(
          .error, .rcUnusable,
          "\(path) can't run: \(reason); once it is elsewhere, '\(examination.program) apply' goes on"
        )
      ]
    case .file(let content): return syntax(content) + homeName
    }
  }

  private func syntax(_ content: ActualContent) -> [Finding] {
    // sshd runs /bin/sh, whatever the login shell is (sshd(8), SSHRC).
    let outcome = examination.run(["/bin/sh", "-n"].bytes + [examination.path(path.relative)])
    switch outcome.end {
    case .exited(0): return []
    case .timedOut: return [Finding(.info, .rcNotChecked, "\(path) was not checked: there was no time")]
    default:
      let words = String(decoding: outcome.errors.prefix { $0 != lineFeed }, as: UTF8.self)
      // `/home/a/.ssh/rc: 3: Syntax error: …`, and bash says `line 3`.
      let line =
        words.split { !$0.isNumber }.compactMap { Int($0) }.last { "\(words) ".contains(" \($0): ") } ?? 1
      return [
        Finding(
          .error, .rcBroken, "\(path) has a syntax error: \(words)",
          type: [Advice("${EDITOR:-vi} +\(line) \(path)")])
      ]
    }
  }

  /// session.c: the path stands unquoted in what the login shell is given.
  private var homeName: [Finding] {
    guard examination.surroundings.hasServer,
      (examination.surroundings.accountHome ?? []).contains(where: { isBlank($0) })
    else { return [] }
    return [
      Finding(
        .error, .rcHomeHasBlank,
        "\(path) never runs: there is a blank in the home's path, which sshd does not quote")
    ]
  }
}
