/// Makes a profile of a YAML document, and lists everything that is wrong with it: it goes on after each problem
/// with what is left.
///
/// This file has the profile's own keys; entries and their fields follow in the decoder's other files.
struct ProfileDecoder {
  /// The only version there is.
  static let version = "1"

  private static let keys = ["version", "description", "extends", "vars", "files", "leftovers"]

  let name: String
  let home: String
  var problems: ProblemList

  /// The profile of a document.
  ///
  /// - Throws: where there is nothing to go on with.
  mutating func decode(_ root: YAMLNode) throws(InvalidProfile) -> Profile {
    guard !root.isNull else {
      let start = Place(file: name, line: 1, column: 1)
      problems.report("the profile is empty", at: start, hint: "begin with 'version: 1'")
      throw problems.error
    }
    guard let fields = fields(of: root, "the profile", known: Self.keys) else { throw problems.error }
    // What a newer version means by its keys is not ours to judge: nothing but the version is worth saying.
    if let problem = newerVersion(in: fields) { throw problem }
    decodeVersion(fields["version"], at: root.place)
    let description = description(fields["description"])
    let extends = fields["extends"].map { self.extends($0) } ?? []
    let vars = fields["vars"].map { variables($0) } ?? [:]
    let entries = fields["files"].map { self.entries($0) } ?? []
    if fields["files"] == nil, fields["extends"] == nil {
      problems.report(
        "missing key 'files'", at: root.place,
        hint: "list what to install, or name another profile with 'extends'")
    }
    let leftovers: Leftovers = fields["leftovers"].map { self.leftovers($0) } ?? ([], [], [:])
    var profile = Profile(
      name: name, description: description, extends: extends, vars: vars, entries: entries,
      leftovers: leftovers.paths, leftoverTemplates: leftovers.templates)
    profile.problems = problems
    profile.leftoverPlaces = leftovers.places
    return profile
  }

  private mutating func extends(_ node: YAMLNode) -> [Profile.Extends] {
    guard case .sequence(let items) = node.kind else {
      return line(node, "extends").map { [Profile.Extends(name: $0, place: node.place)] } ?? []
    }
    if items.isEmpty { problems.report("'extends' names no profile", at: node.place, hint: "leave it out") }
    return items.flatMap { item in
      line(item, "extends").map { [Profile.Extends(name: $0, place: item.place)] } ?? []
    }
  }

  private func newerVersion(in fields: Fields) -> InvalidProfile? {
    guard let node = fields["version"], case .scalar(let text, plain: true) = node.kind,
      text.utf8.allSatisfy(\.isDigit), text.utf8.first != 0x30, text != Self.version
    else { return nil }
    var newer = ProblemList()
    newer.report(
      "version \(quoted(text)) is made for a newer berth", at: node.place,
      hint: "this one reads 'version: 1'")
    return text.isEmpty ? nil : newer.error
  }

  private mutating func decodeVersion(_ node: YAMLNode?, at root: Place) {
    guard let node else {
      return problems.report("missing key 'version'", at: root, hint: "begin with 'version: 1'")
    }
    switch node.kind {
    case .scalar(Self.version, plain: true), .invalid: break
    case .scalar(Self.version, plain: false):
      problems.report(
        "'version' must be a number", at: node.place, hint: "write it without quotes: version: 1")
    case .scalar(let text, plain: _) where !node.isNull:
      problems.report("unknown version \(quoted(text))", at: node.place, hint: "write 'version: 1'")
    default:
      problems.report(
        "'version' must be a number, not \(node.description)", at: node.place, hint: "write 'version: 1'")
    }
  }

  private mutating func description(_ node: YAMLNode?) -> String? {
    guard let node, let text = text(node, "'description'") else { return nil }
    // It is shown on terminals; only what breaks lines is harmless there.
    if text.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" && $0 != "\t" }) {
      problems.report("'description' has a control character", at: node.place)
    }
    return text
  }

  private mutating func entries(_ node: YAMLNode) -> [FileEntry] {
    guard let items = items(node, "files", hint: Self.listHint(node, "files")) else { return [] }
    var entries: [FileEntry] = []
    entries.reserveCapacity(items.count)
    var positions: [HomePath: Place] = [:]
    positions.reserveCapacity(items.count)
    for item in items {
      guard let decoded = entry(item) else { continue }
      if let first = positions.updateValue(decoded.pathPlace, forKey: decoded.path) {
        positions[decoded.path] = first
        problems.report(
          "a second entry for \(quoted(decoded.path.description))",
          at: first == decoded.pathPlace ? item.place : decoded.pathPlace,
          hint: "the first is in line \(first.line)")
      }
      if let entry = decoded.entry { entries.append(entry) }
    }
    problems.reportFolders(among: positions, of: name, inOneFile: true)
    return entries
  }

  private static func listHint(_ node: YAMLNode, _ key: String) -> String {
    node.isNull ? "write '\(key): []' for none" : "begin each item with '- '"
  }

  /// Those that are plain paths, and those with variables in them.
  private mutating func leftovers(_ node: YAMLNode) -> Leftovers {
    guard let items = items(node, "leftovers", hint: Self.listHint(node, "leftovers")) else {
      return ([], [], [:])
    }
    var places: [LeftoverPattern: Place] = [:]
    var leftovers: [LeftoverPattern] = []
    var templates: [Profile.LeftoverTemplate] = []
    var lines: [HomePath: Int] = [:]
    for item in items {
      guard let text = text(item, "a leftover") else { continue }
      if text.utf8.contains(UInt8(ascii: "{")) {
        templates.append(Profile.LeftoverTemplate(text: text, place: item.place))
        continue
      }
      guard let path = homePath(text, at: item.place) else { continue }
      if let line = lines[path] {
        problems.report(
          "a second leftover \(quoted(path.description))", at: item.place,
          hint: "the first is in line \(line)")
      } else {
        lines[path] = item.place.line
        do {
          let pattern = try LeftoverPattern(wildcardsIn: path)
          leftovers.append(pattern)
          places[pattern] = item.place
        } catch {
          problems.report(LeftoverPattern.WildcardInFolder.message, at: item.place)
        }
      }
    }
    return (leftovers, templates, places)
  }

  private typealias Leftovers = (
    paths: [LeftoverPattern], templates: [Profile.LeftoverTemplate], places: [LeftoverPattern: Place]
  )
}
