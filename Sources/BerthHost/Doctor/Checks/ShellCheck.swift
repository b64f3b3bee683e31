import BerthCore
import Glibc

/// What `SSH_AUTH_SOCK` says in the shell that the doctor was called from: ssh-add and git's signing go by it alone.
struct ShellCheck: Check {
  let examination: Examination

  func findings() -> [Finding] { [finding] }

  private var finding: Finding {
    guard let value = examination.surroundings.authSock else {
      return examination.isLinkAlive
        ? Finding(
          .warning, .variableUnset, "SSH_AUTH_SOCK is not set here: ssh finds the link, ssh-add does not",
          type: [export])
        : Finding(.info, .variableUnset, "SSH_AUTH_SOCK is not set here")
    }
    if value == examination.link.path { return Finding(ok: .shell, "SSH_AUTH_SOCK is the link") }
    let name = "SSH_AUTH_SOCK is \(examination.text.shown(value))"
    guard let real = value.resolvedPath else { return dead("\(name), which is gone") }
    if case .stranger(let words) = SocketTrust(value) { return dead("\(name), \(words), and was not asked") }
    switch examination.agents.answer(of: real).state {
    case .keys, .empty, .busy:
      let isLinks = real == examination.place.socket
      return isLinks
        ? Finding(.info, .variableBehindLink, "\(name), where the link leads now", type: [export])
        : Finding(.info, .variableOther, "\(name), an agent of its own that answers")
    case .hung: return dead("\(name), which does not answer")
    case .dead(let why): return dead("\(name): \(why.rawValue)")
    }
  }

  private var export: Advice { Advice(examination.exportCommand) }

  /// Nobody comes: without it ssh goes by the link, and by key files.
  private var unset: Advice { Advice(examination.surroundings.dialect.unsetting("SSH_AUTH_SOCK")) }

  /// The link is of use once somebody is behind it.
  private func dead(_ message: String) -> Finding {
    if examination.isLinkAlive { return Finding(.warning, .variableDead, message, type: [export]) }
    return Finding(
      .warning, .variableDead, message,
      type: examination.relink().map { [$0, export] }
        ?? (examination.relogin.isEmpty ? [unset] : examination.relogin))
  }
}
