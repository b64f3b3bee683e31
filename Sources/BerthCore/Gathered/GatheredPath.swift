/// What the gather script has found at a path of the home.
package struct GatheredPath: Sendable {
  /// The folder that it lies in.
  let folder: Folder
  /// What lies there; nil: nothing can.
  let found: Found?

  enum Folder: Sendable {
    /// Where it really is, what stat(1) tells of it, and which folders below are missing.
    case there(real: Bytes, Status, missing: Bytes)
    /// A symlink that leads to none, by its text.
    case link(to: Bytes)
    /// Something else is in its place.
    case file(Bytes)
    case closed
  }

  enum Found: Sendable {
    case absent
    case dangling
    case loop
    case other(real: Bytes, kind: String)
    case file(real: Bytes, Status, isMounted: Bool, Content)
  }

  enum Content: Sendable {
    case bytes(Bytes)
    case closed
    case big
  }

  /// The text of the symlink that the path itself is.
  let link: Bytes?

  /// What is told of a file or folder itself.
  package struct Status: Hashable, Sendable {
    /// By which it is told from others.
    package let identity: FileIdentity
    /// The permission bits.
    package let mode: Mode
    /// How many names it has.
    package let links: Int
    /// Whose it is.
    package let user: Int
    /// Whose it is besides.
    package let group: Int
    /// The user's name.
    package let owner: String
  }

  init(_ reader: inout AnswerReader) throws(GatheredAnswers.Problem) {
    var link: Bytes?
    var found: Found?
    if let values = reader.taken("folder-link"), values.count == 2 {
      folder = .link(to: values[1])
    } else if let values = reader.taken("folder-file"), values.count == 1 {
      folder = .file(values[0])
    } else if reader.taken("closed") != nil {
      folder = .closed
    } else {
      let (real, missing) = try reader.pair("folder")
      let status = try Status(&reader)
      folder = .there(real: real, status, missing: missing)
      if missing.isEmpty {
        link = reader.taken("link")?.first
        found = try Found(&reader)
      }
    }
    self.link = link
    self.found = found
  }
}

extension GatheredPath.Found {
  fileprivate init(_ reader: inout AnswerReader) throws(GatheredAnswers.Problem) {
    guard let answer = reader.next() else { throw .torn }
    switch (answer.word, answer.values.count) {
    case ("absent", 0): self = .absent
    case ("dangling", 0): self = .dangling
    case ("loop", 0): self = .loop
    case ("other", 2):
      self = .other(real: answer.values[0], kind: String(decoding: answer.values[1], as: UTF8.self))
    case ("file", 1):
      let status = try GatheredPath.Status(&reader)
      let isMounted = reader.taken("mounted") != nil
      let content: GatheredPath.Content
      if reader.taken("closed") != nil {
        content = .closed
      } else if reader.taken("big") != nil {
        content = .big
      } else {
        content = .bytes(try reader.values("content", 1)[0])
      }
      self = .file(real: answer.values[0], status, isMounted: isMounted, content)
    default: throw .torn
    }
  }
}

extension GatheredPath.Status {
  init(_ reader: inout AnswerReader) throws(GatheredAnswers.Problem) {
    let values = try reader.values("status", 8)
    let numbers = [0, 1, 3, 4, 5, 6].compactMap { Int(decoding: values[$0]) }
    guard numbers.count == 6, let mode = Mode(listed: values[2]) else { throw .torn }
    identity = FileIdentity(device: UInt64(numbers[0]), number: UInt64(numbers[1]))
    self.mode = mode
    links = numbers[2]
    user = numbers[3]
    group = numbers[4]
    owner = String(decoding: values[7], as: UTF8.self)
  }
}

extension Mode {
  /// As ls(1) writes it: `-rwsr-x--T`, perhaps with a sign behind it.
  init?(listed text: Bytes) {
    guard text.count >= 10 else { return nil }
    var mode: Mode = 0
    for (place, letter) in text[1..<10].enumerated() {
      let bit: Mode = 0o400 >> Mode(place)
      switch (letter, place % 3) {
      case (UInt8(ascii: "-"), _): continue
      case (UInt8(ascii: "r"), 0), (UInt8(ascii: "w"), 1), (UInt8(ascii: "x"), 2): mode |= bit
      case (UInt8(ascii: "s"), 2), (UInt8(ascii: "t"), 2): mode |= bit | 0o4000 >> Mode(place / 3)
      case (UInt8(ascii: "S"), 2), (UInt8(ascii: "T"), 2): mode |= 0o4000 >> Mode(place / 3)
      default: return nil
      }
    }
    self = mode
  }
}
