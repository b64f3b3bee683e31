/// The options of an authorized_keys file that keep `~/.ssh/rc` from running or agents from being forwarded.
///
/// Source: sshd(8), AUTHORIZED_KEYS FILE FORMAT: options stand before the key, separated by commas, with double
/// quotes around what may hold blanks; `restrict` takes everything that is not given back after it.
package struct AuthorizedKeys {
  /// A key with such options.
  package struct Restricted: Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    /// Whether `~/.ssh/rc` is run.
    package let runsRC: Bool
    /// Whether an agent may be forwarded.
    package let forwardsAgent: Bool
  }

  /// The keys that keep from one or the other.
  package private(set) var restricted: [Restricted] = []

  private static let types = ["ssh-", "ecdsa-", "sk-", "webauthn-"]

  package init(_ text: Bytes) {
    for line in LineReader(text) {
      let content = text[line.content].trimmed
      guard let first = content.first, first != UInt8(ascii: "#") else { continue }
      let field = Self.firstField(of: content)
      guard !Self.types.contains(where: { field.hasPrefix($0) }) else { continue }
      var runsRC = true
      var forwardsAgent = true
      for option in Self.options(in: field) {
        switch option.lowercased() {
        case "restrict": (runsRC, forwardsAgent) = (false, false)
        case "no-user-rc": runsRC = false
        case "user-rc": runsRC = true
        case "no-agent-forwarding": forwardsAgent = false
        case "agent-forwarding": forwardsAgent = true
        default: continue
        }
      }
      guard !runsRC || !forwardsAgent else { continue }
      restricted.append(Restricted(line: line.number, runsRC: runsRC, forwardsAgent: forwardsAgent))
    }
  }

  /// Up to the first blank outside quotes.
  private static func firstField(of line: ArraySlice<UInt8>) -> String {
    var isQuoted = false
    var end = line.startIndex
    while end < line.endIndex, isQuoted || !isBlank(line[end]) {
      if line[end] == UInt8(ascii: "\""), end == line.startIndex || line[end - 1] != UInt8(ascii: "\\") {
        isQuoted.toggle()
      }
      end += 1
    }
    return String(decoding: line[..<end], as: UTF8.self)
  }

  /// The options, what stands in quotes left out.
  private static func options(in field: String) -> [String] {
    var options = [""]
    var isQuoted = false
    var last: Character = " "
    for character in field {
      if character == "\"", last != "\\" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        options.append("")
      } else if !isQuoted {
        options[options.count - 1].append(character)
      }
      last = character
    }
    return options
  }
}
