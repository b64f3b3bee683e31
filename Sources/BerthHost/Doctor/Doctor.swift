package import BerthCore
import Glibc

/// Whether the chain works right now, and if not, which link of it is broken and what to type.
///
/// It writes nothing, needs no network, and takes four seconds at most: agents are asked for as long as the installed
/// profile says (`probe_timeout`, one second; every second more is one more for the whole), all at once, and every
/// other question has a bound of one second.
package struct Doctor {
  /// For everything but the agents, in milliseconds; what is left of the four seconds is for reading and printing.
  package static let limit = 2_700
  /// For a single question, in milliseconds.
  package static let probeLimit = 1_000

  private let host: Host
  private let surroundings: Surroundings
  private let planning: () throws -> Survey

  /// `planning`: what `apply` with nothing else said would do.
  package init(
    _ host: Host, in surroundings: Surroundings = Surroundings(), planning: @escaping () throws -> Survey
  ) {
    self.host = host
    self.surroundings = surroundings
    self.planning = planning
  }

  /// What every check has to say, in the order of `Finding.Check`; each says something.
  package func findings() -> [Finding] {
    let examination = Examination(host, in: surroundings, planning: planning)
    // The shell thinks while the others are looked at.
    let prompt = PromptCheck(examination)
    return Finding.Check.allCases.flatMap { check in
      findings(of: check, examination, prompt).map(examination.text.shown)
    }
  }

  private func findings(
    of check: Finding.Check, _ examination: Examination, _ prompt: PromptCheck
  ) -> [Finding] {
    switch check {
    case .installation: InstallationCheck(examination).findings()
    case .link: LinkCheck(examination).findings()
    case .shell: ShellCheck(examination).findings()
    case .prompt: prompt.findings()
    case .tmux: TmuxCheck(examination).findings()
    case .screen: ScreenCheck(examination).findings()
    case .rc: RCCheck(examination).findings()
    case .ssh: SSHCheck(examination).findings()
    case .exports: ExportsCheck(examination).findings()
    case .modes: ModesCheck(examination).findings()
    case .account: AccountCheck(examination).findings()
    case .sockets: SocketsCheck(examination).findings()
    }
  }
}
