extension JSON {
  /// A member that holds bytes: as text, or, if they are no UTF-8, each as the character of its number.
  package static func member(_ key: String, _ bytes: Bytes) -> (String, JSON) {
    if let text = String(validating: bytes, as: UTF8.self) { return (key, .string(text)) }
    return (key + "_latin1", .string(String(String.UnicodeScalarView(bytes.map(Unicode.Scalar.init)))))
  }
}

extension [String: JSON] {
  /// The members of a sealed file, by type.
  package func string(_ key: String) throws(SealedJSON.Problem) -> String {
    guard case .string(let text)? = self[key] else { throw .damaged("it has no text '\(key)'") }
    return text
  }

  /// Bytes, be they UTF-8 or not.
  package func bytes(_ key: String) throws(SealedJSON.Problem) -> Bytes {
    guard case .string(let latin)? = self[key + "_latin1"] else { return Bytes(try string(key).utf8) }
    return latin.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  /// A whole number.
  package func int(_ key: String) throws(SealedJSON.Problem) -> Int {
    guard case .int(let number)? = self[key], number >= 0 else { throw .damaged("it has no number '\(key)'") }
    return number
  }

  /// A list of texts.
  package func strings(_ key: String) throws(SealedJSON.Problem) -> [String] {
    guard case .array(let list)? = self[key] else { throw .damaged("it has no list '\(key)'") }
    var texts: [String] = []
    for item in list {
      guard case .string(let text) = item else { throw .damaged("'\(key)' holds something other than text") }
      texts.append(text)
    }
    return texts
  }

  /// A yes or a no.
  package func bool(_ key: String) throws(SealedJSON.Problem) -> Bool {
    guard case .bool(let value)? = self[key] else { throw .damaged("it has no yes or no '\(key)'") }
    return value
  }

  /// A text, or null.
  package func optionalString(_ key: String) throws(SealedJSON.Problem) -> String? {
    self[key] == .null ? nil : try string(key)
  }

  /// A list of objects, by their members.
  package func objects(_ key: String) throws(SealedJSON.Problem) -> [[String: JSON]] {
    guard case .array(let list)? = self[key] else { throw .damaged("it has no list '\(key)'") }
    var objects: [[String: JSON]] = []
    for item in list {
      guard let members = item.members else { throw .damaged("'\(key)' holds something other than objects") }
      objects.append(members)
    }
    return objects
  }

  /// The members of an object.
  package func object(_ key: String) throws(SealedJSON.Problem) -> [String: JSON] {
    guard let members = self[key]?.members else { throw .damaged("it has no object '\(key)'") }
    return members
  }

  /// An octal mode; nil for null.
  package func mode(_ key: String) throws(SealedJSON.Problem) -> Mode? {
    switch self[key] {
    case .null?: return nil
    case .string(let text)?:
      guard let mode = Mode(text, radix: 8) else { throw .damaged("'\(text)' is not a mode") }
      return mode
    default: throw .damaged("it has no '\(key)'")
    }
  }
}
