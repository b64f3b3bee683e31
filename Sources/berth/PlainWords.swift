import ArgumentParser
import BerthCore

/// The words behind a command's name, each taken by the options that know it.
///
/// ArgumentParser reflects on a command before it reads the first word, which takes as long as half of `diff`
/// (Tests/bench). A call whose every word is taken here means the same to both; any other, wrong ones among them, is
/// left to ArgumentParser (PlainCallTests).
struct PlainWords {
  private var words: [String]

  init(_ words: some Sequence<String>) { self.words = Array(words) }

  /// The command that they make of a name; nil where that is not for them to say.
  func command(_ name: String) -> (any ParsableCommand)? {
    var rest = self
    let command: any ParsableCommand
    switch name {
    case "apply": command = ApplyCommand(&rest)
    case "diff": command = DiffCommand(&rest)
    case "status": command = StatusCommand(&rest)
    case "uninstall": command = UninstallCommand(&rest)
    default: return nil
    }
    return rest.words.isEmpty ? command : nil
  }

  fileprivate mutating func flag(_ names: String...) -> Bool {
    guard let place = words.firstIndex(where: names.contains) else { return false }
    words.remove(at: place)
    return true
  }

  /// The value of `--name value` or `--name=value`, where that is one that can be read.
  fileprivate mutating func value<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
    for place in words.indices {
      let isApart = words[place] == name
      guard isApart || words[place].hasPrefix(name + "=") else { continue }
      let text = isApart ? words[(place + 1)...].first : String(words[place].dropFirst(name.count + 1))
      guard let text, !isApart || !text.hasPrefix("-"), let value = read(text) else { return nil }
      words.removeSubrange(place...(isApart ? place + 1 : place))
      return value
    }
    return nil
  }

  /// The first word that is not an option.
  fileprivate mutating func argument() -> String? {
    guard let word = words.first, !word.hasPrefix("-"), !word.isEmpty else { return nil }
    return words.removeFirst()
  }
}

extension OutputOptions {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    format = words.value("--format", Format.init) ?? .text
    color = words.value("--color", Console.Color.init) ?? .auto
    verbose = words.flag("--verbose")
  }
}

extension ProfileOptions {
  /// Behind all others: what is left is the profile.
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    var settings: [Setting] = []
    while let setting = words.value("--set", Setting.init(argument:)) { settings.append(setting) }
    self.settings = settings
    profile = words.argument()
  }
}

extension ConflictOptions {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    onConflict = words.value("--on-conflict", ConflictPolicy.init)
  }
}

extension RecipeOptions {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    adoptRecipes = words.flag("--adopt-recipes")
  }
}

extension DifferenceOptions {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    exitCode = words.flag("--exit-code")
  }
}

extension WritingOptions {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    yes = words.flag("--yes", "-y")
    dryRun = words.flag("--dry-run", "-n")
  }
}

extension ApplyCommand {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    plan = nil
    elsewhere = WritingElsewhereOptions(&words)
    writing = WritingOptions(&words)
    conflicts = ConflictOptions(&words)
    recipes = RecipeOptions(&words)
    differences = DifferenceOptions(&words)
    output = OutputOptions(&words)
    profile = ProfileOptions(&words)
  }
}

extension ElsewhereOptions {
  /// Of a home that is here: elsewhere, the few milliseconds that ArgumentParser takes are nothing.
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    (host, hostsFrom, via, forks) = ([], nil, nil, 8)
  }
}

extension WritingElsewhereOptions {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    there = ElsewhereOptions(&words)
    printScript = false
  }
}

extension DiffCommand {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    out = nil
    uninstall = false
    elsewhere = ElsewhereOptions(&words)
    conflicts = ConflictOptions(&words)
    recipes = RecipeOptions(&words)
    differences = DifferenceOptions(&words)
    output = OutputOptions(&words)
    profile = ProfileOptions(&words)
  }
}

extension StatusCommand {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    elsewhere = ElsewhereOptions(&words)
    differences = DifferenceOptions(&words)
    output = OutputOptions(&words)
  }
}

extension UninstallCommand {
  fileprivate init(_ words: inout PlainWords) {
    self.init()
    elsewhere = WritingElsewhereOptions(&words)
    writing = WritingOptions(&words)
    conflicts = ConflictOptions(&words)
    differences = DifferenceOptions(&words)
    output = OutputOptions(&words)
  }
}
