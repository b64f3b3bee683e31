/// Where in the user's file a block with `place: start` stands.
struct BlockStart {
  private let file: Bytes

  init(of file: Bytes) {
    self.file = file
  }

  /// Behind a `#!` line, and inside the here-document of a file that is a shell script as well. A byte order mark
  /// belongs to its line, which no shell reads as it looks: the block goes behind it if that is a comment, and to
  /// the end otherwise.
  var offset: Int {
    hereDocument ?? firstLine
  }

  /// Whether another language reads the file from its third column on.
  var isShellScriptToo: Bool { hereDocument != nil }

  private var firstLine: Int {
    var start = 0
    if file.starts(with: [0xef, 0xbb, 0xbf]) {
      guard file.dropFirst(3).first == UInt8(ascii: "#") else { return file.count }
      start = 3
    }
    if start > 0 || file[...].starts(withText: "#!") {
      start = file[start...].firstIndex(of: lineFeed).map { $0 + 1 } ?? file.count
    }
    return start
  }

  /// `offset`, or behind the user's last `setenv` of a name that the block sets as well: in a screenrc the last one
  /// counts, and windows opened further up had no such value before either.
  func offset(behindSetenvOf names: Set<Bytes>) -> Int {
    let start = offset
    guard !names.isEmpty else { return start }
    var last = start
    for line in LineReader(file[start...]) {
      if let name = Self.setenvName(file[line.content]), names.contains(name) { last = line.whole.upperBound }
    }
    return last
  }

  /// The names that lines of a screenrc set.
  static func setenvNames(in text: ArraySlice<UInt8>) -> Set<Bytes> {
    Set(LineReader(text).compactMap { setenvName(text[$0.content]) })
  }

  /// The name of a line `setenv NAME VALUE`, which may be quoted.
  private static func setenvName(_ line: ArraySlice<UInt8>) -> Bytes? {
    let words = line.split(whereSeparator: isBlank)
    guard words.count > 1, words[0].elementsEqual("setenv".utf8) else { return nil }
    return words[1].filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
  }

  /// Some files are a shell script too, which begins in the third column (`cut -c3- FILE | sh`): the other
  /// language takes it for comments, and it takes the other's lines for a here-document. They begin with
  /// `# : << 'EOF'`, and a line `# EOF` ends what that sh passes over: there our lines do no harm.
  private var hereDocument: Int? {
    let start = firstLine
    var word: Bytes?
    var inside = start
    for line in LineReader(file[start...]) {
      let content = file[line.content]
      if let word {
        if content.first == UInt8(ascii: "#"), content.dropFirst(2).elementsEqual(word) { return inside }
      } else {
        guard content.isEmpty || content.first == UInt8(ascii: "#") else { return nil }
        word = Self.hereDocumentWord(content.dropFirst(2))
        inside = line.whole.upperBound
      }
    }
    return nil
  }

  /// The word that ends the here-document of a line `: << 'WORD'`.
  private static func hereDocumentWord(_ command: ArraySlice<UInt8>) -> Bytes? {
    let command = command.trimmed
    guard command.first == UInt8(ascii: ":") else { return nil }
    let redirection = command.dropFirst().trimmed
    guard redirection.starts(withText: "<<") else { return nil }
    let word = redirection.dropFirst(2).trimmed.filter { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
    return word.isEmpty || word.contains(where: isBlank) ? nil : word
  }
}
