/// A line of passwd(5): `alice:x:1000:1000:Alice,,,:/home/alice:/bin/bash`.
package struct PasswdEntry: Hashable, Sendable {
  /// As it is logged in by, or called.
  package let name: String
  /// The user's number.
  package let user: UInt32
  /// The number of the user's own group.
  package let group: UInt32
  /// An absolute path.
  package let home: Bytes
  /// The path of the login shell; empty for sh.
  package let shell: Bytes

  /// The first entry of a user in the text of such a file; nil if there is none. Lines that are none, as NIS's `+`,
  /// are passed over.
  package static func first(of user: UInt32, in text: Bytes) -> PasswdEntry? {
    for line in text.split(separator: lineFeed) {
      if let entry = PasswdEntry(line), entry.user == user { return entry }
    }
    return nil
  }

  private init?(_ line: Bytes.SubSequence) {
    guard let fields = AccountFields(line, count: 7), let user = fields.number(2),
      let group = fields.number(3)
    else { return nil }
    name = fields.text(0)
    self.user = user
    self.group = group
    home = fields.bytes(5)
    shell = fields.bytes(6)
  }
}

/// A line of group(5): `staff:x:50:alice,bob`.
package struct GroupEntry: Hashable, Sendable {
  /// As it is logged in by, or called.
  package let name: String
  /// The group's number.
  package let group: UInt32
  /// The names of those who are in it beside those whose own group it is.
  package let members: [String]

  /// The entries in the text of such a file, in their order.
  package static func all(in text: Bytes) -> [GroupEntry] {
    text.split(separator: lineFeed).compactMap(GroupEntry.init)
  }

  private init?(_ line: Bytes.SubSequence) {
    guard let fields = AccountFields(line, count: 4), let group = fields.number(2) else { return nil }
    name = fields.text(0)
    self.group = group
    members = fields.bytes(3).split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The fields of a line of such a file, between colons.
private struct AccountFields {
  private let fields: [Bytes.SubSequence]

  /// Nil for a comment, a line of other fields, one with a NUL, and one without a name.
  init?(_ line: Bytes.SubSequence, count: Int) {
    let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard fields.count == count, let first = fields[0].first, !"#+-".utf8.contains(first), !line.contains(0)
    else {
      return nil
    }
    self.fields = fields
  }

  func bytes(_ index: Int) -> Bytes { Bytes(fields[index]) }

  func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }

  /// The highest one is no user's and no group's: chown(2) and setresuid(2) take it for "leave as it is".
  func number(_ index: Int) -> UInt32? {
    guard fields[index].first != UInt8(ascii: "+"), let number = UInt32(text(index)), number != .max else {
      return nil
    }
    return number
  }
}
