import BerthCore
import Glibc

/// What `SSH_AUTH_SOCK` says in the shell that the doctor was called from: ssh-add and git's signing go by it alone.
struct ShellCheck {
  private let examination: Examination

  init(_ examination: Examination) { self.examination = examination }

  /// What it has to say; never nothing, and the home not yet hidden.
  func findings() -> [Finding] { [finding] }

  private var finding: Finding {
    let fix = [examination.exportCommand]
    guard let value = examination.surroundings.authSock else {
      return isLinkAlive
        ? Finding(
          .warning, .shell, "SSH_AUTH_SOCK is not set here: ssh finds the link, ssh-add does not", type: fix)
        : Finding(.info, .shell, "SSH_AUTH_SOCK is not set here")
    }
    if value == examination.link.path { return Finding(.ok, .shell, "SSH_AUTH_SOCK is the link") }
    let name = "SSH_AUTH_SOCK is \(examination.text.shown(value))"
    guard let real = value.resolvedPath else {
      return Finding(.warning, .shell, "\(name), which is gone", type: fix)
    }
    switch examination.agents.answer(of: real).state {
    case .keys, .empty:
      let isLinks = real == examination.place.socket
      return Finding(
        .info, .shell,
        isLinks ? "\(name), where the link leads now" : "\(name), an agent of its own that answers",
        type: isLinks ? fix : [])
    case .hung: return Finding(.warning, .shell, "\(name), which does not answer", type: fix)
    case .dead(let why): return Finding(.warning, .shell, "\(name): \(why.rawValue)", type: fix)
    }
  }

  private var isLinkAlive: Bool {
    examination.place.socket.map { examination.agents.answer(of: $0).state.isAlive } ?? false
  }
}
