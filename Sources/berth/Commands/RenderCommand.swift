import ArgumentParser
import BerthCore
import BerthHost

/// `berth render`: the new content of one target.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print what one target would hold after apply. Writes nothing.")

  @Argument(
    help: ArgumentHelp("The target: ~/.ssh/rc, or a path relative to the home.", valueName: "path"),
    completion: .file())
  var target: String
  @OptionGroup var profile: ProfileOptions
  @OptionGroup var conflicts: ConflictOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    try told(on: console) {
      let host = try Host(HostEnvironment())
      let state = try host.readState()
      let installation = try Installation(profile, since: state, on: host)
      let path = try homePath(on: host)
      guard installation.desired.files.contains(where: { $0.path == path }) else {
        let isEntry = installation.profile.entries.contains { $0.path == path }
        throw UsageProblem(
          message: isEntry
            ? "\(installation.source.description) does not want \(path) on this host: its 'when' does not hold"
            : "\(installation.source.description) has no entry for \(path); it has "
              + installation.profile.entries.map(\.path.description).joined(separator: ", "))
      }
      let plan = try host.plan(
        PlanRequest(installation.desired, policy: conflicts.policy), since: state)
      guard let change = plan.changes.first(where: { $0.path == path }) else { return .done }
      if case .conflict(let conflict) = change.action {
        console.say("! \(path)  \(conflict)\n")
        return .conflicts
      }
      let mode: JSON = change.after.map { .string(octal($0.mode)) } ?? .null
      try output.show(change.after?.bytes ?? [], [("path", .string(path.description)), ("mode", mode)])
      return .done
    }
  }

  private func homePath(on host: Host) throws -> HomePath {
    let text = target.hasPrefix("~/") || target.hasPrefix("/") ? target : "~/" + target
    do {
      return try HomePath(text, home: host.homeText)
    } catch {
      throw UsageProblem(message: "\(quoted(target)) is not the path of a file under the home")
    }
  }
}
