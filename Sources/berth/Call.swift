import ArgumentParser
import BerthCore

/// One call of the program: the words behind its name, and what comes of them.
struct Call {
  private let words: [String]?

  /// - Parameter words: nil where they are not known.
  init(_ words: [String]?) { self.words = words }

  /// Does what the words say.
  func run() -> ExitStatus {
    guard let words else { return console.tell(UnknownWords()) }
    guard !words.isEmpty else {
      console.say(TerminalText(lines: Berth.helpMessage()))
      return .usage
    }
    do {
      var command = try command(words)
      try command.run()
      return .done
    } catch {
      return end(error, words)
    }
  }

  private func command(_ words: [String]) throws -> any ParsableCommand {
    if words[0] == "help", let problem = UsageProblem(helpFor: Array(words.dropFirst())) { throw problem }
    return try PlainWords(words.dropFirst()).command(words[0]) ?? Berth.parseAsRoot(words)
  }

  private func end(_ error: any Error, _ words: [String]) -> ExitStatus {
    // A command has told of its own errors.
    if let code = error as? ExitCode { return ExitStatus(rawValue: code.rawValue) ?? .failed }
    guard Berth.exitCode(for: error) != .success else {
      // Help, the version, a completion script.
      return console.end {
        try console.out(Bytes("\(Berth.fullMessage(for: error))\n".utf8))
        return .done
      }
    }
    let problem = error as? UsageProblem
    return console.tell(problem ?? UsageProblem(Berth.message(for: error), in: words))
  }

  /// How errors in the words themselves are told: as the words ask for, as far as they can be read.
  private var console: Console {
    let words = (words ?? []).prefix { $0 != "--" }
    let isJSON = words.indices.contains {
      words[$0] == "--format=json" || words[$0...].prefix(2) == ["--format", "json"]
    }
    return Console(color: .auto, format: isJSON ? .json : .text)
  }
}

/// The system has not handed the program any words, not even its name.
struct UnknownWords: Error {}
