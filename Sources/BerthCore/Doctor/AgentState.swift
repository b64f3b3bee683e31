/// What an ssh agent's socket answers when it is asked for its keys.
package enum AgentState: Hashable, Sendable {
  /// It answers and has keys.
  case keys([AgentKey])
  /// It answers and has none: alive all the same.
  case empty
  /// Nobody will answer there.
  case dead(Death)
  /// Its connection has carried the question, and no answer came in time: it waits for its person, or is slow.
  case busy
  /// The question is not even fetched: the machine behind it sleeps.
  case hung

  /// Why nobody answers.
  package enum Death: String, Hashable, Sendable {
    /// ENOENT: there is no such socket.
    case missing = "it is gone"
    /// ECONNREFUSED: the socket is a leftover of a process that has ended.
    case refused = "nobody listens there"
    /// The connection was closed without an answer.
    case closed = "it hangs up"
    /// An answer that says no: the agent behind a forwarded socket has died.
    case failed = "the agent behind it is gone"
    /// EACCES: it is another user's.
    case forbidden = "it is not yours to use"
    /// It is no socket at all.
    case noSocket = "it is not a socket"
  }

  /// Whether somebody is there, who answers by and by.
  package var isAlive: Bool {
    switch self {
    case .keys, .empty, .busy: true
    case .dead, .hung: false
    }
  }

  /// The keys that it offers.
  package var keys: [AgentKey] { if case .keys(let keys) = self { keys } else { [] } }
}

/// A key that an agent offers.
package struct AgentKey: Hashable, Sendable {
  /// The public key, as the protocol has it.
  package let blob: Bytes
  /// What its owner calls it: often an address or a name.
  package let comment: String

  package init(blob: Bytes, comment: String) {
    self.blob = blob
    self.comment = comment
  }
}
