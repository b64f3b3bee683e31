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
    self.message =
      Self.strayWord(words.dropFirst(commands.count - 1), behind: commands)
      ?? Self.own(message, options: Self.options(of: commands.last ?? Berth.self))
    helper = Self.name(commands)
  }

  /// What is wrong with a call of `help`; nil: nothing. ArgumentParser prints the nearest help that there is.
  ///
  /// - Parameter words: those behind `help`.
  init?(helpFor words: [String]) {
    let commands = Self.commands(named: words)
    guard let stray = words.dropFirst(commands.count - 1).first, words != ["help"],
      !["-h", "--help"].contains(stray)
    else {
      return nil
    }
    message = Self.strayWord([stray], behind: commands) ?? "unexpected argument \(quoted(stray))"
    helper = Self.name(commands)
  }

  /// What is wrong with the first of the words, which stands where a command's name does; nil where none is to.
  private static func strayWord(
    _ words: some BidirectionalCollection<String>, behind commands: [any ParsableCommand.Type]
  ) -> String? {
    let names = subcommands(of: commands)
    guard let word = words.first, !names.isEmpty else { return nil }
    let known = "there are \(names.joined(separator: ", "))"
    guard !word.hasPrefix("-") else {
      let option = String(word.hasPrefix("--") ? word.prefix { $0 != "=" } : word.prefix(2))
      let takers = commands.last?.configuration.subcommands.filter { options(of: $0).contains(option) } ?? []
      guard !takers.isEmpty else { return nil }
      let meant = words.filter(names.contains)
      let isTaken = takers.contains { [$0.configuration.commandName] == meant }
      let call = [name(commands)] + meant + words.filter { !names.contains($0) }.map(shellWord)
      return
        "a command comes before \(quoted(option)); \(isTaken ? "type: \(call.joined(separator: " "))" : known)"
    }
    return "no command \(quoted(word)); \(didYouMean(word, among: names) ?? known)"
  }

  private static func name(_ commands: [any ParsableCommand.Type]) -> String {
    commands.map { $0.configuration.commandName ?? "" }.joined(separator: " ")
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

  /// The names of all options that a command takes, as its help lists them: `  -y, --yes     Don't ask.`
  private static func options(of command: any ParsableCommand.Type) -> [String] {
    let lines = Berth.helpMessage(for: command).split(separator: "\n").filter { $0.hasPrefix("  -") }
    return lines.flatMap { line in
      let names = line.dropFirst(2)
      return names[..<(names.firstRange(of: "  ")?.lowerBound ?? names.endIndex)]
        .split { !$0.isLetter && $0 != "-" }.map(String.init).filter { $0.hasPrefix("-") }
    }
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
      let hint = didYouMean(String(parts[1]), among: options.filter { $0.hasPrefix("--") })
    else { return text }
    return "\(text); \(hint)"
  }
}
