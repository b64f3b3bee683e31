/// A JSON file of the state folder, whose second line is the sum of all that follows it: a file that was cut off or
/// edited is told from one that is whole.
package enum SealedJSON {
  /// The version of the form of these files. A reader takes any with the same first number.
  package static let formatVersion = "1.0"

  /// Why a file can't be read.
  package enum Problem: Error, Hashable, Sendable {
    /// From a newer Berth.
    case newer(version: String)
    case damaged(String)
  }

  /// `members`: without the sum and the version, which come first.
  package static func seal(_ members: [(String, JSON)]) -> Bytes {
    let whole = JSON.object([("format_version", .string(formatVersion))] + members)
    let text = whole.rendered()
    // Behind the opening brace and its line feed.
    let body = text[2...]
    return Bytes("{\n  \"sum\": \"\(Checksum(of: body).text)\",\n".utf8) + body
  }

  /// The members of a sealed file.
  package static func open(_ bytes: Bytes) throws(Problem) -> [String: JSON] {
    let json: JSON
    do {
      json = try JSON(parsing: bytes)
    } catch {
      throw .damaged("\(error)")
    }
    guard let members = json.members else { throw .damaged("it is no JSON object") }
    guard case .string(let version)? = members["format_version"] else {
      throw .damaged("it has no format_version")
    }
    guard version.split(separator: ".").first == formatVersion.split(separator: ".").first else {
      throw .newer(version: version)
    }
    guard case .string(let sum)? = members["sum"], let body = body(of: bytes),
      Checksum(of: body).text == sum
    else { throw .damaged("its sum does not hold: it was cut off or edited") }
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

  /// What the sum is of: all behind the second line feed.
  private static func body(of bytes: Bytes) -> ArraySlice<UInt8>? {
    guard let first = bytes.firstIndex(of: 0x0a), let second = bytes[(first + 1)...].firstIndex(of: 0x0a)
    else {
      return nil
    }
    return bytes[(second + 1)...]
  }
}
