extension Profile {
  /// Whether the installed files can make what a variable names as a leftover: a socket's symlink, such as the link.
  ///
  /// - Parameters:
  ///   - settings: the `--set` options' values.
  ///   - facts: of the home, so that absolute paths can be told from others, and the whole path counts; of the host's name,
  ///     which `per_host` puts behind it.
  ///   - desired: what is installed: the folders that it lies in are made.
  ///   - hasFolder: whether a folder is there.
  ///   - isOwnState: whether a path is in the state folder, or in its way.
  /// - Throws: `SettingProblem` where a setting is to blame; else `InvalidProfile`, at the variable's place.
  package func checkLeftoverVariables(
    settings: [String: Value], on facts: HostFacts, desired: [DesiredFile], hasFolder: (HomePath) -> Bool,
    isOwnState: (HomePath) -> Bool
  ) throws {
    let home = facts.home
    func isSet(_ name: String) -> Bool { (settings[name] ?? values[name]) == .bool(true) }
    // As the built-in `shell/bashrc_agent` names it: the host's name up to the first dot, twelve characters of a key's sum.
    let suffixes =
      (isSet("per_host") ? [facts.hostname.prefix { $0 != "." }.utf8.count] : [])
      + (isSet("per_key") ? [12] : [])
    let suffix = suffixes.reduce(0) { $0 + 1 + $1 }
    for (name, place) in leftoverVariables {
      guard case .string(let text)? = settings[name] ?? values[name] else { continue }
      func problem(_ message: String, hint: String? = nil) -> any Error {
        let message = "'\(name)' is \(quoted(text)): \(message)"
        guard settings[name] == nil else { return SettingProblem(name, message, hint: hint) }
        return InvalidProfile([Diagnostic(at: vars[name]?.place ?? place, message, hint: hint)])
      }
      guard let path = try? HomePath(text, home: home) else {
        throw problem("what the installed files make there has to lie under the home", hint: "write '~/…'")
      }
      guard !desired.contains(where: { $0.path == path }) else {
        throw problem("the profile installs a file there", hint: "name another place")
      }
      guard !isOwnState(path) else {
        throw problem("berth's own records are there", hint: "name another place")
      }
      let count = home.utf8.count + 1 + path.relative.utf8.count + suffix
      guard count <= Self.socketLimit else {
        let why = suffix == 0 ? "" : " with what per_host or per_key puts behind it"
        throw problem("a socket's path has at most \(Self.socketLimit) bytes, and this has \(count)\(why)")
      }
      guard let folder = path.folder, !desired.contains(where: { $0.path.isInside(folder) }) else { continue }
      guard hasFolder(folder) else {
        throw problem(
          "there is no folder \(folder)", hint: "type: mkdir -p \(shellWord(folder.description))")
      }
    }
  }

  /// unix(7): `sun_path` has 108 bytes, one of them for the NUL.
  private static let socketLimit = 107

  /// The variables that are a leftover as they stand: `{{socket}}`.
  private var leftoverVariables: [(name: String, place: Place)] {
    leftoverTemplates.compactMap { leftover in
      guard leftover.text.hasPrefix("{{"), leftover.text.hasSuffix("}}") else { return nil }
      let name = leftover.text.dropFirst(2).dropLast(2).split(separator: " ")
      return name.count == 1 && Value.isName(String(name[0])) ? (String(name[0]), leftover.place) : nil
    }
  }
}
