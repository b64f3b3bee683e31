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
    case prompt
    case tmux
    case screen
    case rc
    case ssh
    case exports
    case modes
    case account
    case sockets
  }

  /// How bad it is.
  package let result: Result
  /// What was looked at.
  package let check: Check
  /// Nil if all is well.
  package let ailment: Ailment?
  /// Lower case, one line.
  package let message: String
  /// What mends it, in the order of typing. Empty where nothing is to be done, or nothing can be typed here.
  package let advice: [Advice]

  /// The commands, as they are printed.
  package var commands: [String] { advice.map(\.text) }

  /// All is well.
  package init(ok check: Check, _ message: String) {
    self.init(.ok, check, nil, message, [])
  }

  /// Something is not.
  package init(_ result: Result, _ ailment: Ailment, _ message: String, type advice: [Advice] = []) {
    self.init(result, ailment.check, ailment, message, advice)
  }

  private init(_ result: Result, _ check: Check, _ ailment: Ailment?, _ message: String, _ advice: [Advice]) {
    self.result = result
    self.check = check
    self.ailment = ailment
    self.message = message
    self.advice = advice
  }

  /// The same, with more to type.
  package func adding(_ advice: [Advice]) -> Finding {
    Finding(result, check, ailment, message, self.advice + advice)
  }

  /// The same in other words.
  func reworded(_ words: (String) -> String) -> Finding {
    Finding(
      result, check, ailment, words(message),
      advice.map { $0.reworded(words) })
  }
}

extension HomeAbbreviation {
  /// A finding without the home's path.
  package func shown(_ finding: Finding) -> Finding { finding.reworded(shown) }
}
