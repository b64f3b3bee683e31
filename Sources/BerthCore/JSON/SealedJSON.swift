/// A JSON file of the state folder, or a saved plan, whose second line is the sum of all that follows it: a file that was cut off or
/// edited is told from one that is whole.
package enum SealedJSON {
  /// A kind of such files, and the version of its form. A reader takes any with the same first number.
  package struct Form: Sendable {
    /// The member that has the version.
    let key: String
    let version: String

    /// A file of the state folder.
    package static let record = Form(key: "format_version", version: "1.0")
    /// A plan that is saved.
    package static let plan = Form(key: "berth_plan", version: "1.0")
  }

  /// Why a file can't be read.
  package enum Problem: Error, Hashable, Sendable {
    /// From a newer Berth.
    case newer(version: String)
    case damaged(String)
  }

  /// `members`: without the sum and the version, which come first.
  package static func seal(_ members: [(String, JSON)], as form: Form = .record) -> Bytes {
    let whole = JSON.object([(form.key, .string(form.version))] + members)
    let text = whole.rendered()
    // Behind the opening brace and its line feed.
    let body = text[2...]
    return Bytes("\(start)\(Checksum(of: body).text)\",\n".utf8) + body
  }

  /// How a sealed text begins, up to its sum.
  private static let start = "{\n  \"sum\": \""

  /// Whether a text begins as a sealed one does, whatever has become of it.
  package static func isSealed(_ bytes: Bytes) -> Bool { bytes.starts(with: start.utf8) }

  /// The members of a sealed file. The seal is looked at first: nothing is read of a file that is not whole.
  package static func open(_ bytes: Bytes, as form: Form = .record) throws(Problem) -> [String: JSON] {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
      .split(separator: "\"", omittingEmptySubsequences: false)
    func value(of key: Substring) -> Substring? {
      guard let index = head.firstIndex(of: key), index + 2 < head.count else { return nil }
      return head[index + 2]
    }
    if let version = value(of: form.key[...]),
      version.split(separator: ".").first != form.version.split(separator: ".").first
    {
      throw .newer(version: String(version))
    }
    let body = bytes.drop { $0 != lineFeed }.dropFirst().drop { $0 != lineFeed }.dropFirst()
    guard let sum = value(of: "sum"), Checksum(of: body).text == sum else {
      throw .damaged("its sum does not hold: it was cut off or edited")
    }
    guard let members = JSON(parsing: bytes)?.members else {
      throw .damaged("it is not JSON as berth writes it")
    }
    return members
  }

  /// A path or a name that such a file gives, if it leads nowhere but down from the folder that it is meant in: the
  /// sum keeps nobody from writing another.
  ///
  /// `start`: what it begins with, one name behind it; nil: a path of any depth.
  package static func path(_ text: String, after start: String? = nil) throws(Problem) -> String {
    let bytes = Bytes(text.utf8)
    let begin = Bytes((start ?? "").utf8)
    let names = bytes.dropFirst(begin.count).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let dot = UInt8(ascii: ".")
    guard bytes.starts(with: begin), !bytes.contains(0), start == nil || names.count == 1,
      names.allSatisfy({ !$0.isEmpty && $0 != [dot] && $0 != [dot, dot] })
    else { throw .damaged("it names \(quoted(text)), where berth puts nothing") }
    return text
  }
}
