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
  private let planning: () throws -> Plan

  /// `planning`: what `apply` with nothing else said would do.
  package init(
    _ host: Host, in surroundings: Surroundings = Surroundings(), planning: @escaping () throws -> Plan
  ) {
    self.host = host
    self.surroundings = surroundings
    self.planning = planning
  }

  /// The parts of the chain, in the order of the table.
  private static var checks: [any Check.Type] {
    [
      InstallationCheck.self, LinkCheck.self, ShellCheck.self, PromptCheck.self, TmuxCheck.self,
      ScreenCheck.self,
      RCCheck.self, SSHCheck.self, ExportsCheck.self, ModesCheck.self, AccountCheck.self, SocketsCheck.self,
    ]
  }

  /// What every check has to say; each says something.
  package func findings() -> [Finding] {
    let examination = Examination(host, in: surroundings, planning: planning)
    // All are made before the first is asked: some questions are answered while others are looked at.
    let checks = Self.checks.map { $0.init(examination: examination) }
    return checks.flatMap { $0.findings() }.map(examination.text.shown)
  }
}

/// A part of the chain that is looked at.
protocol Check {
  init(examination: Examination)

  /// What there is to say of it; never nothing, and the home not yet hidden.
  func findings() -> [Finding]
}
