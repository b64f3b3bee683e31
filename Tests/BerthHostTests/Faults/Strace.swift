import Glibc
import Testing

/// strace(1), under which the program is run.
enum Strace {
  static let program = "/usr/bin/strace"

  /// What runs the program and makes something happen at its calls.
  ///
  /// `injection`: what `inject=` takes: `fsync:error=EIO:when=2`.
  /// `options`: more of strace's.
  static func injecting(_ injection: String, log: String = "/dev/null", _ options: String...) -> [String] {
    let call = injection.prefix { $0 != ":" }
    return [program, "-f", "-o", log] + options + ["-e", "trace=\(call)", "-e", "inject=\(injection)"]
  }

  /// What runs the program and writes down its calls that change files, with the paths of open files.
  ///
  /// `length`: how much of a string is written.
  static func recording(to log: String, length: Int = 256) -> [String] {
    [program, "-f", "-y", "-s", "\(length)", "-o", log, "-e", SystemCall.traced]
  }

  /// The calls of the program itself in a log, without the number of the process; not those of its children.
  static func calls(in log: String) -> [Substring] {
    let lines = log.split(separator: "\n")
    guard let process = lines.first?.prefix(while: { $0 != " " }) else { return [] }
    return lines.filter { $0.hasPrefix("\(process) ") }.map { $0.dropFirst(process.count).drop { $0 == " " } }
  }
}

extension Trait where Self == ConditionTrait {
  /// The test is not run without strace(1), and says so.
  static var needsStrace: Self { .enabled(if: access(Strace.program, X_OK) == 0, "strace is not installed") }
}
