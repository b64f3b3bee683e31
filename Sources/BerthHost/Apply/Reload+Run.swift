package import BerthCore
import Glibc

extension Reload {
  /// How long it may take, in milliseconds. A server that hangs must not hang the installation.
  package static let limit = 5_000

  /// Runs it, without a shell: nothing in a profile is ever read as code by one.
  ///
  /// - Parameters:
  ///   - home: what a leading `~/` of a word stands for.
  ///   - hidden: the variables that it is not to see.
  /// - Returns: what went wrong; nil if nothing did.
  package func run(home: Bytes, hiding hidden: [String] = []) -> String? {
    let words: [Bytes]
    do {
      words = try ReloadWords(command, home: home).words
    } catch {
      return "\(error)"
    }
    guard !words.isEmpty else { return nil }
    var process = BoundedProcess(words, limit: Self.limit)
    process.keepsOutput = false
    for name in hidden { process.environment.updateValue(nil, forKey: name) }
    switch process.run().end {
    case .exited(0): return nil
    case .exited(let status): return "it gave exit status \(status)"
    case .signalled(let signal): return "it was ended by signal \(signal)"
    case .timedOut: return "it took longer than \(Self.limit / 1_000) s and was ended"
    case .notStarted(let code): return String(cString: strerror(code))
    }
  }
}
