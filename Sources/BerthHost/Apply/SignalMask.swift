import Glibc

/// Holds back the signals by which a terminal or a lost connection ends a program, for the moments in which files
/// change. They arrive when the mask is taken off.
struct SignalMask {
  private var before = sigset_t()

  init() {
    var blocked = sigset_t()
    sigemptyset(&blocked)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { sigaddset(&blocked, signal) }
    sigprocmask(SIG_BLOCK, &blocked, &before)
  }

  func restore() {
    var before = before
    sigprocmask(SIG_SETMASK, &before, nil)
  }
}
