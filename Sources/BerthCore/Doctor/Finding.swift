/// What one check of `berth doctor` has to say: one line of its table, and what to type about it.
package struct Finding: Hashable, Sendable {
  /// How bad it is, the best first.
  package enum Result: String, CaseIterable, Comparable, Sendable {
    /// As it should be.
    case ok
    /// Worth knowing; nothing is to be done.
    case info
    /// Something does not work for somebody, or will not at some time.
    case warning
    /// The chain is broken here.
    case error

    package static func < (left: Result, right: Result) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .ok: 0
      case .info: 1
      case .warning: 2
      case .error: 3
      }
    }
  }

  /// Which part of the chain was looked at, in the order of the table.
  package enum Check: String, CaseIterable, Sendable {
    case installation
    case link
    case shell
    case tmux
    case screen
    case rc
    case ssh
    case exports
    case modes
    case account
    case sockets
  }

  package let result: Result
  package let check: Check
  /// Lower case, one line.
  package let message: String
  /// What to type about it, a command each; `#` begins a word on where or why. Empty where nothing is to be done.
  package let commands: [String]

  package init(_ result: Result, _ check: Check, _ message: String, type commands: [String] = []) {
    self.result = result
    self.check = check
    self.message = message
    self.commands = commands
  }
}
