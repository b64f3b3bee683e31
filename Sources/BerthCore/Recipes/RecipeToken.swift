/// What a shell's text is made of, as far as its lines are told apart by it.
enum RecipeToken: Hashable, Sendable {
  /// As it stands there, quotes and all.
  case word(String)
  /// `;`, `&&`, `2>`.
  case operation(String)
  case newline
}

/// Parts a shell's text into tokens (XCU 2.3, with what bash and zsh add).
///
/// It would rather give up than guess: after a quote or a here-document without an end nothing more is read.
struct RecipeTokens: IteratorProtocol {
  private let text: Bytes
  private(set) var position = 0
  /// Where the token that was read last begins.
  private(set) var start = 0
  /// The words that end here-documents which begin behind this line.
  private var documents: [(word: Bytes, stripsTabs: Bool)] = []
  private var awaitsDocument: Bool?
  /// Whether something had no end.
  private(set) var isBroken = false

  init(_ text: Bytes) { self.text = text }

  private static let operations = [
    ";;&", "&>>", "<<-", "<<<", ";;", ";&", "&&", "||", "|&", "&>", "<<", ">>", ">&", "<&", ">|", "<>", ";",
    "&",
    "|", "(", ")", "<", ">",
  ].map { Bytes($0.utf8) }
  private static let ends = Bytes(" \t\n;&|()<>".utf8)

  mutating func next() -> RecipeToken? {
    guard !isBroken else { return nil }
    skipBlanks()
    start = position
    guard let byte = at(position) else {
      isBroken = !documents.isEmpty
      return nil
    }
    if byte == 0x0a {
      position += 1
      skipDocuments()
      return isBroken ? nil : .newline
    }
    if let operation = operation() { return operation }
    guard skipWord() else {
      isBroken = true
      return nil
    }
    if let stripsTabs = awaitsDocument {
      documents.append((text[start..<position].filter { !"'\"\\".utf8.contains($0) }, stripsTabs))
      awaitsDocument = nil
    }
    return .word(String(decoding: text[start..<position], as: UTF8.self))
  }

  private func at(_ index: Int) -> UInt8? { index < text.count ? text[index] : nil }

  /// Blanks, continued lines, a carriage return before a line feed, comments.
  private mutating func skipBlanks() {
    while let byte = at(position) {
      let isContinued = byte == UInt8(ascii: "\\") && lineEnds(at: position + 1)
      if byte == 0x20 || byte == 0x09 {
        position += 1
      } else if isContinued {
        position = (text[position...].firstIndex(of: 0x0a) ?? position) + 1
      } else if byte == 0x0d, lineEnds(at: position) {
        position += 1
      } else if byte == UInt8(ascii: "#") {
        position = text[position...].firstIndex(of: 0x0a) ?? text.count
      } else {
        return
      }
    }
  }

  private func lineEnds(at index: Int) -> Bool {
    at(index) == 0x0a || at(index) == 0x0d && (at(index + 1) == 0x0a || at(index + 1) == nil)
  }

  private mutating func operation() -> RecipeToken? {
    var digits = position
    while let byte = at(digits), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { digits += 1 }
    let isNumbered = digits > position && (at(digits) == UInt8(ascii: "<") || at(digits) == UInt8(ascii: ">"))
    let begin = isNumbered ? digits : position
    guard let found = Self.operations.first(where: { text[begin...].starts(with: $0) }) else { return nil }
    if found == Bytes("<<".utf8) || found == Bytes("<<-".utf8) { awaitsDocument = found.count == 3 }
    position = begin + found.count
    return .operation(String(decoding: text[start..<position], as: UTF8.self))
  }

  private mutating func skipDocuments() {
    for (word, stripsTabs) in documents {
      var isOver = false
      while !isOver, position < text.count {
        let end = text[position...].firstIndex(of: 0x0a) ?? text.count
        var line = text[position..<end]
        if line.last == 0x0d { line.removeLast() }
        if stripsTabs { line = line.drop { $0 == 0x09 } }
        isOver = line.elementsEqual(word)
        position = min(end + 1, text.count)
      }
      if !isOver { isBroken = true }
    }
    documents = []
  }

  // MARK: - Words

  /// - Returns: false if it has no end.
  private mutating func skipWord() -> Bool {
    while let byte = at(position), !Self.ends.contains(byte), !(byte == 0x0d && lineEnds(at: position)) {
      guard skipPart(byte) else { return false }
    }
    return true
  }

  /// One character, or all that a quote or a `$` begins.
  private mutating func skipPart(_ byte: UInt8) -> Bool {
    position += 1
    switch byte {
    case UInt8(ascii: "\\"):
      position += 1
      return position <= text.count
    case UInt8(ascii: "'"): return skip(to: byte, escapes: false)
    case UInt8(ascii: "`"): return skip(to: byte, escapes: true)
    case UInt8(ascii: "\""): return skipDouble()
    case UInt8(ascii: "$"):
      switch at(position) {
      case UInt8(ascii: "'"):
        position += 1
        return skip(to: UInt8(ascii: "'"), escapes: true)
      case UInt8(ascii: "("):
        position += 1
        return skipNested(UInt8(ascii: "("), UInt8(ascii: ")"))
      case UInt8(ascii: "{"):
        position += 1
        return skipNested(UInt8(ascii: "{"), UInt8(ascii: "}"))
      default: return true
      }
    default: return true
    }
  }

  private mutating func skip(to end: UInt8, escapes: Bool) -> Bool {
    while let byte = at(position) {
      position += escapes && byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == end { return true }
    }
    return false
  }

  private mutating func skipDouble() -> Bool {
    while let byte = at(position) {
      if byte == UInt8(ascii: "\"") {
        position += 1
        return true
      }
      if byte == UInt8(ascii: "'") {
        position += 1
      } else if byte == UInt8(ascii: "$"), at(position + 1) == UInt8(ascii: "'") {
        position += 2
      } else if !skipPart(byte) {
        return false
      }
    }
    return false
  }

  private mutating func skipNested(_ open: UInt8, _ close: UInt8) -> Bool {
    var depth = 1
    while let byte = at(position) {
      if byte == open { depth += 1 }
      if byte == close { depth -= 1 }
      if depth == 0 {
        position += 1
        return true
      }
      guard skipPart(byte) else { return false }
    }
    return false
  }
}
