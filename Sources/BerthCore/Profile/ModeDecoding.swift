extension ProfileDecoder {
  /// The mode bits of `mode: "0600"`; nil, and reported, where there are none that a target can have.
  ///
  /// Quotes are demanded because YAML readers do not agree on what `0600` without them is: 600, 384, or a text.
  mutating func mode(_ node: YAMLNode) -> Mode? {
    switch node.kind {
    case .invalid: return nil
    case .scalar(let text, plain: true):
      problems.report(
        "mode must be quoted", at: node.place, hint: "write mode: \"\(Self.spelling(of: text))\"")
      return nil
    case .scalar(let text, plain: false):
      guard let mode = Self.parsed(text) else {
        problems.report(
          "mode \(quoted(text)) is not an octal number of 3 or 4 digits", at: node.place,
          hint: "write it as chmod does: mode: \"0600\"")
        return nil
      }
      return possible(mode, text, at: node.place)
    default:
      problems.report(
        "mode must be a quoted number, not \(node.description)", at: node.place, hint: "write mode: \"0600\"")
      return nil
    }
  }

  private mutating func possible(_ mode: Mode, _ text: String, at place: Place) -> Mode? {
    if mode > 0o777 {
      problems.report(
        "mode \(quoted(text)) sets more than permissions", at: place,
        hint: "setuid, setgid and sticky bits are not for dotfiles")
      return nil
    }
    if mode & 0o600 != 0o600 {
      problems.report(
        "mode \(quoted(text)) does not let the owner read and write", at: place,
        hint: "uninstall could not give the file back; use \"0600\" or more")
      return nil
    }
    return mode
  }

  /// What was probably meant by an unquoted mode, in four digits.
  private static func spelling(of text: String) -> String {
    let digits = text.hasPrefix("0o") ? String(text.dropFirst(2)) : text
    guard let mode = parsed(digits), mode <= 0o777, mode & 0o600 == 0o600 else { return "0600" }
    return "0" + digits.suffix(3)
  }

  private static func parsed(_ text: String) -> Mode? {
    guard (3...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x37).contains($0) }) else {
      return nil
    }
    return Mode(text, radix: 8)
  }
}
