import ArgumentParser
import BerthCore
import BerthHost

/// Where the homes are that a command looks at.
struct ElsewhereOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The home on another host, over ssh and your own configuration of it. Nothing is installed there. May be given several times.",
      valueName: "host"))
  var host: [String] = []
  @Option(
    help: ArgumentHelp(
      "The same for each host in a file, one a line; '-': standard input.", valueName: "file"),
    completion: .file())
  var hostsFrom: String?
  @Option(
    help: ArgumentHelp(
      "The same by any command that runs a POSIX sh with what is on its standard input: 'docker exec -i web1 sh'.",
      valueName: "command"))
  var via: String?
  @Option(help: ArgumentHelp("How many hosts are dealt with at a time.", valueName: "number"))
  var forks = 8

  func validate() throws {
    let ways = [!host.isEmpty, hostsFrom != nil, via != nil].count { $0 }
    guard ways < 2 else { throw ValidationError("--host, --hosts-from and --via don't go together") }
    guard forks > 0 else { throw ValidationError("--forks is a number from 1") }
    for host in host where !HostList.isHost(host) {
      throw ValidationError("\(quoted(host)) is not a host")
    }
  }

  /// Whether it is elsewhere.
  var isElsewhere: Bool { !host.isEmpty || hostsFrom != nil || via != nil }

  /// All of them; none: it is here.
  ///
  /// - Throws: `UsageProblem`, `SystemFailure`, for a list that can't be read.
  func homes() throws -> [Elsewhere] {
    if let via { return [Elsewhere(via: via)] }
    guard let hostsFrom else { return HostList(host).hosts.map { Elsewhere(host: $0) } }
    let hosts = try HostList(at: hostsFrom).hosts
    guard !hosts.isEmpty else { throw UsageProblem(message: "there is no host in \(quoted(hostsFrom))") }
    return hosts.map { Elsewhere(host: $0) }
  }

  /// Runs a command for each home; of several, what is the same of each is printed once.
  ///
  /// `body`: writes nothing.
  ///
  /// - Returns: the worst of what it returned.
  /// - Throws: what it throws for one home alone.
  func run(on console: Console, _ body: (Elsewhere?, Console) throws -> ExitStatus) throws -> ExitStatus {
    guard isElsewhere else { return try body(nil, console) }
    let homes = try homes()
    guard homes.count > 1 else { return try body(homes[0], console) }
    let fleet = Fleet(homes: homes, forks: forks, console: console)
    let results = fleet.each { number, console in (try body(homes[number], console), ()) }
    return try fleet.tell(results)
  }
}

extension Elsewhere? {
  /// Does something with the account; elsewhere as often as it takes to know all that is wanted.
  ///
  /// - Parameters:
  ///   - traces: whether it will want all that is marked as berth's, as an uninstall does.
  ///   - step: changes nothing, and prints nothing.
  /// - Returns: what the step came to.
  /// - Throws: `Elsewhere.Problem`, `Host.HomeProblem`; what the step throws.
  func look<Result>(traces: Bool = false, _ step: (any Account) throws -> Result) throws -> Result {
    if let self { return try self.ask(traces: traces, step) }
    let host = try Host(HostEnvironment())
    return try host.steadily { try step(host) }
  }
}

/// Where the homes are that a command writes in.
struct WritingElsewhereOptions: ParsableArguments {
  @OptionGroup var there: ElsewhereOptions
  @Flag(help: "Print the script that would do it there, and do nothing.")
  var printScript = false

  func validate() throws {
    guard !printScript || there.isElsewhere else {
      throw ValidationError("--print-script goes with --host or --via")
    }
  }

  /// Runs a command that writes for each home elsewhere.
  ///
  /// - Returns: nil: it is here.
  func run(_ run: ElsewhereRun) throws -> ExitStatus? {
    guard there.isElsewhere else { return nil }
    let homes = try there.homes()
    guard homes.count > 1 else { return try run.carryOut(on: homes[0]) }
    guard !printScript else { throw UsageProblem(message: "--print-script goes with one host") }
    return try run.carryOut(on: Fleet(homes: homes, forks: there.forks, console: run.console))
  }
}
