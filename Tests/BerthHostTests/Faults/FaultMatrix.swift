import Glibc
import Synchronization

/// Every system call of a scenario with every fault.
struct FaultMatrix: Sendable {
  let scenario: FaultScenario

  /// What came of it: for the table in WhatItSurvives.md.
  struct Figures: CustomStringConvertible {
    let name: String
    let calls: Int
    let faults: Int
    let tried: Int
    let findings: [String]

    var description: String {
      "faults | \(name) | \(calls) system calls | \(faults) faults | \(tried) tried | \(findings.count) findings"
    }
  }

  /// Tries them all.
  func run(_ faults: [Fault] = Fault.usual) -> Figures {
    let aftermath = Aftermath(of: scenario)
    let cases = faults.flatMap { fault in
      scenario.calls.map { FaultCase(scenario: scenario, aftermath: aftermath, call: $0, fault: fault) }
    }
    let findings = Workers.findings(cases.count) { try cases[$0].findings() }
    return Figures(
      name: scenario.name, calls: scenario.calls.count, faults: faults.count, tried: cases.count,
      findings: findings)
  }
}

/// Threads that share a number of tasks. Each waits for child processes most of its time, so they are threads of
/// their own and none of those that run the tests.
enum Workers {
  /// How many children run at once.
  private static let width = 3

  /// What is found wrong in task 0 to `count` - 1; an error is a finding, too.
  static func findings(_ count: Int, _ task: @escaping @Sendable (Int) throws -> [String]) -> [String] {
    let all = Mutex<[String]>([])
    run(count) { index in
      let found: [String]
      do {
        found = try task(index)
      } catch {
        found = ["\(error)"]
      }
      if !found.isEmpty { all.withLock { $0 += found } }
    }
    return all.withLock { $0 }
  }

  /// Does task 0 to `count` - 1, some of them at a time; back when all are done.
  private static func run(_ count: Int, _ task: @escaping @Sendable (Int) -> Void) {
    let next = Counter()
    let work = Work {
      while case let index = next.take(), index < count { task(index) }
    }
    var threads: [pthread_t] = []
    for _ in 0..<min(width, count) {
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          Unmanaged<Work>.fromOpaque(context!).takeRetainedValue().body()
          return nil
        }, Unmanaged.passRetained(work).toOpaque())
      precondition(code == 0, "no thread to be had")
      threads.append(thread)
    }
    for thread in threads { pthread_join(thread, nil) }
  }

  private final class Counter: Sendable {
    private let value = Atomic<Int>(0)
    func take() -> Int { value.add(1, ordering: .relaxed).oldValue }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
