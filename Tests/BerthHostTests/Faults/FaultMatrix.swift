import Glibc
import Synchronization

/// Every system call of a scenario with every fault.
struct FaultMatrix: Sendable {
  let scenario: FaultScenario

  /// What came of it: for the table in the README.
  struct Figures: CustomStringConvertible {
    let name: String
    let calls: Int
    let tried: Int
    let findings: [String]

    var description: String {
      "faults | \(name) | \(calls) system calls | \(Fault.allCases.count) faults | \(tried) tried | \(findings.count) findings"
    }
  }

  /// How many children run at once.
  static let width = 3

  /// Tries them all.
  func run(_ faults: [Fault] = Fault.allCases) -> Figures {
    let seen = FaultCase.Seen()
    let cases = faults.flatMap { fault in
      scenario.calls.map { FaultCase(scenario: scenario, seen: seen, call: $0, fault: fault) }
    }
    let findings = Mutex<[String]>([])
    Workers.run(cases.count, width: Self.width) { index in
      let found: [String]
      do {
        found = try cases[index].findings()
      } catch {
        found = ["\(cases[index].call.text): \(error)"]
      }
      if !found.isEmpty { findings.withLock { $0 += found } }
    }
    return Figures(
      name: scenario.name, calls: scenario.calls.count, tried: cases.count, findings: findings.withLock { $0 }
    )
  }
}

/// Threads that share a number of tasks. Each waits for child processes most of its time, so they are threads of
/// their own and none of those that run the tests.
enum Workers {
  /// Does task 0 to `count` - 1, `width` of them at a time; back when all are done.
  static func run(_ count: Int, width: Int, _ task: @escaping @Sendable (Int) -> Void) {
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
