/// The words of a command as they are read, without their quotes: what a quoter knows of where it stands.
struct CommandWords {
  /// Those that have ended; of a long command only the first ones.
  private(set) var words: [String] = []
  /// The word being read, or nil between two.
  private(set) var current: Bytes?

  private static let limit = 64

  /// Begins a word, if none has begun: a pair of quotes alone is one.
  mutating func begin() {
    if current == nil { current = [] }
  }

  mutating func append(_ byte: UInt8) {
    begin()
    current?.append(byte)
  }

  mutating func append(_ bytes: some Sequence<UInt8>) {
    begin()
    current?.append(contentsOf: bytes)
  }

  mutating func end() {
    guard let word = current else { return }
    if words.count < Self.limit { words.append(String(decoding: word, as: UTF8.self)) }
    current = nil
  }

  /// Forgets the word being read.
  mutating func drop() { current = nil }

  mutating func removeAll() {
    words = []
    current = nil
  }
}

/// The spelling that tmux and screen share: single quotes, which leave nothing to expand, and double quotes
/// around what single ones cannot hold, a single quote and control characters, the latter in octal.
enum AlternatingQuotes {
  /// `'it'"'"'s'`, and for a line feed `"\012"`.
  static func quoted(_ text: Bytes) -> Bytes {
    guard !text.isEmpty else { return Bytes("''".utf8) }
    var quoted: Bytes = []
    quoted.reserveCapacity(text.count + 2)
    var quote: UInt8?
    for byte in text {
      let isControl = byte < 0x20 || byte == 0x7F
      let wanted = isControl || byte == UInt8(ascii: "'") ? UInt8(ascii: "\"") : UInt8(ascii: "'")
      if quote != wanted {
        if let quote { quoted.append(quote) }
        quoted.append(wanted)
        quote = wanted
      }
      if isControl {
        quoted.append(UInt8(ascii: "\\"))
        for shift in [6, 3, 0] { quoted.append(UInt8(ascii: "0") + (byte >> UInt8(shift) & 7)) }
      } else {
        quoted.append(byte)
      }
    }
    if let quote { quoted.append(quote) }
    return quoted
  }
}
