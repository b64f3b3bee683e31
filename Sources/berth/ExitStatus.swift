import ArgumentParser

/// How the program ends. Scripts rely on these numbers.
enum ExitStatus: Int32 {
  /// Done, or nothing to do.
  case done = 0
  /// Failed, and what had been begun is undone.
  case failed = 1
  /// There are differences; only with `--exit-code`.
  case differences = 2
  /// Conflicts, all of them listed; nothing written.
  case conflicts = 3
  /// Wrong usage, as sysexits(3) has it.
  case usage = 64
  /// The profile, a template or a saved plan is wrong.
  case data = 65

  /// What ends a command with this status.
  var code: ExitCode { ExitCode(rawValue) }
}
