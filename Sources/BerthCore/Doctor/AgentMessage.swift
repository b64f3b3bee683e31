/// The two messages of the ssh agent's protocol that tell whether an agent lives: the question for its keys, and
/// the answer.
///
/// Source: draft-ietf-sshm-ssh-agent, "Requesting a list of keys". Every message is its length (four bytes, the
/// highest first) and that many bytes, of which the first is its type.
package enum AgentMessage {
  /// SSH2_AGENTC_REQUEST_IDENTITIES.
  package static let request: Bytes = [0, 0, 0, 1, 11]

  /// OpenSSH's AGENT_MAX_LEN: an answer that claims to be longer is none.
  private static let longest = 256 * 1024

  /// What has come of an answer so far.
  ///
  /// - Returns: nil while it is not whole.
  package static func state(answer bytes: Bytes) -> AgentState? {
    var reader = WireReader(bytes[...])
    guard let length = reader.number() else { return nil }
    guard (1...longest).contains(length) else { return .dead(.failed) }
    guard bytes.count >= 4 + length else { return nil }
    reader = WireReader(bytes[4..<(4 + length)])
    // SSH2_AGENT_IDENTITIES_ANSWER; anything else, as SSH_AGENT_FAILURE (5), is a no.
    guard reader.byte() == 12, let count = reader.number() else { return .dead(.failed) }
    var keys: [AgentKey] = []
    while keys.count < count {
      guard let blob = reader.string(), let comment = reader.string() else { return .dead(.failed) }
      keys.append(AgentKey(blob: Bytes(blob), comment: String(decoding: comment, as: UTF8.self)))
    }
    return keys.isEmpty ? .empty : .keys(keys)
  }
}

/// Reads the fields of an ssh message.
private struct WireReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func byte() -> UInt8? { rest.popFirst() }

  mutating func number() -> Int? {
    guard rest.count >= 4 else { return nil }
    defer { rest = rest.dropFirst(4) }
    return rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func string() -> ArraySlice<UInt8>? {
    guard let length = number(), rest.count >= length else { return nil }
    defer { rest = rest.dropFirst(length) }
    return rest.prefix(length)
  }
}
