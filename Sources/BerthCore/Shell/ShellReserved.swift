/// Words that a shell's grammar knows.
struct ShellReserved: OptionSet {
  let rawValue: UInt32

  static let `if` = Self(rawValue: 1 << 0)
  static let then = Self(rawValue: 1 << 1)
  static let elif = Self(rawValue: 1 << 2)
  static let `else` = Self(rawValue: 1 << 3)
  static let fi = Self(rawValue: 1 << 4)
  static let `while` = Self(rawValue: 1 << 5)
  static let until = Self(rawValue: 1 << 6)
  static let `for` = Self(rawValue: 1 << 7)
  static let select = Self(rawValue: 1 << 8)
  static let foreach = Self(rawValue: 1 << 9)
  static let `repeat` = Self(rawValue: 1 << 10)
  static let `do` = Self(rawValue: 1 << 11)
  static let done = Self(rawValue: 1 << 12)
  static let end = Self(rawValue: 1 << 13)
  static let `case` = Self(rawValue: 1 << 14)
  static let `in` = Self(rawValue: 1 << 15)
  static let esac = Self(rawValue: 1 << 16)
  /// `{` and `}`.
  static let brace = Self(rawValue: 1 << 17)
  static let closingBrace = Self(rawValue: 1 << 18)
  static let always = Self(rawValue: 1 << 19)
  /// `[[`
  static let test = Self(rawValue: 1 << 20)
  static let function = Self(rawValue: 1 << 21)
  /// Before a command: `!`, `time`, `noglob` and `nocorrect`.
  static let prefix = Self(rawValue: 1 << 22)
}

extension ShellReserved {
  /// Which of them a text is: one or none.
  init(_ word: UnsafeBufferPointer<UInt8>) {
    self =
      switch true {
      case word.is("if"): .if
      case word.is("fi"): .fi
      case word.is("do"): .do
      case word.is("in"): .in
      case word.is("{"): .brace
      case word.is("}"): .closingBrace
      case word.is("[["): .test
      case word.is("for"): .for
      case word.is("end"): .end
      case word.is("then"): .then
      case word.is("else"): .else
      case word.is("elif"): .elif
      case word.is("case"): .case
      case word.is("esac"): .esac
      case word.is("done"): .done
      case word.is("while"): .while
      case word.is("until"): .until
      case word.is("select"): .select
      case word.is("repeat"): .repeat
      case word.is("always"): .always
      case word.is("foreach"): .foreach
      case word.is("function"): .function
      case word.is("!"), word.is("time"), word.is("noglob"), word.is("nocorrect"): .prefix
      default: []
      }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether it is that text. The loop is gone where the text is given.
  @inline(__always)
  func `is`(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != text.utf8Start[index] { return false }
    return true
  }
}
