import Glibc

/// Work that waits for other programs most of its time: done on threads of its own, so that those of Swift's concurrency
/// stay free for the other tests.
package enum Threads {
  /// Does something for each item, as many at a time as `width` says, or as there are processors.
  ///
  /// - Returns: the results, in the items' order.
  package static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], width: Int = max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
    _ body: @escaping @Sendable (Item) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var waiting = items.enumerated().makeIterator()
      func begin() {
        guard let (index, item) = waiting.next() else { return }
        group.addTask { (index, await onThread { body(item) }) }
      }
      for _ in 0..<width { begin() }
      var results: [(Int, Result)] = []
      for await result in group {
        results.append(result)
        begin()
      }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// What is found wrong with each item; an error is a finding, too.
  package static func findings<Item: Sendable>(
    _ items: [Item], _ find: @escaping @Sendable (Item) throws -> [String]
  ) async -> [String] {
    await map(items, width: 3) { item in
      do { return try find(item) } catch { return ["\(error)"] }
    }.flatMap { $0 }
  }

  private static func onThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      let work = Unmanaged.passRetained(Work { continuation.resume(returning: body()) })
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { pointer in
          Unmanaged<Work>.fromOpaque(pointer!).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
      precondition(code == 0, "no thread to be had")
      pthread_detach(thread)
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
