/// What a tmux command makes of an argument that stands after the words read so far.
///
/// Quotes keep a value one argument, but no quotes keep a command from expanding `#{…}`, `#(…)` and `%H` in
/// an argument that it takes for a format, or from running one that it takes for a command. So a value
/// that holds `#` or `%` is refused unless the argument is known to be taken as it is; one that would be run
/// is refused always. Tried on tmux 3.3a.
enum TmuxCommand {
  enum Argument: Hashable {
    /// Taken as it is.
    case literal
    /// Perhaps a format, for the command or option of this name.
    case format(by: String)
    /// Run: as a command of tmux's or of the shell's.
    case code(by: String)
  }

  /// `words`: those of the command before the argument.
  /// `prefix`: what stands directly before the argument, as part of the same word.
  static func argument(after words: [String], prefix: Bytes?) -> Argument {
    guard let first = words.first else {
      // `NAME=value` sets a variable of the environment; anything else here is a command's name.
      return isAssignment(prefix) ? .literal : .code(by: "tmux")
    }
    if first == "%hidden", words.count == 1 { return isAssignment(prefix) ? .literal : .code(by: first) }
    let name = fullName(of: first)
    let arguments = words.dropFirst()
    switch name {
    case "bind-key": return bound(after: arguments)
    case "unbind-key", "set-buffer": return .literal
    // In copy mode such a command pipes the selection to the shell's.
    case "send-keys" where arguments.contains { $0.contains("pipe") }: return .code(by: name)
    case "send-keys", "source-file", "set-environment":
      return hasFormatFlag(arguments) ? .format(by: name) : .literal
    case "set-option", "set-window-option":
      guard !hasFormatFlag(arguments) else { return .format(by: name) }
      guard let option = operands(arguments, optionsWithValue: ["-t"]).first else { return .format(by: name) }
      if codeOptions.contains(option) { return .code(by: option) }
      return option.hasPrefix("@") || literalOptions.contains(option) ? .literal : .format(by: option)
    default:
      guard codeCommands.contains(name), !optionsWithValue.contains(words[words.count - 1]) else {
        return .format(by: name)
      }
      return .code(by: name)
    }
  }

  /// Whether a command's arguments are another command, which ends at an argument that ends in `;`.
  static func isBinding(_ words: [String]) -> Bool {
    words.first.map(fullName(of:)) == "bind-key"
  }

  /// Of `bind-key`: first options and a key, then a command.
  private static func bound(after arguments: ArraySlice<String>) -> Argument {
    let operands = operands(arguments, optionsWithValue: ["-T", "-N"])
    guard !operands.isEmpty else { return .literal }
    var command = operands.dropFirst()
    if let last = command.lastIndex(where: { $0.hasSuffix(";") }) { command = command[(last + 1)...] }
    return command.isEmpty ? .code(by: "bind-key") : argument(after: Array(command), prefix: nil)
  }

  /// The arguments without the options before the first other one.
  private static func operands(
    _ arguments: ArraySlice<String>, optionsWithValue: Set<String>
  ) -> ArraySlice<String> {
    var rest = arguments
    while let option = rest.first, option.hasPrefix("-") {
      rest = rest.dropFirst(optionsWithValue.contains(option) ? 2 : 1)
    }
    return rest
  }

  private static func hasFormatFlag(_ arguments: ArraySlice<String>) -> Bool {
    arguments.contains { $0.utf8.first == UInt8(ascii: "-") && $0.utf8.contains(UInt8(ascii: "F")) }
  }

  private static func isAssignment(_ prefix: Bytes?) -> Bool {
    guard let prefix, let equals = prefix.firstIndex(of: UInt8(ascii: "=")) else { return false }
    return equals > 0 && prefix[..<equals].allSatisfy(\.isNameByte)
  }

  /// tmux takes a command's alias, and any beginning that only one command has.
  private static func fullName(of word: String) -> String {
    if let name = aliases[word] { return name }
    let candidates = codeCommands.union(plainCommands).filter { $0.hasPrefix(word) }
    // Where several fit, they run code alike (`new-w`, `new-s`), or tmux refuses the word.
    return candidates.contains(word) ? word : candidates.min() ?? word
  }

  private static let aliases = [
    "bind": "bind-key", "unbind": "unbind-key", "send": "send-keys", "source": "source-file",
    "setenv": "set-environment", "set": "set-option", "setw": "set-window-option", "setb": "set-buffer",
    "run": "run-shell", "if": "if-shell", "confirm": "confirm-before", "pipep": "pipe-pane",
    "new": "new-session", "neww": "new-window", "splitw": "split-window", "popup": "display-popup",
    "menu": "display-menu", "respawnp": "respawn-pane", "respawnw": "respawn-window",
  ]

  private static let plainCommands: Set<String> = [
    "bind-key", "unbind-key", "send-keys", "source-file", "set-environment", "set-option",
    "set-window-option", "set-buffer",
  ]

  private static let codeCommands: Set<String> = [
    "run-shell", "if-shell", "set-hook", "confirm-before", "command-prompt", "pipe-pane", "new-session",
    "new-window", "split-window", "respawn-pane", "respawn-window", "display-popup", "display-menu",
    "choose-tree", "choose-client", "choose-buffer",
  ]

  /// Options of these commands that take a value which is not run.
  private static let optionsWithValue: Set<String> = ["-c", "-e", "-n", "-s", "-t", "-N", "-T"]

  private static let literalOptions: Set<String> = [
    "default-terminal", "default-shell", "word-separators", "terminal-overrides", "terminal-features",
    "update-environment", "user-keys", "history-file", "prefix", "prefix2",
  ]

  private static let codeOptions: Set<String> = [
    "command-alias", "copy-command", "default-command", "editor", "lock-command",
  ]
}
