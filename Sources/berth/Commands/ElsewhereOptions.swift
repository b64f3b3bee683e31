import ArgumentParser
import BerthCore
import BerthHost

/// Where the home is that a command looks at.
struct ElsewhereOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The home on another host, over ssh and your own configuration of it. Nothing is installed there.",
      valueName: "host"))
  var host: String?
  @Option(
    help: ArgumentHelp(
      "The same by any command that runs a POSIX sh with what is on its standard input: 'docker exec -i web1 sh'.",
      valueName: "command"))
  var via: String?

  func validate() throws {
    guard host == nil || via == nil else { throw ValidationError("--host and --via don't go together") }
    // What begins with a dash is an option to ssh.
    guard host?.isEmpty != true, host?.hasPrefix("-") != true else {
      throw ValidationError("\(quoted(host ?? "")) is not a host")
    }
  }

  /// What messages call it; nil: it is here.
  var name: String? { host ?? via }

  /// Does something with the account; elsewhere as often as it takes to know all that is wanted.
  ///
  /// - Parameter step: changes nothing, and prints nothing.
  /// - Returns: what the step came to.
  /// - Throws: `Elsewhere.Problem`, `Host.HomeProblem`; what the step throws.
  func look<Result>(_ step: (any Account) throws -> Result) throws -> Result {
    if let elsewhere { return try elsewhere.ask(step) }
    return try step(Host(HostEnvironment()))
  }

  /// Nil: it is here.
  var elsewhere: Elsewhere? { host.map { Elsewhere(host: $0) } ?? via.map { Elsewhere(via: $0) } }
}

/// Where the home is that a command writes in.
struct WritingElsewhereOptions: ParsableArguments {
  @OptionGroup var there: ElsewhereOptions
  @Flag(help: "Print the script that would do it there, and do nothing.")
  var printScript = false

  func validate() throws {
    guard !printScript || there.name != nil else {
      throw ValidationError("--print-script goes with --host or --via")
    }
  }

  /// Nil: it is here.
  func run(on console: Console, isConfirmed: Bool) -> ElsewhereRun? {
    there.elsewhere.map {
      ElsewhereRun(elsewhere: $0, console: console, isConfirmed: isConfirmed, printsScript: printScript)
    }
  }
}
