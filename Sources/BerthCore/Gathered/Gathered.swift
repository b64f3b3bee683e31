/// What a home elsewhere has told: data that has travelled.
package struct Gathered: Sendable {
  /// The home, as `$HOME` has it there, and without symlinks.
  package let home: (path: Bytes, real: Bytes)
  /// Who has looked.
  package let user: User
  /// As `uname -s` has it.
  package let os: String
  /// As `uname -n` has it.
  package let hostname: String
  /// The login shell's path.
  package let shell: Bytes
  /// `XDG_CONFIG_HOME` and `ZDOTDIR`; empty where they are not set.
  package let (configHome, zdotdir): (Bytes, Bytes)
  /// Whether the commands asked for are on the `PATH`.
  package private(set) var commands: [String: Bool] = [:]
  /// Whether there is something at the places asked for.
  package private(set) var places: [String: Bool] = [:]
  /// What lies in the folders asked for that are there.
  package private(set) var names: [HomePath: [Name]] = [:]
  /// The folders asked for that are not there.
  package private(set) var missingFolders: Set<HomePath> = []
  /// Whether all was looked for that is marked as Berth's.
  package private(set) var isTraced = false
  /// What may hold one of Berth's markers.
  package private(set) var marked: [HomePath] = []
  /// What has the name of something that a run prepares.
  package private(set) var temporary: [HomePath] = []
  /// What was found at the paths asked for.
  package private(set) var paths: [HomePath: GatheredPath] = [:]
  /// Berth's own records there.
  package private(set) var state: Records

  /// Where the state folder is, or would be, below the home; nil: it lies elsewhere.
  package var statePlace: Bytes? {
    guard let place = state.real.below(home.real) else { return nil }
    // What is not there yet can't be resolved.
    let isPlain = place.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
    }
    return isPlain ? Bytes(place) : nil
  }

  /// An account.
  package struct User: Sendable {
    /// The user's number.
    package let number: Int
    /// The user's name.
    package let name: String
    /// The numbers of its groups.
    package let groups: Set<Int>
  }

  /// What lies in a folder.
  package struct Name: Hashable, Sendable {
    /// Its name there.
    package let name: Bytes
    /// `link`, `link-elsewhere` (to what is no socket), `file`, `folder`, `socket`, `other`.
    package let kind: String
    /// A symlink's text.
    package let text: Bytes?
  }

  /// The state folder.
  package struct Records: Sendable {
    /// Where it is, or would be.
    package let path: Bytes
    /// `folder`, `absent`, `link`, `other`.
    package let kind: String
    /// The path without symlinks, as far as it is there.
    package let real: Bytes
    /// How many folders above it are missing.
    package let missingAbove: Int
    /// What is told of it, where it is a folder.
    package fileprivate(set) var status: GatheredPath.Status?
    /// Its files by their names in it.
    package fileprivate(set) var files: [String: Bytes] = [:]
    /// What else lies there.
    package fileprivate(set) var others: [String] = []
    /// Folders of the names that it, or one above it, has while it comes or goes; somebody else's, perhaps.
    package fileprivate(set) var scaffolds: [String] = []
  }

  /// - Throws: `.torn` for answers that are not the script's.
  package init(_ answers: GatheredAnswers) throws(GatheredAnswers.Problem) {
    var reader = AnswerReader(answers.answers.dropFirst())
    home = try reader.pair("home")
    let account = try reader.values("user", 3)
    guard let number = Int(decoding: account[0]) else { throw .torn }
    user = User(
      number: number, name: String(decoding: account[1], as: UTF8.self),
      groups: Set(account[2].split(separator: UInt8(ascii: " ")).compactMap { Int(decoding: $0) }))
    os = String(decoding: try reader.values("os", 1)[0], as: UTF8.self)
    hostname = String(decoding: try reader.values("host", 1)[0], as: UTF8.self)
    shell = try reader.values("shell", 1)[0]
    configHome = try reader.values("configuration", 1)[0]
    zdotdir = try reader.values("zsh", 1)[0]
    let place = try reader.values("state", 4)
    guard let missing = Int(decoding: place[3]) else { throw .torn }
    state = Records(
      path: place[0], kind: String(decoding: place[1], as: UTF8.self), real: place[2],
      missingAbove: max(0, missing - 1))
    if state.kind == "folder" { state.status = try GatheredPath.Status(&reader) }
    while let answer = reader.next() {
      let values = answer.values
      let texts = values.map { String(decoding: $0, as: UTF8.self) }
      switch (answer.word, values.count) {
      case ("record", 1): state.files[texts[0]] = try reader.values("content", 1)[0]
      case ("scaffold", 1): state.scaffolds.append(texts[0])
      case ("record-other", 1): state.others.append(texts[0])
      case ("command", 2): commands[texts[0]] = texts[1] == "yes"
      case ("exists", 2): places[texts[0]] = texts[1] == "yes"
      case ("name", 3), ("name", 4):
        names[try Self.path(texts[0]), default: []].append(
          Name(name: values[1], kind: texts[2], text: values.count > 3 ? values[3] : nil))
      case ("no-folder", 1): missingFolders.insert(try Self.path(texts[0]))
      case ("traced", 0): isTraced = true
      case ("listed", 1): names[try Self.path(texts[0])] = []
      case ("marked", 1): marked.append(try Self.path(texts[0]))
      case ("temporary", 1): temporary.append(try Self.path(texts[0]))
      case ("path", 1): paths[try Self.path(texts[0])] = try GatheredPath(&reader)
      case ("gathered", 0): return
      default: throw .torn
      }
    }
    throw .torn
  }

  /// A path that a host tells, if it leads nowhere but down from its home: what is said of it may end in a patch.
  static func path(_ text: String) throws(GatheredAnswers.Problem) -> HomePath {
    // The home itself, whose names were asked for.
    if text == "." { return HomePath(relative: text) }
    guard let path = try? SealedJSON.path(text) else { throw .torn }
    return HomePath(relative: path)
  }
}

/// Takes one answer after the other.
struct AnswerReader {
  private var rest: ArraySlice<GatheredAnswers.Answer>

  init(_ answers: ArraySlice<GatheredAnswers.Answer>) { rest = answers }

  mutating func next() -> GatheredAnswers.Answer? { rest.popFirst() }

  /// The next one's values, if it is this one.
  mutating func taken(_ word: String) -> [Bytes]? {
    guard let answer = rest.first, answer.word == word else { return nil }
    rest.removeFirst()
    return answer.values
  }

  mutating func values(_ word: String, _ count: Int) throws(GatheredAnswers.Problem) -> [Bytes] {
    guard let values = taken(word), values.count == count else { throw .torn }
    return values
  }

  mutating func pair(_ word: String) throws(GatheredAnswers.Problem) -> (Bytes, Bytes) {
    let values = try values(word, 2)
    return (values[0], values[1])
  }
}

extension Int {
  /// A whole number in digits.
  init?(decoding digits: some Sequence<UInt8>) { self.init(String(decoding: Array(digits), as: UTF8.self)) }
}
