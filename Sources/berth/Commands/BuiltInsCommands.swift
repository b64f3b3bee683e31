import ArgumentParser
import BerthCore
import BerthHost

/// `berth profiles`: the built-in profiles.
struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles", abstract: "List the built-in profiles, or show one.",
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the built-in profiles.")

    @OptionGroup var output: OutputOptions

    func run() throws {
      try told(on: output.console) {
        var items: [(String, String)] = []
        for name in BuiltIns.profileNames {
          items.append((name, try ProfileStore(homePath: "").profile(name).description ?? ""))
        }
        switch output.format {
        case .json:
          let list = items.map { JSON.object([("name", .string($0.0)), ("description", .string($0.1))]) }
          try output.console.out(Listing.json("profiles", list))
        case .text:
          let width = items.map(\.0.count).max() ?? 0
          for (name, description) in items {
            try output.console.out(
              "\(name)\(String(repeating: " ", count: width - name.count))  \(description)\n")
          }
        }
        return .done
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print a built-in profile.")

    @Argument(help: "Its name.", completion: .list(BuiltIns.profileNames)) var name: String
    @OptionGroup var output: OutputOptions

    func run() throws {
      try told(on: output.console) {
        try Listing.show(BuiltIns.profile(name), "profile", name, among: BuiltIns.profileNames, output)
        return .done
      }
    }
  }
}

/// `berth templates`: the built-in templates.
struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "List the built-in templates, or show one.",
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the built-in templates.")

    @OptionGroup var output: OutputOptions

    func run() throws {
      try told(on: output.console) {
        switch output.format {
        case .json:
          try output.console.out(Listing.json("templates", BuiltIns.templateNames.map(JSON.string)))
        case .text:
          for name in BuiltIns.templateNames { try output.console.out("\(name)\n") }
        }
        return .done
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print a built-in template.")

    @Argument(help: "Its name.", completion: .list(BuiltIns.templateNames)) var name: String
    @OptionGroup var output: OutputOptions

    func run() throws {
      try told(on: output.console) {
        try Listing.show(BuiltIns.template(name), "template", name, among: BuiltIns.templateNames, output)
        return .done
      }
    }
  }
}

/// What the two lists have in common.
private enum Listing {
  static func json(_ key: String, _ items: [JSON]) -> Bytes {
    JSON.object([("format_version", .string(JSONReport.formatVersion)), (key, .array(items))]).rendered()
  }

  /// Prints one of them, whole.
  static func show(
    _ text: Bytes?, _ kind: String, _ name: String, among names: [String], _ output: OutputOptions
  ) throws {
    guard let text else { throw unknown(kind, name, among: names) }
    try output.show(text, [("name", .string(name))])
  }

  private static func unknown(_ kind: String, _ name: String, among names: [String]) -> UsageProblem {
    let hint = didYouMean(name, among: names)
    return UsageProblem(
      message: "no built-in \(kind) \(quoted(name)); \(hint ?? "'berth \(kind)s' lists them")")
  }
}
