import BerthCore
import Glibc

/// Whether `~/.ssh/rc` can run at login, and whether sshd lets agents through at all.
struct RCCheck {
  private let examination: Examination

  init(_ examination: Examination) { self.examination = examination }

  private let path = HomePath(relative: ".ssh/rc")

  /// What it has to say; never nothing, and the home not yet hidden.
  func findings() -> [Finding] {
    let settings = ServerPolicy(examination)
    let findings = scriptFindings + settings.findings()
    guard findings.allSatisfy({ $0.result < .warning }),
      !findings.contains(where: { $0.message.hasPrefix("\(path)") })
    else { return findings }
    return [Finding(.ok, .rc, "\(path) is there, its syntax is right, and sshd runs it")] + findings
  }

  private var scriptFindings: [Finding] {
    switch examination.host.home.read(path) {
    case .absent:
      guard examination.receipt?.entries.contains(where: { $0.path == path }) == true else {
        return [Finding(.info, .rc, "\(path) is not there: only interactive shells set the link")]
      }
      return [
        Finding(
          .warning, .rc, "\(path) is gone: a login by itself no longer sets the link", type: ["berth apply"])
      ]
    case .unusable(let reason, _):
      return [Finding(.error, .rc, "\(path) can't run: \(reason)", type: ["ls -l \(path)"])]
    case .file(let content): return syntax(content) + homeName
    }
  }

  private func syntax(_ content: ActualContent) -> [Finding] {
    // sshd runs /bin/sh, whatever the login shell is (sshd(8), SSHRC).
    let outcome = examination.run(["/bin/sh", "-n", "\(examination.host.homePath)/\(path.relative)"])
    switch outcome.end {
    case .exited(0): return []
    case .timedOut: return [Finding(.info, .rc, "\(path) was not checked: there was no time")]
    default:
      let words = String(decoding: outcome.errors.prefix { $0 != 0x0a }, as: UTF8.self)
      return [Finding(.error, .rc, "\(path) has a syntax error: \(words)", type: ["sh -n \(path)"])]
    }
  }

  /// session.c: the path stands unquoted in what the login shell is given.
  private var homeName: [Finding] {
    guard (examination.surroundings.accountHome ?? []).contains(where: { isBlank($0) }) else { return [] }
    return [
      Finding(
        .error, .rc, "\(path) never runs: there is a blank in the home's path, which sshd does not quote")
    ]
  }
}
