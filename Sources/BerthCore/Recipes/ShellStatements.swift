/// The whole statements of a shell's text: what begins and ends with a line and is part of nothing bigger.
///
/// Where the text is not understood (a quote without an end, a `fi` without its `if`, zsh's short loops) it ends: what
/// comes behind may be part of something.
struct ShellStatements {
  /// One of them, with all its lines.
  struct Statement {
    var tokens: [RecipeToken] = []
    /// Whole lines.
    var range: Range<Int>
  }

  private(set) var all: [Statement] = []

  private enum Frame: Equatable {
    case condition
    case loop
    case brace
    case parenthesis
    case choice
  }

  private var frames: [Frame] = []
  /// Whether a reserved word would be one here (XCU 2.4).
  private var isAtCommand = true
  /// Within a `case`, before the `)` of a pattern.
  private var isAtPattern = false
  private var isInTest = false
  private var isAfterFunction = false
  private var isBroken = false

  init(_ text: Bytes) {
    var tokens = RecipeTokens(text)
    var current: Statement?
    while let token = tokens.next() {
      let isBetween = frames.isEmpty && !isInTest
      if token == .newline, isBetween {
        if let last = current?.tokens.last, Self.goesOn(last) {
          current?.tokens.append(token)
        } else if var done = current {
          done.range = done.range.lowerBound..<tokens.position
          all.append(done)
          current = nil
        }
        isAtCommand = true
        continue
      }
      if current == nil {
        let start = text[..<tokens.start].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        current = Statement(range: start..<start)
      }
      current?.tokens.append(token)
      follow(token)
      guard !isBroken else { return }
    }
    guard !tokens.isBroken, frames.isEmpty, !isInTest, var done = current else { return }
    done.range = done.range.lowerBound..<text.count
    all.append(done)
  }

  private static func goesOn(_ token: RecipeToken) -> Bool {
    guard case .operation(let text) = token else { return false }
    return ["&&", "||", "|", "|&"].contains(text)
  }

  private mutating func follow(_ token: RecipeToken) {
    switch token {
    case .newline: if !isAtPattern { isAtCommand = true }
    case .operation(let text): if !isInTest { followOperation(text) }
    case .word(let text): followWord(text)
    }
  }

  private mutating func followOperation(_ text: String) {
    switch text {
    case ";", "&", "&&", "||", "|", "|&": isAtCommand = true
    case "(":
      guard !isAtPattern else { return }
      frames.append(.parenthesis)
      isAtCommand = true
    case ")":
      if isAtPattern { isAtPattern = false } else { close(.parenthesis) }
      isAtCommand = true
    case ";;", ";&", ";;&":
      isBroken = frames.last != .choice
      isAtPattern = true
    default: break
    }
  }

  private mutating func followWord(_ text: String) {
    if isInTest {
      isInTest = text != "]]"
      return
    }
    if isAtPattern {
      guard text == "esac" else { return }
      isAtPattern = false
      return close(.choice)
    }
    guard isAtCommand else {
      if text == "in", frames.last == .choice { isAtPattern = true }
      return
    }
    isAtCommand = false
    if isAfterFunction {
      isAfterFunction = false
      isAtCommand = true
      return
    }
    switch text {
    case "if": open(.condition)
    case "while", "until": open(.loop)
    case "{": open(.brace)
    case "for", "select", "repeat", "foreach": frames.append(.loop)
    case "case": frames.append(.choice)
    case "then", "else", "elif", "do", "!", "time": isAtCommand = true
    case "function":
      isAfterFunction = true
      isAtCommand = true
    case "fi": close(.condition)
    case "done", "end": close(.loop)
    case "}": close(.brace)
    case "esac": close(.choice)
    case "[[": isInTest = true
    default: break
    }
  }

  private mutating func open(_ frame: Frame) {
    frames.append(frame)
    isAtCommand = true
  }

  private mutating func close(_ frame: Frame) {
    isBroken = frames.popLast() != frame
  }
}
