extension ProfileDecoder {
  private static let entryKeys = [
    "path", "template", "patch", "place", "mode", "when", "vars", "language", "reload",
  ]

  /// An item of `files:`.
  ///
  /// - Returns: nil when not even its path could be read; `entry` is nil when its template could not, and then that is
  ///   reported.
  mutating func entry(_ node: YAMLNode) -> (path: HomePath, pathPlace: Place, entry: FileEntry?)? {
    guard let fields = fields(of: node, "an entry of 'files'", known: Self.entryKeys) else { return nil }
    let path = required("path", of: fields, at: node.place).flatMap { node in
      text(node, "'path'").flatMap { homePath($0, at: node.place) }
    }
    let template = required("template", of: fields, at: node.place).flatMap { node in
      line(node, "template").map { TemplateReference(name: $0, place: node.place, profile: name) }
    }
    let patch = patch(fields["patch"])
    let blockPlace = blockPlace(fields["place"], patch: patch, isDefault: fields["patch"] == nil)
    let mode = fields["mode"].flatMap { self.mode($0) }
    let conditions = fields["when"].map { self.conditions($0) } ?? []
    let vars = fields["vars"].map { variables($0) } ?? [:]
    let language = fields["language"].flatMap { node in
      word(node, "language", among: Language.allCases.map(\.rawValue)).flatMap(Language.init(rawValue:))
    }
    let reload = fields["reload"].flatMap { self.reload($0) }
    guard let path, let pathNode = fields["path"] else { return nil }
    guard let template else { return (path, pathNode.place, nil) }
    let entry = FileEntry(
      path: path, template: template, patch: patch ?? .block, blockPlace: blockPlace, mode: mode,
      when: conditions,
      vars: vars, language: language, reload: reload, place: node.place)
    return (path, pathNode.place, entry)
  }

  private mutating func required(_ key: String, of fields: Fields, at place: Place) -> YAMLNode? {
    if let node = fields[key] { return node }
    problems.report("an entry of 'files' is missing its '\(key)'", at: place)
    return nil
  }

  /// How the entry's text enters its target; nil when it says so in a way that is none.
  private mutating func patch(_ node: YAMLNode?) -> PatchKind? {
    guard let node else { return .file }
    return word(node, "patch", among: PatchKind.allCases.map(\.rawValue)).flatMap(PatchKind.init(rawValue:))
  }

  private mutating func blockPlace(_ node: YAMLNode?, patch: PatchKind?, isDefault: Bool) -> BlockPlace {
    guard let node else { return .end }
    switch patch {
    case .block, nil:
      let word = word(node, "place", among: BlockPlace.allCases.map(\.rawValue))
      return word.flatMap(BlockPlace.init(rawValue:)) ?? .end
    case .file:
      problems.report(
        "'place' goes with 'patch: block' only", at: node.place,
        hint: isDefault
          ? "add 'patch: block', or leave 'place' out" : "a file that is Berth's as a whole has no places")
    case .sshConfig:
      problems.report(
        "'place' does not go with 'patch: ssh-config'", at: node.place,
        hint: "berth puts the block where the first value that ssh finds is the right one")
    }
    return .end
  }

  /// A path under the home; nil, and reported, where it is none.
  mutating func homePath(_ text: String, at place: Place) -> HomePath? {
    do throws(HomePath.Problem) {
      return try HomePath(text, home: home)
    } catch {
      let (message, hint) = error.wording(for: quoted(text))
      problems.report(message, at: place, hint: hint)
      return nil
    }
  }
}

extension HomePath.Problem {
  /// The message, and what to do about it.
  func wording(for path: String) -> (String, hint: String?) {
    switch self {
    case .empty: ("the path is empty", hint: "write '~/…'")
    case .relative: ("path \(path) does not say where it begins", hint: "write '~/…' for a file in the home")
    case .homeOfOther: ("path \(path) is in another user's home", hint: "write '~/…' for a file in your own")
    case .variable:
      ("path \(path) has a variable, which nobody expands here", hint: "write '~/…' for a file in the home")
    case .notUnderHome: ("path \(path) is not under the home", hint: nil)
    case .leavesHome: ("path \(path) leaves the home through '..'", hint: nil)
    case .isHome: ("path \(path) is the home itself", hint: "name a file in it")
    case .controlCharacter: ("path \(path) has a control character", hint: nil)
    case .namesFolder: ("path \(path) names a folder", hint: "name a file in it")
    case .tooLong: ("path \(path) is longer than a file's name can be", hint: nil)
    }
  }
}
