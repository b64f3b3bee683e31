package import BerthCore
import Glibc

/// Types what the doctor has advised, for `berth doctor --fix`.
package struct Fix {
  private let homePath: Bytes

  /// For one command, in milliseconds.
  private static let limit = 60_000

  package init(on host: Host) { homePath = host.homePath }

  /// Types a command as it is printed.
  ///
  /// - Returns: its exit status, and what it said on standard error; 128 and more if it did not end by itself.
  package func type(_ advice: Advice) -> (status: Int, words: String) {
    // This very program, wherever it lies; whoever is to be asked has been.
    let command = advice.arguments.map { "\"$BERTH_PROGRAM\" \($0) --yes" } ?? advice.command
    var process = BoundedProcess(["/bin/sh", "-c", command], limit: Self.limit)
    process.environment = ["HOME": homePath, "BERTH_PROGRAM": Self.program]
    let outcome = process.run()
    let words = String(decoding: outcome.errors[...].trimmed, as: UTF8.self)
    return switch outcome.end {
    case .exited(let status): (Int(status), words)
    case .signalled(let signal): (128 + Int(signal), words)
    case .timedOut: (124, "it took longer than \(Self.limit / 1_000) s and was ended")
    case .notStarted(let code): (127, String(cString: strerror(code)))
    }
  }

  private static var program: Bytes {
    Bytes("/proc/self/exe".utf8).symlinkText ?? Bytes(ProgramWords.name.utf8)
  }
}
