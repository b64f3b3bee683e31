import ArgumentParser
import BerthCore

/// Something on the command line that is wrong, or does not go together.
struct UsageProblem: Error {
  /// The problem, lower-case, and what was probably meant.
  let message: String
  /// The command whose help says more: `berth diff`; nil where the message says it all.
  let helper: String?

  init(message: String) {
    self.message = message
    helper = nil
  }

  /// - Parameters:
  ///   - message: ArgumentParser's, which is put into our own words.
  ///   - words: the whole call.
  init(_ message: String, in words: [String]) {
    let commands = Self.commands(named: words)
    let names = Self.subcommands(of: commands)
    if !names.isEmpty, let unknown = words.dropFirst(commands.count - 1).first, !unknown.hasPrefix("-") {
      let hint = didYouMean(unknown, among: names) ?? "there are \(names.joined(separator: ", "))"
      self.message = "no command \(quoted(unknown)); \(hint)"
    } else {
      self.message = Self.own(message, options: Self.options(of: commands.last ?? Berth.self))
    }
    helper = commands.map { $0.configuration.commandName ?? "" }.joined(separator: " ")
  }

  /// The commands that the words lead to, from `berth` on.
  private static func commands(named words: [String]) -> [any ParsableCommand.Type] {
    var commands: [any ParsableCommand.Type] = [Berth.self]
    for word in words {
      let next = commands.last?.configuration.subcommands.first { $0.configuration.commandName == word }
      guard let next else { break }
      commands.append(next)
    }
    return commands
  }

  /// What may follow these commands.
  private static func subcommands(of commands: [any ParsableCommand.Type]) -> [String] {
    let names = commands.last?.configuration.subcommands.compactMap { $0.configuration.commandName } ?? []
    return commands.count == 1 ? names + ["help"] : names
  }

  /// The long names of all that a command takes.
  private static func options(of command: any ParsableCommand.Type) -> [String] {
    let usage = Berth.usageString(for: command) + " --help --version"
    return usage.split { !$0.isLetter && $0 != "-" }.map(String.init).filter { $0.hasPrefix("--") }
  }

  /// ArgumentParser's sentences as one of ours: lower-case, on one line, and with a suggestion only where it is near.
  private static func own(_ message: String, options: [String]) -> String {
    var text = message.split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
    if let suggestion = text.firstRange(of: ". Did you mean ") {
      text = String(text[..<suggestion.lowerBound])
    }
    text.replace(". Please provide one of ", with: "; give one of ")
    if text.hasSuffix(".") { text.removeLast() }
    text = text.prefix(1).lowercased() + text.dropFirst()
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "unknown option ", parts[2].isEmpty,
      let hint = didYouMean(String(parts[1]), among: options)
    else { return text }
    return "\(text); \(hint)"
  }
}
