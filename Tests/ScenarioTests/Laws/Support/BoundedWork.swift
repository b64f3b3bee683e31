import Glibc

/// Work that waits for other programs: done on threads of its own, so that the threads of Swift's concurrency
/// stay free for the other tests.
enum BoundedWork {
  /// Does something for each item, as many at a time as there are processors.
  ///
  /// - Returns: the results, in the items' order.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ body: @escaping @Sendable (Item) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var waiting = items.enumerated().makeIterator()
      func begin() {
        guard let (index, item) = waiting.next() else { return }
        group.addTask { (index, await onThread { body(item) }) }
      }
      for _ in 0..<max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))) { begin() }
      var results: [(Int, Result)] = []
      for await result in group {
        results.append(result)
        begin()
      }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private static func onThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      let work = Unmanaged.passRetained(Work { continuation.resume(returning: body()) })
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { pointer in
          Unmanaged<Work>.fromOpaque(pointer!).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
      pthread_detach(thread)
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
