import Glibc

/// Something that tests rely on, and that did not go well.
package struct Failure: Error {
  /// What was to be done.
  package let text: String

  package init(_ text: String) { self.text = text }
}

/// Waits until something is so, which another process is about to do: for 20 s at most.
///
/// - Throws: `Failure`, with `what` and what is said of it then.
package func eventually(
  _ what: @autoclosure () -> String = "what was waited for", _ isSo: () throws -> Bool
) throws {
  for _ in 0..<4_000 {
    if try isSo() { return }
    usleep(5_000)
  }
  throw Failure("never so within 20 s: \(what())")
}
