import Glibc

/// Threads for work that waits for other programs most of its time.
package enum Workers {
  /// Does pieces of work, so many at a time, and waits for all of them.
  ///
  /// - Parameters:
  ///   - count: how many pieces.
  ///   - width: how many at a time.
  ///   - body: does one, by its number, on a thread of its own; what it returns is called after it, one at a time.
  package static func run(_ count: Int, _ width: Int, _ body: (Int) -> () -> Void) {
    withoutActuallyEscaping(body) { body in
      let crew = Crew(count: count, body)
      let threads = (0..<min(width, count)).map { _ -> pthread_t in
        var thread = pthread_t()
        let code = pthread_create(
          &thread, nil,
          { crew in
            Unmanaged<Crew>.fromOpaque(crew!).takeRetainedValue().work()
            return nil
          }, Unmanaged.passRetained(crew).toOpaque())
        precondition(code == 0, "no thread can be made")
        return thread
      }
      for thread in threads { pthread_join(thread, nil) }
    }
  }

  /// The pieces that are left.
  private final class Crew {
    private var left: Range<Int>
    private let body: (Int) -> () -> Void
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init(count: Int, _ body: @escaping (Int) -> () -> Void) {
      left = 0..<count
      self.body = body
      pthread_mutex_init(mutex, nil)
    }

    deinit {
      pthread_mutex_destroy(mutex)
      mutex.deallocate()
    }

    func work() {
      while let index = locked({ left.popFirst() }) {
        let ending = body(index)
        locked(ending)
      }
    }

    private func locked<Result>(_ step: () -> Result) -> Result {
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      return step()
    }
  }
}
