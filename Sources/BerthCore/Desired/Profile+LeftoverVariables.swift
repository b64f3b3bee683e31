extension Profile {
  /// Whether the installed files can make what a variable names as a leftover: a socket's symlink, such as the link.
  ///
  /// - Parameters:
  ///   - settings: the `--set` options' values.
  ///   - facts: of the home, so that absolute paths can be told from others, and the whole path counts; of the host's name,
  ///     which `per_host` puts behind it.
  ///   - desired: what is installed: the folders that it lies in are made; nil: that is not known.
  ///   - hasFolder: whether a folder is there.
  ///   - obstacle: what lies at a place, in words, if no link can come there.
  ///   - isOwnState: whether a path is in the state folder, or in its way.
  /// - Returns: what is wrong with settings; and with the profile, at the variable's place; and which are at fault.
  package func problemsOfLeftoverVariables(
    settings: [String: Value], on facts: HostFacts, desired: [DesiredFile]?, hasFolder: (HomePath) -> Bool,
    obstacle: (HomePath) -> String?, isOwnState: (HomePath) -> Bool
  ) -> (settings: [SettingProblem], profile: ProblemList, names: Set<String>) {
    func isSet(_ name: String) -> Bool { (settings[name] ?? values[name]) == .bool(true) }
    // As the built-in `shell/bashrc_agent` names it: the host's name up to the first dot, twelve characters of a key's sum.
    let suffixes =
      (isSet("per_host") ? [facts.hostname.prefix { $0 != "." }.utf8.count] : [])
      + (isSet("per_key") ? [12] : [])
    let suffix = suffixes.reduce(0) { $0 + 1 + $1 }
    func flaw(of text: String, isSet: Bool) -> (message: String, hint: String?)? {
      guard let path = try? HomePath(text, home: facts.home) else {
        return ("what the installed files make there has to lie under the home", "write '~/…'")
      }
      guard !(desired ?? []).contains(where: { $0.path == path }) else {
        return ("the profile installs a file there", "name another place")
      }
      guard !isOwnState(path) else { return ("berth's own records are there", "name another place") }
      // What has come to lie at a place that nobody has chosen now is left alone, and the doctor tells of it.
      if isSet, suffix == 0, let what = obstacle(path) {
        return ("what lies there is \(what)", "name another place, or move it away")
      }
      let count = facts.home.utf8.count + 1 + path.relative.utf8.count + suffix
      guard count <= Self.socketLimit else {
        let why = suffix == 0 ? "" : " with what per_host or per_key puts behind it"
        return ("a socket's path has at most \(Self.socketLimit) bytes, and this has \(count)\(why)", nil)
      }
      guard let desired, let folder = path.folder, !desired.contains(where: { $0.path.isInside(folder) }),
        !hasFolder(folder)
      else { return nil }
      return ("there is no folder \(folder)", "type: mkdir -p \(shellWord(folder.description))")
    }
    var unfit: [SettingProblem] = []
    var problems = ProblemList()
    // What is wrong with one as a variable is told as that.
    var names = Set(
      vars.filter { settings[$0.key] == nil && self.problems.hasProblem(at: $0.value.place) }.keys)
    for (name, place) in leftoverVariables {
      guard !names.contains(name), case .string(let text)? = settings[name] ?? values[name],
        let flaw = flaw(of: text, isSet: settings[name] != nil)
      else {
        continue
      }
      names.insert(name)
      let message = "'\(name)' is \(quoted(text)): \(flaw.message)"
      if settings[name] == nil {
        problems.report(message, at: vars[name]?.place ?? place, hint: flaw.hint)
      } else {
        unfit.append(SettingProblem(name, message, hint: flaw.hint))
      }
    }
    return (unfit, problems, names)
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
