import TestSupport

/// Every system call of a scenario with a kill, and with failures: each for another reason in turns, or, in the whole
/// search, for all.
struct FaultMatrix: Sendable {
  let scenario: FaultScenario

  /// What came of it: for the table in WhatItSurvives.md.
  struct Figures: CustomStringConvertible {
    let name: String
    let calls: Int
    let tried: Int
    let findings: [String]

    var description: String {
      "faults | \(name) | \(calls) system calls | \(tried) tried | \(findings.count) findings"
    }
  }

  /// Tries them all.
  func run() async -> Figures {
    let aftermath = Aftermath(of: scenario)
    let cases = scenario.calls.enumerated().flatMap { number, call in
      ([.kill] + Search.ways(Fault.failures, for: number)).map {
        FaultCase(scenario: scenario, aftermath: aftermath, call: call, fault: $0)
      }
    }
    let findings = await Threads.findings(cases) { try $0.findings() }
    return Figures(
      name: scenario.name, calls: scenario.calls.count, tried: cases.count,
      findings: findings)
  }
}
