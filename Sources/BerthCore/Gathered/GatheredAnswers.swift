/// What one of the built-in scripts of `remote/` has printed, as answers. Whatever else has come the same way, before it or
/// behind it, is no part of it; whatever has got into it, or lost, is noticed.
package struct GatheredAnswers: Sendable {
  /// In their order.
  package let answers: [Answer]

  /// One line.
  package struct Answer: Hashable, Sendable {
    /// What it is about.
    package let word: String
    /// What is told.
    package let values: [Bytes]

    package init(word: String, values: [Bytes]) {
      self.word = word
      self.values = values
    }
  }

  /// Why there are no answers.
  package enum Problem: Error, Hashable, Sendable {
    /// Nothing of the script was printed; instead of it, the first line of something else, or nothing.
    case missing(instead: String?)
    /// The end did not come, or not all before it.
    case torn
    /// The script was another berth's.
    case otherVersion(String)
  }

  /// Those that somebody has put together.
  package init(answers: [Answer]) { self.answers = answers }

  /// - Parameters:
  ///   - output: all that has come.
  ///   - script: what the script says at its end, `gathered` or `committed`; it begins with the same, and `berth-`.
  /// - Throws: `Problem`.
  package init(_ output: Bytes, of script: String = "gathered") throws(Problem) {
    guard let start = output.firstRange(of: Bytes("berth-\(script) .".utf8))?.lowerBound else {
      let line = LineReader(output).lazy.map { output[$0.content] }.first { !$0.trimmed.isEmpty }
      throw .missing(instead: line.map { String(decoding: $0.trimmed, as: UTF8.self) })
    }
    var answers: [Answer] = []
    var isComplete = false
    for line in LineReader(output[start...]) {
      let text = output[line.content]
      if isComplete {
        let sum = PortableSum(of: output[start..<line.whole.lowerBound]).text
        guard text.elementsEqual("end \(sum)".utf8) else { throw .torn }
        self.answers = answers
        return
      }
      guard let answer = Answer(text) else { throw .torn }
      if answers.isEmpty, answer.values != [Bytes("1".utf8)] {
        throw .otherVersion(answer.values.first.map { String(decoding: $0, as: UTF8.self) } ?? "")
      }
      answers.append(answer)
      isComplete = answer.word == script
    }
    throw .torn
  }
}

extension GatheredAnswers.Answer {
  fileprivate init?(_ line: ArraySlice<UInt8>) {
    var words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)[...]
    guard let word = words.popFirst() else { return nil }
    var values: [Bytes] = []
    for word in words {
      guard let value = Self.value(word) else { return nil }
      values.append(value)
    }
    self.init(word: String(decoding: word, as: UTF8.self), values: values)
  }

  private static func value(_ word: ArraySlice<UInt8>) -> Bytes? {
    switch word.first {
    case UInt8(ascii: "."): Bytes(word.dropFirst())
    case UInt8(ascii: "="): base64(word.dropFirst())
    case UInt8(ascii: "~"): hexadecimal(word.dropFirst())
    default: nil
    }
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> Bytes? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes = Bytes()
    bytes.reserveCapacity(digits.count / 2)
    var high: UInt8?
    for digit in digits {
      guard let value = UInt8(String(Unicode.Scalar(digit)), radix: 16) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }

  /// Source: RFC 4648, section 4.
  private static func base64(_ text: ArraySlice<UInt8>) -> Bytes? {
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    guard text.count.isMultiple(of: 4) else { return nil }
    var bytes = Bytes()
    bytes.reserveCapacity(text.count / 4 * 3)
    var (bits, count): (UInt32, Int) = (0, 0)
    for letter in text.dropLast(padding) {
      let value = letters[Int(letter)]
      guard value < 64 else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  private static let letters: [UInt8] = {
    var values = [UInt8](repeating: 64, count: 256)
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, letter) in letters.utf8.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()
}
