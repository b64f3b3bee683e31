import ArgumentParser
import BerthCore
import BerthHost

extension ConflictPolicy: ExpressibleByArgument {}
extension Console.Color: ExpressibleByArgument {}

/// `--format`.
enum Format: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

extension Setting: ExpressibleByArgument {
  /// Nil also for what Swift makes of bytes that are not UTF-8: it is not what was written.
  public init?(argument: String) {
    guard !argument.unicodeScalars.contains("\u{fffd}") else { return nil }
    self.init(argument)
  }
}

/// What every command takes.
struct OutputOptions: ParsableArguments {
  @Option(help: "How results are printed: text, or JSON on standard output alone.")
  var format = Format.text

  @Option(help: "Colours: auto, always or never. NO_COLOR is heeded.")
  var color = Console.Color.auto

  @Flag(help: "Show more: the commands that are run after a change, whole.")
  var verbose = false

  var console: Console { Console(color: color, format: format, isVerbose: verbose) }

  /// Prints a text as it is, or in a JSON object behind other members.
  func show(_ text: Bytes, _ members: [(String, JSON)]) throws {
    switch format {
    case .text: try console.out(text)
    case .json:
      let version = ("format_version", JSON.string(JSONReport.formatVersion))
      let json = JSON.object([version] + members + [("text", .string(String(decoding: text, as: UTF8.self)))])
      try console.out(json.rendered())
    }
  }
}

/// What the commands take that install something.
struct ProfileOptions: ParsableArguments {
  @Argument(
    help:
      "A built-in profile's name, or the path of one. Left out: the installed one with its settings; nothing installed: default.",
    completion: .custom { _, _, word in
      // bash puts the slash there itself, and no blank behind it.
      ProfileCandidates(for: word, marksFolders: CompletionShell.requesting != .bash).names
    }
  )
  var profile: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a variable of the profile; 'berth profiles show NAME' has those of a built-in one.",
      valueName: "key=value"))
  var settings: [Setting] = []
}

/// What the commands take that can meet conflicts.
struct ConflictOptions: ParsableArguments {
  @Option(
    help:
      "What to do about conflicts: fail (the default: list them, write nothing), keep (yours) or replace (put berth's; what is replaced is kept)."
  )
  var onConflict: ConflictPolicy?

  var policy: ConflictPolicy { onConflict ?? .fail }
}

/// What the commands take that install something for people who have a recipe already.
struct RecipeOptions: ParsableArguments {
  @Flag(help: "Take out the lines of recipes for a steady agent socket; they come back with uninstall.")
  var adoptRecipes = false
}

/// What the commands take that show differences.
struct DifferenceOptions: ParsableArguments {
  @Flag(help: "End with status 2 if there are differences.")
  var exitCode = false
}

/// What the commands take that write.
struct WritingOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Don't ask. Needed where there is no terminal.")
  var yes = false

  @Flag(name: [.customShort("n"), .long], help: "Show what would be done, as diff does, and write nothing.")
  var dryRun = false
}

extension ParsableCommand {
  /// Runs a command's body; an error is told, and ends the program with its status.
  func told(on console: Console, _ body: () throws -> ExitStatus) throws {
    let status = console.end(body)
    if status != .done { throw status.code }
  }
}
